/* SPDX-License-Identifier: GPL-2.0 */
/* Reports how far the fetching or building of a kernel is. */
#ifndef PINCER_PROGRESS_H
#define PINCER_PROGRESS_H

/**
 * struct progress - receives the reports
 * @phase: called when something that takes time begins: "index",
 *	"download 34 MB", "unpack"; may be called from the thread that fetches
 * @step: called now and then with how far that is; NULL when it is not wanted
 * @ctx: their first argument
 */
struct progress {
	void (*phase)(void *ctx, const char *kernel, const char *what);
	void (*step)(void *ctx, const char *kernel, const char *what);
	void *ctx;
};

/**
 * progress_phase() - report that something begins
 * @p: receives it; NULL for nobody
 * @kernel: the kernel it is about
 * @fmt: printf format of what begins
 */
void progress_phase(const struct progress *p, const char *kernel,
		    const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/** progress_step() - report how far that is; as progress_phase() */
void progress_step(const struct progress *p, const char *kernel,
		   const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
