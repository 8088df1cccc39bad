// SPDX-License-Identifier: GPL-2.0
/* mutants.json: what was loaded and saved is loaded the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/msg.h"
#include "fuzz.h"
#include "results/mutants_json.h"

static char *save(const struct mutant_run *r, const char *dir, const char *name)
{
	char path[4096];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if (mutant_run_save(r, path))
		fuzz_wrong("mutants that were loaded cannot be saved");
	return fuzz_read(path);
}

static void check_again(const struct mutant_run *r)
{
	const char *dir = fuzz_dir();
	char *first = save(r, dir, "first"), *second;
	struct mutants mutants = { NULL, 0 };
	struct mutant_run again = { .mutants = &mutants };

	if (mutant_run_load(&again, fuzz_file(first, strlen(first))))
		fuzz_wrong("mutants that were saved cannot be loaded: %s:\n%s",
			   msg_last(), first);
	second = save(&again, dir, "second");
	if (strcmp(first, second))
		fuzz_wrong("saved first:\n%s\nand then:\n%s", first, second);
	free(first);
	free(second);
	mutants_free(&mutants);
}

void fuzz_one(const char *data, size_t size)
{
	struct mutants mutants = { NULL, 0 };
	struct mutant_run run = { .mutants = &mutants };

	if (mutant_run_load(&run, fuzz_file(data, size)))
		return;
	check_again(&run);
	mutants_free(&mutants);
}
