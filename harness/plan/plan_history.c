// SPDX-License-Identifier: GPL-2.0
/* Which commits of the history a kernel has, and the source of that. */
#include "plan/plan_history.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "base/msg.h"
#include "build/tree_history.h"
#include "model/strings.h"

/* The corrections of the environment, each with its sign. */
static const char *by_hand(void)
{
	const char *list = getenv("PINCER_HISTORY");

	return list ? list : "";
}

/*
 * struct corrections - what is corrected, whatever the version says
 * @least: the history of a kernel without any commit, corrected
 * @most: that of one with all; a commit is corrected where both agree
 */
struct corrections {
	struct history least, most;
};

static bool is_corrected(const struct corrections *c, int id)
{
	return c->least.has[id] == c->most.has[id];
}

/* What kernels/ and, over that, PINCER_HISTORY correct. */
static int find_corrections(const struct kernel *k, struct corrections *c)
{
	const char *bad = "";
	int i, ret;

	for (i = 0; i < C_COUNT; i++) {
		c->least.has[i] = k->with[i];
		c->most.has[i] = !k->without[i];
	}
	ret = history_apply(&c->least, by_hand(), &bad);
	if (!ret)
		ret = history_apply(&c->most, by_hand(), &bad);
	if (ret)
		msg_error("PINCER_HISTORY names \"%.*s\", which %s",
			  (int)strcspn(bad, ","), bad, history_error(ret));
	return ret;
}

static void format_corrections(const struct corrections *c, char *buf,
			       size_t size)
{
	buf[0] = '\0';
	for (int i = C_NONE + 1; i < C_COUNT; i++)
		if (is_corrected(c, i))
			string_append_item(buf, size, ",", "%c%s",
					   c->least.has[i] ? '+' : '-',
					   history_commits[i].id);
}

static void running_version(char *buf, size_t size)
{
	struct utsname u;

	uname(&u);
	history_version(u.release, u.version, buf, size);
}

static void name_source(struct plan_kernel *k, const char *version)
{
	const enum origin o = k->kernel.origin;
	const char *kind = "version";

	if (o == ORIGIN_DEBIAN_IMAGE || o == ORIGIN_DEBIAN_SOURCE)
		kind = "package version";
	else if (!*version || o == ORIGIN_RUNNING)
		kind = "uname -v";
	snprintf(k->history_from, sizeof(k->history_from), "%s%s%s", kind,
		 *version ? " " : "", version);
}

static bool any(const bool commits[C_COUNT])
{
	return memchr(commits, true, C_COUNT * sizeof(*commits));
}

static void name_corrections(struct plan_kernel *k)
{
	string_append(k->history_from, sizeof(k->history_from), "%s%s%s",
		      any(k->kernel.with) ? ", with= of kernels/" : "",
		      any(k->kernel.without) ? ", without= of kernels/" : "",
		      *by_hand() ? ", PINCER_HISTORY" : "");
}

/* The history of a kernel whose version is known. */
static int known_history(struct plan_kernel *k, const struct corrections *c)
{
	struct history h;

	if (history_from_version(&h, k->image.version)) {
		msg_error("%s: \"%s\" is no kernel version; give version= in its entry of kernels/",
			  k->kernel.name, k->image.version);
		return -EINVAL;
	}
	if (k->kernel.origin == ORIGIN_TREE &&
	    tree_history(k->kernel.path, k->image.version, &h, k->history_from,
			 sizeof(k->history_from)))
		return -EINVAL;
	for (int i = C_NONE + 1; i < C_COUNT; i++)
		if (is_corrected(c, i))
			h.has[i] = c->least.has[i];
	history_format(&h, k->history, sizeof(k->history));
	return 0;
}

int plan_history(struct plan_kernel *k)
{
	struct corrections c;
	int ret = 0;

	if (k->kernel.origin == ORIGIN_RUNNING && !*k->image.version)
		running_version(k->image.version, sizeof(k->image.version));
	if (find_corrections(&k->kernel, &c))
		return -EINVAL;
	name_source(k, k->image.version);
	if (*k->image.version)
		ret = known_history(k, &c);
	else
		format_corrections(&c, k->history, sizeof(k->history));
	name_corrections(k);
	return ret;
}
