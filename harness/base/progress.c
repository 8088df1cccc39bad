// SPDX-License-Identifier: GPL-2.0
/* Reports how far the fetching or building of a kernel is. */
#include "base/progress.h"

#include <stdarg.h>
#include <stdio.h>

void progress_phase(const struct progress *p, const char *kernel,
		    const char *fmt, ...)
{
	char what[256];
	va_list ap;

	if (!p)
		return;
	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	p->phase(p->ctx, kernel, what);
}

void progress_step(const struct progress *p, const char *kernel,
		   const char *fmt, ...)
{
	char what[256];
	va_list ap;

	if (!p || !p->step)
		return;
	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	p->step(p->ctx, kernel, what);
}
