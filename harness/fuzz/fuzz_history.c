// SPDX-License-Identifier: GPL-2.0
/* Versions and lists of commits: a history that is written is read the same. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "model/history.h"

static void check_again(const struct history *h)
{
	struct history copy = { .has = { false } };
	char text[HISTORY_TEXT_MAX];
	const char *bad;

	history_format(h, text, sizeof(text));
	if (history_apply(&copy, text, &bad))
		fuzz_wrong("of a history that was written this is not read: %s",
			   bad);
	if (memcmp(&copy.has[1], &h->has[1], sizeof(h->has) - sizeof(h->has[0])))
		fuzz_wrong("another history was read than written: %s", text);
}

/* The first section is a version, the second a list of commits. */
void fuzz_one(const char *data, size_t size)
{
	const char *at = data, *bad = NULL;
	char *version = fuzz_section(&at), *list = fuzz_section(&at);
	char found[64];
	struct history h;

	(void)size;
	if (!history_from_version(&h, version)) {
		check_again(&h);
		if (!history_apply(&h, list, &bad))
			check_again(&h);
		else if (bad < list || bad >= list + strlen(list))
			fuzz_wrong("what is bad in a list is not in it");
	}
	history_version(version, list, found, sizeof(found));
	free(version);
	free(list);
}
