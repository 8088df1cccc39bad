// SPDX-License-Identifier: GPL-2.0
/* The .config of a kernel: whether it is one, and what it says. */
#include "plan/plan_config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/files.h"
#include "base/msg.h"
#include "base/unpacked.h"
#include "model/contract.h"
#include "model/kconfig.h"
#include "model/need.h"
#include "model/strings.h"

/* A guest is given the unpacked text: the test program reads no other. */
static int keep_unpacked(struct plan_kernel *k, const char *text, size_t size)
{
	struct stat st;
	int ret;

	if (!stat(k->image.config, &st) && (size_t)st.st_size == size)
		return 0;
	ret = path_format(k->image.config, "%s/kconfig", k->dir);
	return ret ? ret : file_replace(k->image.config, text, size);
}

int plan_config_check(struct plan_kernel *k)
{
	const char *fault;
	size_t size;
	char *text;
	int ret;

	if (!*k->image.config)
		return 0;
	ret = unpacked_read(k->image.config, "kernel's .config", &text, &size);
	if (ret)
		return ret;
	fault = config_fault(text, size);
	if (fault) {
		msg_error("%s: no .config of %s: it %s; all of its options would count as not set: mend it, or move it away and Pincer goes without",
			  k->image.config, k->kernel.name, fault);
		ret = -EINVAL;
	} else {
		ret = keep_unpacked(k, text, size);
	}
	free(text);
	return ret;
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
