// SPDX-License-Identifier: GPL-2.0
/* Text for a terminal: what is cut is narrow enough, what is wrapped is all there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "fuzz.h"

static void check_cut(const char *text, int width)
{
	char buf[512];
	const int columns = text_cut(buf, sizeof(buf), text, width);

	if (columns > width || columns != text_width(buf))
		fuzz_wrong("cut to %d columns, it takes %d, or %d: %s", width,
			   columns, text_width(buf), buf);
}

/* Neither a control code nor a byte that is no UTF-8 reaches the terminal. */
static void check_wrap(const char *text, int width)
{
	char *out, *at;
	size_t size, length;
	FILE *f = open_memstream(&out, &size);

	text_wrap(f, text, width, 0, 2);
	fclose(f);
	for (at = out; *at; at += length) {
		length = utf8_decode(at, NULL);
		if (!length || (*at != '\n' && (unsigned char)*at < ' '))
			fuzz_wrong("byte %d reaches the terminal", *at);
	}
	free(out);
}

void fuzz_one(const char *data, size_t size)
{
	int width;

	(void)size;
	for (width = 5; width < 100; width += 19) {
		check_cut(data, width);
		check_wrap(data, width);
	}
	text_distance(data, "odirect.read.ext4/anon");
}
