// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/lcg.h"
#include "model/selection.h"

/* Room for all that there are. */
static int make_room(struct selection *sel, size_t *all)
{
	contracts(all);
	sel->list = calloc(*all + 1, sizeof(*sel->list));
	return sel->list ? 0 : -ENOMEM;
}

static bool wanted(const char *id, char **patterns, int nr)
{
	int i;

	for (i = 0; i < nr; i++) {
		const size_t len = strlen(patterns[i]);

		if (!fnmatch(patterns[i], id, 0) ||
		    (!strncmp(id, patterns[i], len) &&
		     strchr("./", id[len])))
			return true;
	}
	return !nr;
}

int selection_matching(struct selection *sel, char **patterns, int nr)
{
	size_t i, all;
	const struct contract *c = contracts(&all);

	if (make_room(sel, &all))
		return -ENOMEM;
	for (i = 0; i < all; i++)
		if (wanted(c[i].id, patterns, nr))
			sel->list[sel->nr++] = &c[i];
	if (sel->nr)
		return 0;
	fprintf(stderr, "pincer_test: no contract matches; --list shows all\n");
	return -ENOENT;
}

/* A list has no reason to be longer than all of them. */
static int read_list(struct selection *sel, size_t all, const char *path,
		     FILE *file)
{
	char line[CONTRACT_ID_MAX + 2];
	size_t nr = 0;

	while (fgets(line, sizeof(line), file)) {
		line[strcspn(line, "\n")] = '\0';
		if (nr++ == all) {
			fprintf(stderr, "pincer_test: %s:%zu: more lines than contracts\n",
				path, nr);
			return -E2BIG;
		}
		sel->list[sel->nr] = contract_find(line);
		if (!sel->list[sel->nr++]) {
			fprintf(stderr, "pincer_test: %s:%zu: no contract \"%s\"; --list shows all\n",
				path, nr, line);
			return -ENOENT;
		}
	}
	return 0;
}

int selection_listed(struct selection *sel, const char *path)
{
	FILE *file = fopen(path, "re");
	size_t all;
	int ret;

	if (!file) {
		ret = -errno;
		fprintf(stderr, "pincer_test: %s: %s\n", path, strerror(-ret));
		return ret;
	}
	ret = make_room(sel, &all);
	if (!ret)
		ret = read_list(sel, all, path, file);
	fclose(file);
	return ret;
}

/* How many come before those that have to be last. */
static size_t nr_before_last(const struct selection *sel)
{
	size_t nr = sel->nr;

	while (nr && sel->list[nr - 1]->scenario &&
	       sel->list[nr - 1]->scenario->last)
		nr--;
	return nr;
}

/* Fisher and Yates. */
void selection_shuffle(struct selection *sel, unsigned long long seed)
{
	uint64_t state = seed;
	size_t i, j;

	for (i = nr_before_last(sel); i > 1; i--) {
		const struct contract *swap = sel->list[i - 1];

		j = lcg_below(&state, i);
		sel->list[i - 1] = sel->list[j];
		sel->list[j] = swap;
	}
}
