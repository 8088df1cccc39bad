/* SPDX-License-Identifier: GPL-2.0 */
/* The Debian mirrors that this machine already uses. */
#ifndef PINCER_APT_MIRROR_H
#define PINCER_APT_MIRROR_H

#define MIRRORS_MAX 8

/**
 * struct mirrors - mirrors that may have a suite, the likelier ones first
 * @archive: of Debian's main archive
 * @nr_archive: how many
 * @security: of Debian's security archive; none when the suite has none there
 * @nr_security: how many
 */
struct mirrors {
	char archive[MIRRORS_MAX][512];
	int nr_archive;
	char security[MIRRORS_MAX][512];
	int nr_security;
};

/**
 * mirrors_find() - ask apt which mirrors this machine uses
 * @suite: the suite that is wanted
 * @m: filled in
 *
 * Return: 0, or a negative errno, reported.
 */
int mirrors_find(const char *suite, struct mirrors *m);

#endif
