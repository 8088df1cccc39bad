// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/need.h"

/* Whether the guest leaves the module out, as it takes seconds to insert. */
static bool is_left_out(const char *option)
{
	const char *list = getenv("PINCER_LEFT_OUT");
	const size_t len = strlen(option);

	while (list && (list = strstr(list, option)) &&
	       list[len] && list[len] != ' ')
		list += len;
	return list;
}

static bool option_missing(const char *option, const char *config_file,
			   char *buf, size_t size)
{
	if (!option)
		return false;
	if (config_value(config_file, option) == 'n') {
		snprintf(buf, size, "CONFIG_%s is not set", option);
		return true;
	}
	if (!is_left_out(option))
		return false;
	snprintf(buf, size,
		 "CONFIG_%s is a module that takes seconds to insert, and PINCER_SLOW_MODULES is not set",
		 option);
	return true;
}

bool need_ruled_out(const struct need *need, const struct tested_kernel *s,
		    char *buf, size_t size)
{
	const struct commit *feature = &history_commits[need->feature];

	if (need->feature && !s->history.has[need->feature]) {
		snprintf(buf, size, "lacks %s \"%s\" (%s)", feature->id,
			 feature->title, feature->mainline);
		return true;
	}
	return option_missing(need->config, s->config_file, buf, size) ||
	       option_missing(need->also, s->config_file, buf, size);
}

bool need_missing(const struct need *need, const struct tested_kernel *s,
		  const char *why, char *buf, size_t size)
{
	if (need_ruled_out(need, s, buf, size))
		return true;
	if (!s->guest && need->env && !getenv(need->env)) {
		snprintf(buf, size, "%s names nothing to use", need->env);
		return true;
	}
	snprintf(buf, size, "%s", why);
	/* A guest promises it, or the user named it: an error. */
	return !s->guest && !need->env;
}
