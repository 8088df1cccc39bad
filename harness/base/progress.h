/* SPDX-License-Identifier: GPL-2.0 */
/* Who wants to know how far the fetching is. */
#ifndef PINCER_PROGRESS_H
#define PINCER_PROGRESS_H

/**
 * struct progress - a listener
 * @phase: called when something that takes time begins: "index",
 *	"download 34 MB", "unpack"; may be called from the thread that fetches
 * @step: called now and then with how far that is; NULL when nobody looks
 * @ctx: the listener's own
 */
struct progress {
	void (*phase)(void *ctx, const char *kernel, const char *what);
	void (*step)(void *ctx, const char *kernel, const char *what);
	void *ctx;
};

/**
 * progress_phase() - tell the listener
 * @p: the listener, or NULL when there is none
 * @kernel: the kernel it is about
 * @fmt: printf format of what begins
 */
void progress_phase(const struct progress *p, const char *kernel,
		  const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/** progress_step() - tell the listener how far it is; as progress_phase() */
void progress_step(const struct progress *p, const char *kernel,
		   const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
