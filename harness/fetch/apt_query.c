// SPDX-License-Identifier: GPL-2.0
/* Asks apt about a suite whose index was fetched. */
#include "fetch/apt_query.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/msg.h"
#include "model/array_size.h"

/*
 * The newest kernel is the first dependency of a meta package whose name is
 * @part[0] with a number behind it. The packages named after the other parts
 * with the same number belong to it.
 */
static const struct want {
	const char *meta;
	const char *what;
	const char *part[4];
} wants[] = {
	[APT_IMAGE] = {
		"linux-image-cloud-amd64", "kernel image",
		/* The last three from 7.2 on. */
		{ "linux-image-", "linux-binary-", "linux-modules-",
		  "linux-base-" },
	},
	[APT_SOURCE] = {
		"linux-source", "kernel source", { "linux-source-" },
	},
};

/* apt-cache indents everything but the names of packages. */
static bool parse_depends(const char *text, const struct want *w,
			  struct apt_set *set)
{
	size_t skip = strlen(w->part[0]), n;
	const char *line;

	for (line = text; *line; line += n + (line[n] == '\n')) {
		n = strcspn(line, "\n");
		if (n > skip && !strncmp(line, w->part[0], skip) &&
		    isdigit((unsigned char)line[skip]))
			break;
	}
	if (!*line)
		return false;
	snprintf(set->release, sizeof(set->release), "%.*s", (int)(n - skip),
		 line + skip);

	for (line = text; *line; line += n + (line[n] == '\n')) {
		n = strcspn(line, "\n");
		for (size_t i = 0; i < ARRAY_SIZE(wants[0].part) && w->part[i] &&
		     set->nr < APT_PACKAGES_MAX; i++) {
			char *name = set->package[set->nr].name;

			snprintf(name, sizeof(set->package[0].name), "%s%s",
				 w->part[i], set->release);
			if (strlen(name) == n && !strncmp(name, line, n))
				set->nr++;
		}
	}
	/* A name that does not fit is that of no package. */
	return set->nr;
}

static int find_packages(const struct apt_state *s, const struct want *w,
			 struct apt_set *set)
{
	const char * const argv[] = {
		"apt-cache", "depends", "--recurse", "--important", w->meta,
		NULL,
	};
	struct tool t = { .argv = argv };
	char why[128];
	int ret;

	ret = apt_state_run(s, &t);
	if (ret) {
		snprintf(why, sizeof(why), "no %s in this suite", w->meta);
		ret = apt_state_failed(s, &t, why, ret);
	} else if (!parse_depends(t.out ? t.out : "", w, set)) {
		msg_error("%s: %s needs no %s that we know: its packages have changed",
			  s->suite, w->meta, w->what);
		ret = -ENOENT;
	}
	tool_free(&t);
	return ret;
}

/* "'URI' linux-image-6.1.0-56-cloud-amd64_6.1.192-2_amd64.deb 267134 SHA256:" */
static void parse_uri(const char *line, struct apt_set *set)
{
	char file[256], hash[160], *version, *end;
	long size;

	if (sscanf(line, "'%*[^']' %255s %ld %159s", file, &size, hash) != 3)
		return;
	version = strchr(file, '_');
	end = strrchr(file, '_');
	if (!version || end <= version + 1 || strchr(file, '/'))
		return;
	for (int i = 0; i < set->nr; i++) {
		struct apt_package *p = &set->package[i];
		size_t len = strlen(p->name);

		if (strncmp(file, p->name, len) || file + len != version)
			continue;
		snprintf(p->version, sizeof(p->version), "%.*s",
			 (int)(end - version - 1), version + 1);
		snprintf(p->file, sizeof(p->file), "%s", file);
		snprintf(p->hash, sizeof(p->hash), "%s", hash);
		p->size = size;
		return;
	}
}

/* File names have "%3a" for the colon behind an epoch. */
static void decode_epoch(char *version)
{
	char *p = strstr(version, "%3a");

	if (!p)
		return;
	*p = ':';
	memmove(p + 1, p + 3, strlen(p + 3) + 1);
}

static int find_versions(const struct apt_state *s, const struct want *w,
			 struct apt_set *set)
{
	const char *argv[4 + APT_PACKAGES_MAX] = {
		"apt-get", "download", "--print-uris",
	};
	struct tool t = { .argv = argv };
	char *rest, *line, why[128];
	int ret, found = 0;

	for (int i = 0; i < set->nr; i++)
		argv[3 + i] = set->package[i].name;
	ret = apt_state_run(s, &t);
	if (ret) {
		snprintf(why, sizeof(why), "apt does not know its %s", w->what);
		ret = apt_state_failed(s, &t, why, ret);
		goto out;
	}
	rest = t.out;
	while ((line = strsep(&rest, "\n")))
		parse_uri(line, set);
	/* One that apt names twice does not stand for another. */
	for (int i = 0; i < set->nr; i++)
		found += !!*set->package[i].file;
	if (found != set->nr) {
		msg_error("%s: apt knows only %d of the %d packages of %s",
			  s->suite, found, set->nr, set->release);
		ret = -ENOENT;
	}
	for (int i = 0; i < set->nr; i++)
		decode_epoch(set->package[i].version);
	snprintf(set->version, sizeof(set->version), "%s",
		 set->package[0].version);
out:
	tool_free(&t);
	return ret;
}

int apt_query(const struct apt_state *s, enum apt_kind kind,
	      struct apt_set *set)
{
	int ret;

	memset(set, 0, sizeof(*set));
	snprintf(set->suite, sizeof(set->suite), "%s", s->suite);
	ret = find_packages(s, &wants[kind], set);
	return ret ? ret : find_versions(s, &wants[kind], set);
}
