// SPDX-License-Identifier: GPL-2.0
/* Displays the progress of every kernel on stderr. */
#include "guest/display.h"

#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/text.h"

#define TICK_NS 200000000L
/* Ticks between lines where there is no live display: ten seconds. */
#define TICKS_A_LINE 50
#define LINE_BYTES 512

/* struct row - one kernel */
struct row {
	const char *name;
	char phase[96];
	char printed[96];	/* the phase that was printed last */
	size_t workers;
	size_t done, total, bad;
	struct timespec since;
	bool at_work;
};

/* struct display - the display */
struct display {
	pthread_mutex_t lock;
	pthread_t ticker;
	bool live, ticks, ending;
	int drawn;		/* lines that stand on the terminal now */
	bool held;		/* a message is being written: draw later */
	size_t nr;
	struct row rows[];
};

/* The display on the terminal, which messages wipe before they are printed. */
static struct display *shown;

static double seconds_since(const struct timespec *t)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - t->tv_sec) + (now.tv_nsec - t->tv_nsec) / 1e9;
}

static int terminal_width(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) || size.ws_col < 20)
		return 80;
	return size.ws_col;
}

/* Moves the cursor to our first line, and clears the screen below. */
static void wipe(struct display *s)
{
	if (s->drawn)
		fprintf(stderr, "\033[%dA\033[J", s->drawn);
	s->drawn = 0;
}

static void describe(const struct row *r, char text[LINE_BYTES])
{
	char count[64] = "";

	if (r->total)
		snprintf(count, sizeof(count), "%zu/%zu  ", r->done, r->total);
	snprintf(text, LINE_BYTES, "%-14s %5.1f s  %s%s", r->name,
		 seconds_since(&r->since), count, r->phase);
}

/* A line for each row that is at work, where nothing can be wiped. */
static void print_rows(struct display *s)
{
	char text[LINE_BYTES];
	size_t i;

	for (i = 0; i < s->nr; i++) {
		if (!s->rows[i].at_work)
			continue;
		describe(&s->rows[i], text);
		fprintf(stderr, "%s\n", text);
	}
}

static void draw(struct display *s)
{
	char text[LINE_BYTES], cut[LINE_BYTES];
	size_t i;

	wipe(s);
	for (i = 0; i < s->nr; i++) {
		if (!s->rows[i].at_work)
			continue;
		describe(&s->rows[i], text);
		text_cut(cut, sizeof(cut), text, terminal_width() - 1);
		fprintf(stderr, "%s\n", cut);
		s->drawn++;
	}
	fflush(stderr);
}

static void *tick(void *arg)
{
	const struct timespec pause = { 0, TICK_NS };
	struct display *s = arg;
	int ticks;

	for (ticks = 1;; ticks++) {
		pthread_mutex_lock(&s->lock);
		if (s->ending) {
			pthread_mutex_unlock(&s->lock);
			return NULL;
		}
		if (!s->live && !(ticks % TICKS_A_LINE))
			print_rows(s);
		else if (s->live && !s->held)
			draw(s);
		s->held = false;
		pthread_mutex_unlock(&s->lock);
		nanosleep(&pause, NULL);
	}
}

static void wipe_shown(void)
{
	struct display *s = shown;

	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	wipe(s);
	s->held = true;
	pthread_mutex_unlock(&s->lock);
}

/* The thread blocks all signals: the main thread handles them. */
static bool start_ticker(struct display *s)
{
	sigset_t all, before;
	int ret;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	ret = pthread_create(&s->ticker, NULL, tick, s);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return !ret;
}

struct display *display_open(const char *const *names, size_t nr)
{
	struct display *s = calloc(1, sizeof(*s) + nr * sizeof(s->rows[0]));
	const char *term = getenv("TERM");
	size_t i;

	if (!s)
		return NULL;
	pthread_mutex_init(&s->lock, NULL);
	s->nr = nr;
	for (i = 0; i < nr; i++)
		s->rows[i].name = names[i];
	if (isatty(STDERR_FILENO) && term && strcmp(term, "dumb")) {
		s->live = true;
		shown = s;
		msg_set_clear(wipe_shown);
	}
	s->ticks = start_ticker(s);
	s->live = s->live && s->ticks;
	return s;
}

static struct row *lock_row(struct display *s, size_t row)
{
	if (!s || row >= s->nr)
		return NULL;
	pthread_mutex_lock(&s->lock);
	return &s->rows[row];
}

/* Several guests of a row may reach a phase: it is printed once. */
static void set_phase(const struct display *s, struct row *r, bool print,
		      const char *fmt, va_list ap)
{
	char text[sizeof(r->phase)];

	vsnprintf(text, sizeof(text), fmt, ap);
	if (print && !s->live && strcmp(text, r->printed)) {
		fprintf(stderr, "%-14s %s\n", r->name, text);
		strcpy(r->printed, text);
	}
	strcpy(r->phase, text);
}

void display_phase(struct display *s, size_t row, enum display_weight weight,
		   const char *fmt, ...)
{
	struct row *r = lock_row(s, row);
	va_list ap;

	if (!r)
		return;
	va_start(ap, fmt);
	set_phase(s, r, weight != DISPLAY_STEP, fmt, ap);
	va_end(ap);
	if (!r->at_work)
		clock_gettime(CLOCK_MONOTONIC, &r->since);
	r->at_work = true;
	pthread_mutex_unlock(&s->lock);
}

void display_join(struct display *s, size_t row, size_t todo)
{
	struct row *r = lock_row(s, row);

	if (!r)
		return;
	r->workers++;
	r->total += todo;
	pthread_mutex_unlock(&s->lock);
}

void display_done(struct display *s, size_t row)
{
	struct row *r = lock_row(s, row);

	if (!r)
		return;
	r->done++;
	pthread_mutex_unlock(&s->lock);
}

void display_bad(struct display *s, size_t row, size_t nr)
{
	struct row *r = lock_row(s, row);

	if (!r)
		return;
	r->bad += nr;
	pthread_mutex_unlock(&s->lock);
}

void display_leave(struct display *s, size_t row, const char *fmt, ...)
{
	struct row *r = lock_row(s, row);
	char more[sizeof(r->phase)];
	va_list ap;

	if (!r)
		return;
	if (!--r->workers) {
		if (r->bad)
			snprintf(more, sizeof(more), "%s, %zu not as promised",
				 fmt, r->bad);
		va_start(ap, fmt);
		set_phase(s, r, true, r->bad ? more : fmt, ap);
		va_end(ap);
		r->bad = 0;
		r->at_work = false;
		r->done = 0;
		r->total = 0;
		r->printed[0] = '\0';
	}
	pthread_mutex_unlock(&s->lock);
}

void display_close(struct display *s)
{
	if (!s)
		return;
	if (s->ticks) {
		pthread_mutex_lock(&s->lock);
		s->ending = true;
		wipe(s);
		pthread_mutex_unlock(&s->lock);
		pthread_join(s->ticker, NULL);
	}
	if (shown == s) {
		msg_set_clear(NULL);
		shown = NULL;
	}
	pthread_mutex_destroy(&s->lock);
	free(s);
}
