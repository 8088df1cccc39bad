/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The history: every commit that changed a contract, once.
 *
 * A kernel, for Pincer, is the set of these commits that it has. The list
 * itself is in history_commits.h; this file says what may be asked of it.
 */
#ifndef PINCER_HISTORY_H
#define PINCER_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

/**
 * enum commit_kind - what a commit means to a promise
 * @KIND_FEATURE: makes something exist that did not
 * @KIND_POLICY: changes what is promised; neither side is wrong
 * @KIND_FIX: a kernel without it breaks the promise
 * @KIND_BUG: a kernel with it breaks the promise
 */
enum commit_kind { KIND_FEATURE, KIND_POLICY, KIND_FIX, KIND_BUG };

/* One symbol for each commit; C_NONE stands for "no commit". */
enum commit_id {
	C_NONE,
#define COMMIT(symbol, ...) C_##symbol,
#include "model/history_commits.h"
#undef COMMIT
	C_COUNT
};

/**
 * struct commit - one contract-changing upstream commit
 * @symbol: the name the specification uses for it
 * @id: the first twelve digits of the mainline commit id; of a fix or a bug that is
 *	known otherwise, as by the changelog of a stable release, a word and that release
 * @title: its subject line
 * @mainline: the first mainline tag that holds it, "6.5" or "6.5-rc3"
 * @stable: the first point release of each stable series that took it,
 *	separated by spaces, "" when none did
 * @kind: what it means to the promise
 * @needs: the commit without which this one has nothing to act on (the
 *	target of a revert, the code that a fix repairs), or C_NONE
 * @fixed_by: for a bug, the commit that ends it, or C_NONE while it is open
 */
struct commit {
	const char *symbol;
	const char *id;
	const char *title;
	const char *mainline;
	const char *stable;
	enum commit_kind kind;
	enum commit_id needs;
	enum commit_id fixed_by;
};

extern const struct commit history_commits[C_COUNT];

/** struct history - the commits a kernel has, by enum commit_id */
struct history {
	bool has[C_COUNT];
};

/**
 * history_from_version() - the history that a version number implies
 * @h: filled in
 * @version: "6.1.192", "7.3-rc7", or a package version such as
 *	"7.3~rc7-1~exp1"; whatever follows the point release is ignored
 *
 * Return: 0, or -EINVAL when @version does not begin with a version number.
 */
int history_from_version(struct history *h, const char *version);

/**
 * history_version() - the upstream version in what uname() says
 * @release: uname's release, "6.1.0-56-cloud-amd64"
 * @version: uname's version, "#1 SMP ... Debian 6.1.192-2 (2026-09-01)"
 * @buf: receives the version, "6.1.192-2" here
 * @size: bytes in @buf
 *
 * Distributions that freeze the release string name the real version in the
 * other one, so that is looked at first.
 */
void history_version(const char *release, const char *version, char *buf,
		     size_t size);

/**
 * history_apply() - add and remove commits by hand
 * @h: changed in place
 * @list: "+id,-id,..."; an id is a commit id or its symbol
 * @bad: on error, points into @list at the item that was not understood
 *
 * Return: 0; -EINVAL for what is no commit; -EEXIST for one that is both added
 * and removed.
 */
int history_apply(struct history *h, const char *list, const char **bad);

/** history_error() - what is wrong with an item: "is no commit of the history" */
const char *history_error(int error);

/**
 * history_format() - write a history as history_apply() reads it
 * @h: the history
 * @buf: receives one "+id" or "-id" for every commit there is
 * @size: bytes in @buf; HISTORY_TEXT_MAX is enough
 */
void history_format(const struct history *h, char *buf, size_t size);

#define HISTORY_TEXT_MAX (C_COUNT * 16)

/* As many characters of an id name its commit, too. */
#define HISTORY_SHORT_ID 8

/**
 * history_find() - look a commit up by id, by the beginning of one, or by symbol
 *
 * Return: its number, or C_NONE.
 */
enum commit_id history_find(const char *name);

/**
 * history_perfect() - the same kernel with every fix and without any bug
 * @h: a history
 * @perfect: filled in
 */
void history_perfect(const struct history *h, struct history *perfect);

/**
 * history_toggle() - a history that differs in one commit
 * @h: a history
 * @id: the commit to add if it is missing, to remove if it is there
 * @toggled: filled in
 *
 * Return: false when the result could not exist: a revert without its
 * target, or a target taken away from under its revert.
 */
bool history_toggle(const struct history *h, enum commit_id id,
		    struct history *toggled);

/** history_may_toggle() - whether that could exist */
bool history_may_toggle(const struct history *h, enum commit_id id);

#endif
