// SPDX-License-Identifier: GPL-2.0
/* The header of a mutant's .cocci file: refused with a reason, or whole. */
#include <string.h>

#include "base/msg.h"
#include "fetch/mutant_file.h"
#include "fuzz.h"

#define NAME "seed"

static void check(const struct mutant *m)
{
	if (!*m->what || !*m->source || !*m->area || !*m->files)
		fuzz_wrong("a mutant lacks what it needs");
	if (!*m->notices == !*m->equivalent)
		fuzz_wrong("a mutant both must and cannot be noticed, or neither");
	mutant_fits_version(m, "6.12.107");
}

void fuzz_one(const char *data, size_t size)
{
	const char *dir = fuzz_dir();
	struct mutants m;

	fuzz_put(dir, NAME ".cocci", data, size);
	msg_error("nothing");
	if (mutants_load(dir, &m)) {
		if (!strstr(msg_last(), "/" NAME ".cocci:"))
			fuzz_wrong("refused without a word about the file: %s",
				   msg_last());
		return;
	}
	if (m.nr != 1)
		fuzz_wrong("one file is %zu mutants", m.nr);
	check(&m.list[0]);
	mutants_free(&m);
}
