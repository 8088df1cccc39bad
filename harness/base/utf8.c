// SPDX-License-Identifier: GPL-2.0
/* Characters in UTF-8. */
#include "base/utf8.h"

#include <stdint.h>

size_t utf8_decode(const char *s, wchar_t *c)
{
	/* The least code point that needs so many bytes. */
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *u = (const unsigned char *)s;
	size_t length = 1, i;
	uint32_t code = *u;

	if (*u >= 0x80) {
		if (*u < 0xc2 || *u > 0xf4)
			return 0;
		length = *u < 0xe0 ? 2 : *u < 0xf0 ? 3 : 4;
		code = *u & (0xff >> (length + 1));
	}
	for (i = 1; i < length; i++) {
		if ((u[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (u[i] & 0x3f);
	}
	if (code < least[length] || code > 0x10ffff ||
	    (code >= 0xd800 && code <= 0xdfff))
		return 0;
	if (c)
		*c = code;
	return length;
}
