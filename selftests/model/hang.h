/* SPDX-License-Identifier: GPL-2.0 */
/* A case that hung, or took its guest along, and what it shares with others. */
#ifndef PINCER_HANG_H
#define PINCER_HANG_H

#include <stdbool.h>
#include <stddef.h>

#include "model/contract.h"

/**
 * enum culprit - what is to blame for a hang
 * @CULPRIT_NONE: nothing that other cases share
 * @CULPRIT_HERE: mappings at a door, one case is enough
 * @CULPRIT_DOOR: a door with two layouts before which it worked with few, or
 *	with four; of a scenario or a KUnit suite, what its id begins with
 * @CULPRIT_MAPPING: mappings, at two doors that are not to blame
 * @CULPRIT_TARGET: a kind of device or file, behind two doors that are to blame
 *	and of two interfaces
 * @CULPRIT_INTERFACE: what several doors begin with, behind three that are to
 *	blame; or four scenarios
 * @CULPRIT_KERNEL: HANGS_MAX cases hung
 */
enum culprit {
	CULPRIT_NONE, CULPRIT_HERE, CULPRIT_DOOR, CULPRIT_MAPPING,
	CULPRIT_TARGET, CULPRIT_INTERFACE, CULPRIT_KERNEL,
};

/**
 * struct hang - a case that hung
 * @id: the contract, or the KUnit suite
 * @how: how it ended
 * @here: in this guest
 * @worked: cases of its door that had ended well before
 * @target: the device or file behind its door
 * @culprit: CULPRIT_DOOR or CULPRIT_MAPPING once that is known
 */
struct hang {
	char id[CONTRACT_ID_MAX];
	enum outcome_kind how;
	bool here;
	int worked;
	enum target_kind target;
	enum culprit culprit;
};

/** hang_make() - a case by its id, with what the contract tells of it */
struct hang hang_make(const char *id);

/** hang_door_length() - bytes of an id that name its door, or its family */
size_t hang_door_length(const char *id);

/** hang_ids_of_one_door() - whether ids name cases of one door, or one family */
bool hang_ids_of_one_door(const char *a, const char *b);

/** hang_relation - whether a case that hung has something in common with another */
typedef bool (*hang_relation)(const struct hang *of, const struct hang *new);

/** hang_same_door() - the door; of scenarios the family */
bool hang_same_door(const struct hang *of, const struct hang *new);

/** hang_same_interface() - what the ids of doors or scenarios begin with */
bool hang_same_interface(const struct hang *of, const struct hang *new);

/** hang_same_target() - the kind of device or file behind the door */
bool hang_same_target(const struct hang *of, const struct hang *new);

/** hang_same_mapping() - all mappings of the one that hung are the other's too */
bool hang_same_mapping(const struct hang *of, const struct hang *new);

/** hang_same_place() - these at the same door, in other states or beside others */
bool hang_same_place(const struct hang *of, const struct hang *new);

/** hang_both_scenarios() - the interface, of two scenarios */
bool hang_both_scenarios(const struct hang *of, const struct hang *new);

/**
 * hang_blames_door() - two layouts at one door that had worked with few before,
 *	neither of which has all mappings of the other
 */
bool hang_blames_door(const struct hang *of, const struct hang *new);

/** hang_blames_mapping() - the same mappings at two doors */
bool hang_blames_mapping(const struct hang *of, const struct hang *new);

#endif
