/* SPDX-License-Identifier: GPL-2.0 */
/* Fields of a struct as members of a JSON object, by one table both ways. */
#ifndef PINCER_MEMBERS_H
#define PINCER_MEMBERS_H

#include <json.h>
#include <stddef.h>

/**
 * enum member_kind - what a member is in C and in JSON
 * @MEMBER_TEXT: char[], a string
 * @MEMBER_COMMIT: char[], a string; "-" here is "" there
 * @MEMBER_COUNT: int, a whole number
 * @MEMBER_SIZE: size_t, a whole number
 * @MEMBER_LONG: long, a whole number, or -1
 * @MEMBER_SECONDS: double, a number
 * @MEMBER_BOOL: bool, true or false
 * @MEMBER_VERDICT: enum verdict, a string
 */
enum member_kind {
	MEMBER_TEXT, MEMBER_COMMIT, MEMBER_COUNT, MEMBER_SIZE, MEMBER_LONG,
	MEMBER_SECONDS, MEMBER_BOOL, MEMBER_VERDICT,
};

/**
 * struct member - one member; tables of them are ended by an empty one
 * @name: its name in JSON
 * @kind: what it is
 * @offset: where the field lies in its struct
 * @size: bytes of the field
 */
struct member {
	const char *name;
	enum member_kind kind;
	size_t offset;
	size_t size;
};

/**
 * struct place - where in a file the reader is, for its messages
 * @path: the file
 * @array: the array it is in, or NULL
 * @index: the element of @array
 * @inner: the object inside that element, or NULL
 */
struct place {
	const char *path;
	const char *array;
	size_t index;
	const char *inner;
};

/** place_bad() - say that a member is bad, and return -EINVAL */
int place_bad(const struct place *p, const char *name, const char *what);

/** member_get() - a member that must be there, with that type; 0 or -EINVAL */
int member_get(const struct place *p, json_object *in, const char *name,
	       json_type type, json_object **out);

/**
 * members_load() - fill a struct
 * @p: where @in comes from
 * @m: the table
 * @in: a JSON object
 * @to: the struct
 *
 * Return: 0, or -EINVAL after naming the first bad member.
 */
int members_load(const struct place *p, const struct member *m,
		 json_object *in, void *to);

/**
 * members_save() - the reverse
 * @m: the table
 * @from: the struct
 * @out: receives the members
 *
 * Bytes that are no UTF-8 become "?".
 *
 * Return: 0 or -ENOMEM.
 */
int members_save(const struct member *m, const void *from, json_object *out);

#endif
