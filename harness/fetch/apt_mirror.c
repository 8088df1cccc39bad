// SPDX-License-Identifier: GPL-2.0
/* The Debian mirrors that this machine already uses. */
#include "fetch/apt_mirror.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/msg.h"
#include "base/tool.h"
#include "model/array_size.h"
#include "model/strings.h"

#define FORMAT "$(ORIGIN)|$(LABEL)|$(RELEASE)|$(REPO_URI)"

/* With the origin and label of the indexes that the machine has ... */
static const char * const known_targets[] = {
	"apt-get", "indextargets", "--format", FORMAT,
	"Created-By: Packages", NULL,
};

/* ... or, where `apt-get update` has never run, only what the sources say. */
static const char * const all_targets[] = {
	"apt-get", "indextargets", "--no-release-info", "--format", FORMAT,
	"Created-By: Packages", NULL,
};

/* Suites that security fixes reach without an archive of their own. */
static const char * const without_security[] = {
	"sid", "unstable", "experimental", "rc-buggy",
};

enum archive { ARCHIVE_MAIN, ARCHIVE_SECURITY, ARCHIVE_OTHER };

static bool has_security(const char *suite)
{
	for (size_t i = 0; i < ARRAY_SIZE(without_security); i++)
		if (!strcmp(suite, without_security[i]))
			return false;
	return true;
}

static enum archive archive_of(const char *origin, const char *label,
			       const char *release)
{
	/*
	 * apt leaves the name of what it does not know. Then the suite tells
	 * what it probably is, and the signature whether it was that.
	 */
	if (origin[0] == '$' || label[0] == '$')
		return string_ends(release, "-security") ? ARCHIVE_SECURITY :
							 ARCHIVE_MAIN;
	if (strcmp(origin, "Debian"))
		return ARCHIVE_OTHER;
	if (!strcmp(label, "Debian"))
		return ARCHIVE_MAIN;
	return strcmp(label, "Debian-Security") ? ARCHIVE_OTHER :
						  ARCHIVE_SECURITY;
}

static void add_mirror(char list[MIRRORS_MAX][512], int *nr, const char *uri)
{
	for (int i = 0; i < *nr; i++)
		if (!strcmp(list[i], uri))
			return;
	if (*nr < MIRRORS_MAX && strlen(uri) < sizeof(list[0]))
		snprintf(list[(*nr)++], sizeof(list[0]), "%s", uri);
}

static void parse_target(char *line, bool security, struct mirrors *m)
{
	char *origin = strsep(&line, "|"), *label = strsep(&line, "|");
	char *release = strsep(&line, "|"), *uri = line;

	if (!uri || !*uri)
		return;
	switch (archive_of(origin, label, release)) {
	case ARCHIVE_MAIN:
		add_mirror(m->archive, &m->nr_archive, uri);
		break;
	case ARCHIVE_SECURITY:
		if (security)
			add_mirror(m->security, &m->nr_security, uri);
		break;
	case ARCHIVE_OTHER:
		break;
	}
}

static int list_targets(const char *const *argv, bool security, struct mirrors *m)
{
	static const char * const env[] = { "LC_ALL=C", NULL };
	struct tool t = { .argv = argv, .env = env };
	char *rest, *line;
	int ret;

	ret = tool_run(&t);
	if (ret < 0)
		return ret;
	rest = t.out;
	while ((line = strsep(&rest, "\n")))
		parse_target(line, security, m);
	tool_free(&t);
	return 0;
}

int mirrors_find(const char *suite, struct mirrors *m)
{
	bool security = has_security(suite);
	int ret;

	memset(m, 0, sizeof(*m));
	ret = list_targets(known_targets, security, m);
	if (!ret && (!m->nr_archive || (security && !m->nr_security)))
		ret = list_targets(all_targets, security, m);
	if (ret)
		return ret;
	if (!m->nr_archive) {
		msg_error("this machine's apt sources name no Debian mirror: add one, \"deb URL SUITE main\", to /etc/apt/sources.list");
		return -ENOENT;
	}
	if (security && !m->nr_security)
		msg_note("%s: this machine's apt sources name no security mirror, so its kernel may not be the newest",
			 suite);
	return 0;
}
