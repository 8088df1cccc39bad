// SPDX-License-Identifier: GPL-2.0
/* KTAP: the pieces in which it comes change nothing, and counts add up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "parse/ktap.h"

static void write_line(void *ctx, const struct ktap_line *l)
{
	if ((size_t)l->kind > KTAP_BAIL || l->indent < 0)
		fuzz_wrong("a line is of kind %d, indented by %d", l->kind,
			   l->indent);
	fprintf(ctx, "%d %d %d %d %lu %s: %s\n", l->kind, l->indent, l->ok,
		l->directive, l->number, l->name, l->text);
}

/* All that the parser says of an input. */
static char *parse(const char *data, size_t size, bool in_pieces)
{
	struct fuzz_pieces p = fuzz_pieces(data, size);
	struct ktap k = { .line = write_line };
	const char *piece;
	char *text;
	size_t length;
	FILE *f = open_memstream(&text, &length);

	k.ctx = f;
	if (!in_pieces)
		ktap_feed(&k, data, size);
	while (in_pieces && (length = fuzz_piece(&p, &piece)))
		ktap_feed(&k, piece, length);
	ktap_end(&k);
	fprintf(f, "%lu passed %lu failed %lu skipped %lu expected %lu missing",
		k.count.passed, k.count.failed, k.count.skipped,
		k.count.expected, k.count.missing);
	if (!k.planned && !k.count.missing)
		fuzz_wrong("nothing is missing where nothing was planned");
	fclose(f);
	return text;
}

void fuzz_one(const char *data, size_t size)
{
	char *whole = parse(data, size, false);
	char *pieces = parse(data, size, true);

	if (strcmp(whole, pieces))
		fuzz_wrong("as a whole:\n%s\nand cut:\n%s", whole, pieces);
	free(whole);
	free(pieces);
}
