// SPDX-License-Identifier: GPL-2.0
/* results.json: what was loaded and saved is loaded the same; all is judged. */
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "fuzz.h"
#include "report/matrix.h"
#include "results/results.h"

static void check_cells(const struct results *r)
{
	size_t i;

	for (i = 0; i < r->nr_cells; i++) {
		if (r->cells[i].kernel >= r->nr_kernels ||
		    (unsigned int)r->cells[i].report.verdict >= V_COUNT)
			fuzz_wrong("cell %zu is of kernel %zu, its verdict is %d",
				   i, r->cells[i].kernel,
				   r->cells[i].report.verdict);
	}
}

/* Saves results in @dir; returns the text. */
static char *save(const struct results *r, const char *dir, const char *name)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (results_save(r, path))
		fuzz_wrong("results that were loaded cannot be saved");
	return fuzz_read(path);
}

static void check_again(const struct results *r)
{
	const char *dir = fuzz_dir();
	char *first = save(r, dir, "first"), *second;
	struct results again;

	if (results_load(&again, fuzz_file(first, strlen(first))))
		fuzz_wrong("results that were saved cannot be loaded: %s:\n%s",
			   msg_last(), first);
	second = save(&again, dir, "second");
	if (strcmp(first, second))
		fuzz_wrong("saved first:\n%s\nand then:\n%s", first, second);
	free(first);
	free(second);
	results_free(&again);
}

void fuzz_one(const char *data, size_t size)
{
	struct results r;

	if (results_load(&r, fuzz_file(data, size)))
		return;
	check_cells(&r);
	check_again(&r);
	results_judge(&r);
	check_cells(&r);
	results_free(&r);
}
