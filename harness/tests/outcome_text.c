// SPDX-License-Identifier: GPL-2.0
#include "outcome_text.h"

const char *outcome_text(const struct outcome *o)
{
	static char text[4][OUTCOME_TEXT_MAX];
	static unsigned int next;
	char *const buf = text[next++ % 4];

	outcome_write(o, buf);
	return buf;
}
