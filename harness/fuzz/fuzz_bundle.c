// SPDX-License-Identifier: GPL-2.0
/* A kselftest bundle: its list, the settings of a collection, its VERSION. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "image/bundle.h"
#include "results/results.h"

static void put_section(const char *dir, const char *name, const char **at)
{
	char *text = fuzz_section(at);

	fuzz_put(dir, name, text, strlen(text));
	free(text);
}

static void check_tests(const struct bundle *b)
{
	size_t i;

	for (i = 0; i < b->nr; i++) {
		const struct bundle_test *t = &b->tests[i];

		if (!upstream_is(t->id) || strpbrk(t->id, " \n") ||
		    t->timeout < 0)
			fuzz_wrong("a test has the id \"%s\" and %d s", t->id,
				   t->timeout);
		if (!bundle_find(b, t->id))
			fuzz_wrong("the bundle does not find its %s", t->id);
	}
}

void fuzz_one(const char *data, size_t size)
{
	const char *dir = fuzz_dir(), *at = data;
	struct bundle b;

	(void)size;
	put_section(dir, BUNDLE_LIST, &at);
	put_section(dir, "mm/settings", &at);
	put_section(dir, "VERSION", &at);
	if (bundle_load(&b, dir))
		return;
	check_tests(&b);
	bundle_free(&b);
}
