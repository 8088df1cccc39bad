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
#include "model/contract.h"
#include "model/need.h"
#include "model/strings.h"

/* "id,id" as "+id,+id", after what is there already. */
static void add_ids(char *buf, size_t size, const char *ids, char sign)
{
	size_t length;

	for (; *ids; ids += length) {
		ids += strspn(ids, ", ");
		length = strcspn(ids, ", ");
		if (length)
			string_append_item(buf, size, ",", "%c%.*s", sign,
					   (int)length, ids);
	}
}

/* The corrections of the environment, each with its sign. */
static const char *by_hand(void)
{
	const char *list = getenv("PINCER_HISTORY");

	return list ? list : "";
}

/* What kernels/ and PINCER_HISTORY correct; the last one wins. */
static void corrections(const struct kernel *k, char *buf, size_t size)
{
	buf[0] = '\0';
	add_ids(buf, size, k->with, '+');
	add_ids(buf, size, k->without, '-');
	if (*by_hand())
		string_append_item(buf, size, ",", "%s", by_hand());
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

static void name_corrections(struct plan_kernel *k)
{
	string_append(k->history_from, sizeof(k->history_from), "%s%s%s",
		      *k->kernel.with ? ", with= of kernels/" : "",
		      *k->kernel.without ? ", without= of kernels/" : "",
		      *by_hand() ? ", PINCER_HISTORY" : "");
}

int plan_history(struct plan_kernel *k)
{
	const char *bad = "";
	char more[sizeof(k->history)];
	struct history h;

	if (k->kernel.origin == ORIGIN_RUNNING && !*k->image.version)
		running_version(k->image.version, sizeof(k->image.version));
	corrections(&k->kernel, more, sizeof(more));
	name_source(k, k->image.version);
	if (!*k->image.version) {
		name_corrections(k);
		snprintf(k->history, sizeof(k->history), "%s", more);
		return 0;
	}
	if (history_from_version(&h, k->image.version)) {
		msg_error("%s: \"%s\" is no kernel version; give version= in its entry of kernels/",
			  k->kernel.name, k->image.version);
		return -EINVAL;
	}
	if (k->kernel.origin == ORIGIN_TREE &&
	    tree_history(k->kernel.path, k->image.version, &h, k->history_from,
			 sizeof(k->history_from)))
		return -EINVAL;
	name_corrections(k);
	if (*more && history_apply(&h, more, &bad)) {
		msg_error("%s: with=, without= or PINCER_HISTORY names \"%.*s\", which is no commit of the history",
			  k->kernel.name, (int)strcspn(bad, ","), bad);
		return -EINVAL;
	}
	history_format(&h, k->history, sizeof(k->history));
	return 0;
}

static void add_option(const char *config, const char *option, char *buf,
		       size_t size)
{
	char known[64];

	if (!option)
		return;
	snprintf(known, sizeof(known), "CONFIG_%s=", option);
	if (!strstr(buf, known))
		string_append_item(buf, size, " ", "%s%c", known,
				   config_value(config, option));
}

void plan_config(const char *config, char *buf, size_t size)
{
	const struct contract *all;
	size_t nr, i;
	int part;

	buf[0] = '\0';
	if (!*config)
		return;
	all = contracts(&nr);
	for (i = 0; i < nr; i++) {
		add_option(config, all[i].need->config, buf, size);
		add_option(config, all[i].need->also, buf, size);
		for (part = 0; part < all[i].layout.nr; part++)
			add_option(config,
				   all[i].layout.part[part].kind->need.config, buf,
				   size);
	}
}
