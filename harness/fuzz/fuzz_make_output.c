// SPDX-License-Identifier: GPL-2.0
/* make's output: the pieces in which it comes change nothing. */
#include <string.h>

#include "build/make_output.h"
#include "fuzz.h"

static void compare(const struct make_output *a, const struct make_output *b)
{
	if (strcmp(a->errors, b->errors) || strcmp(a->stop, b->stop) ||
	    a->objects != b->objects || a->nr_errors != b->nr_errors)
		fuzz_wrong("as a whole: %zu objects, %d errors: %s\nand cut: %zu objects, %d errors: %s",
			   a->objects, a->nr_errors, make_output_reason(a),
			   b->objects, b->nr_errors, make_output_reason(b));
	if (!*make_output_reason(a))
		fuzz_wrong("a build fails for no reason");
}

void fuzz_one(const char *data, size_t size)
{
	struct make_output whole = { .name = "fuzz", .strip = "/src",
				     .expected = 10 };
	struct make_output pieces = whole;
	struct fuzz_pieces p = fuzz_pieces(data, size);
	const char *piece;
	size_t length;

	make_output_feed(&whole, data, size);
	while ((length = fuzz_piece(&p, &piece)))
		make_output_feed(&pieces, piece, length);
	compare(&whole, &pieces);
}
