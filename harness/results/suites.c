// SPDX-License-Identifier: GPL-2.0
/* The KUnit suites: their names, and which claims each may make. */
#include "results/suites.h"

#include <fnmatch.h>
#include <string.h>

#include "model/array_size.h"

#include "../../kunit/suite_list.h"

#define ROW(name_, areas_, about_) \
	{ SUITE_PREFIX #name_, #name_, areas_, about_ }

static const struct suite list[] = { PINCER_SUITES(ROW) };

static const struct suite module = {
	SUITE_MODULE, "module", "iov_iter. gup. block.",
	"inserted a second time, the module claims the same, and nothing of it stays when it is removed"
};

const struct suite *suites(size_t *nr)
{
	*nr = ARRAY_SIZE(list);
	return list;
}

const struct suite *suite_find(const char *id)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(list); i++) {
		if (!strcmp(list[i].id, id))
			return &list[i];
	}
	return strcmp(module.id, id) ? NULL : &module;
}

bool suite_is_module(const struct suite *s)
{
	return s == &module;
}

static size_t min_size(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Whether an id that begins with @known bytes of @text is in an area of @s. */
static bool in_areas(const struct suite *s, const char *text, size_t known,
		     bool whole)
{
	const char *area = s->areas;
	size_t length;

	for (; *area; area += length + (area[length] == ' ')) {
		length = strcspn(area, " ");
		if (!strncmp(area, text, min_size(length, known)) &&
		    (known >= length || !whole))
			return true;
	}
	return false;
}

bool suite_owns(const struct suite *s, const char *id)
{
	return in_areas(s, id, strlen(id), true);
}

bool suite_may_fit(const struct suite *s, const char *glob)
{
	size_t known = strcspn(glob, "*?[\\");

	if (!fnmatch(glob, s->id, 0))
		return true;
	/* The ids of contracts have a slash, those of claims have none. */
	if (strchr(glob, '/'))
		return false;
	return in_areas(s, glob, known, !glob[known]);
}

bool suites_know(const char *id)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(list); i++) {
		if (suite_owns(&list[i], id))
			return true;
	}
	return suite_find(id);
}
