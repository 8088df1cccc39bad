// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "memory/build_layout.h"
#include "memory/buffer.h"
#include "doors/doors.h"
#include "model/exclusion.h"
#include "runner/case.h"
#include "runner/untried.h"

double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

void case_begin(struct runner *r)
{
	memset(&r->message, 0, sizeof(r->message));
	r->message.began = seconds_now();
	r->message.seen = observation_none();
}

static void set_reason(struct observation *seen, const char *why)
{
	snprintf(seen->reason, sizeof(seen->reason), "%s", why);
}

/* Something is missing, or does not work. */
static void note_missing(struct runner *r, const struct need *need,
			 const char *why)
{
	struct observation *const seen = &r->message.seen;

	seen->tried = need_missing(need, &r->kernel, why, seen->reason,
				   sizeof(seen->reason)) ?
			      CANNOT_EXIST : NOT_READY;
}

/*
 * A door or a mapping is not there, nor for any other contract. A scenario's
 * need is its own.
 */
static void note_absent(struct runner *r, const struct contract *c,
			const struct need *need, const char *why)
{
	char ruled_out[256];

	note_missing(r, need, why);
	if (c->door &&
	    need_ruled_out(need, &r->kernel, ruled_out, sizeof(ruled_out)))
		untried_add_missing(r, need);
}

static void set_up_layout(struct runner *r, const struct contract *c,
			  struct attempt *a)
{
	struct message *const m = &r->message;
	struct observation *const seen = &m->seen;
	struct part *failed;

	/* A scenario has no layout: run() maps its own memory. */
	if (!c->layout.nr) {
		m->phase = PHASE_DOOR;
		return;
	}
	a->len = layout_length(&c->layout, getpagesize());
	if (a->fd >= 0 && target_fill(a)) {
		note_missing(r, c->need, a->setup_error);
		return;
	}
	if (build_layout(&c->layout, a, &failed)) {
		if (failed)
			note_absent(r, c, &failed->kind->need, failed->why);
		else
			set_reason(seen, a->setup_error);
		return;
	}
	m->phase = PHASE_VERIFY;
	if (layout_verify(a, seen->proof, sizeof(seen->proof)) ||
	    layout_apply_state(a, &c->layout, seen->proof,
			       sizeof(seen->proof))) {
		snprintf(seen->reason, sizeof(seen->reason),
			 "not proved: %.200s", seen->proof);
		return;
	}
	m->phase = PHASE_DOOR;
}

static unsigned int flaws_of(const struct attempt *a)
{
	return (a->wrong_data ? FLAW(DATA) : 0) |
	       (a->disagrees ? FLAW(MODEL) : 0) |
	       (buffer_surroundings_intact(a) ? 0 : FLAW(SURROUNDINGS));
}

static void use_door(struct runner *r, const struct contract *c,
		     struct attempt *a)
{
	struct message *const m = &r->message;
	struct observation *const seen = &m->seen;
	const long ret = door_use(a);

	m->phase = PHASE_CHECK;
	if (a->no_interface) {
		note_absent(r, c, c->need, a->setup_error);
		return;
	}
	if (a->setup_error[0] || a->skip_reason[0]) {
		if (!a->setup_error[0] && !r->kernel.guest)
			seen->tried = CANNOT_EXIST;
		set_reason(seen, a->setup_error[0] ? a->setup_error :
						     a->skip_reason);
		return;
	}
	seen->tried = TRIED;
	seen->outcome = outcome_returned(ret, c->props->success_is_zero);
	seen->outcome.flaws = flaws_of(a);
	m->phase = PHASE_DONE;
}

static bool is_such_place(const struct runner *r, enum exclusion_where where,
			  enum target_kind kind, int target)
{
	switch (where) {
	case ANYWHERE:
		return true;
	case OUTSIDE_GUESTS:
		return !r->kernel.guest;
	case FILE_ON_NVME:
		return target_is_nvme(target);
	case FILE_NOT_ON_OWNER:
		return target_is_file(kind) && !target_owns_p2pmem(target);
	case BRIDGE_UNKNOWN:
		return !r->bridge_known;
	case MEMORY_MOVABLE:
		return r->has_movable;
	}
	return false;
}

/* Why a contract may not be tried on this machine, or NULL. */
static const char *excluded(const struct runner *r, const struct contract *c,
			    int target)
{
	const struct exclusion *e = NULL;

	if (c->need->guest_only && !r->kernel.guest &&
	    !getenv("PINCER_DISRUPTIVE"))
		return "only in guests, or where PINCER_DISRUPTIVE is set";
	while ((e = exclusion_next(e, c->door, &c->layout)))
		if (is_such_place(r, e->where, c->need->target, target))
			return e->why;
	return NULL;
}

/* A target that is missing; or one that hangs, which is the case's outcome. */
static void note_target(struct runner *r, const struct contract *c,
			const struct attempt *a)
{
	struct observation *const seen = &r->message.seen;

	if (!a->target || !a->target->hangs) {
		note_absent(r, c, c->need, a->setup_error);
		return;
	}
	seen->tried = TRIED;
	seen->outcome = (struct outcome){ .kind = OUTCOME_TIMEOUT };
	set_reason(seen, a->setup_error);
}

void case_try(struct runner *r, const struct contract *c)
{
	struct message *m = &r->message;
	struct attempt a = {
		.contract = c, .fd = -1, .kernel = &r->kernel,
		.machine = &r->machine, .note = m->note,
	};
	const char *why;

	if (c->need->target)
		a.fd = target_open(&r->targets, &a);
	if (a.setup_error[0]) {
		note_target(r, c, &a);
		return;
	}
	why = excluded(r, c, a.fd);
	if (why) {
		m->seen.tried = CANNOT_EXIST;
		set_reason(&m->seen, why);
		return;
	}
	set_up_layout(r, c, &a);
	if (m->phase == PHASE_DOOR)
		use_door(r, c, &a);
	layout_undo(&a);
	m->keeps = a.keeps;
}

/* The outcome of a case whose process was killed, or kept something of it. */
static void note_end(struct observation *seen, const struct message *m,
		     const struct outcome *end)
{
	const unsigned int flaws = seen->outcome.flaws;
	char text[OUTCOME_TEXT_MAX];

	if (end) {
		/* A crash before the door is a set-up error, no outcome. */
		seen->tried = m->phase == PHASE_DOOR ? TRIED : NOT_READY;
		seen->outcome = *end;
		seen->outcome.flaws = flaws;
		outcome_write(end, text);
		if (!seen->reason[0] && seen->tried == NOT_READY)
			set_reason(seen, text);
	} else if (m->left) {
		seen->tried = NOT_READY;
		snprintf(seen->reason, sizeof(seen->reason),
			 "it left behind in its process: %s", m->left);
	} else if (seen->tried == NOT_READY && !seen->reason[0]) {
		set_reason(seen, "its process ended before it did");
	}
}

/* A flaw turns a skip into an error. */
static void add_flaw(struct observation *seen, unsigned int flaw,
		     const char *why)
{
	seen->outcome.flaws |= flaw;
	if (seen->tried == CANNOT_EXIST) {
		seen->tried = NOT_READY;
		seen->reason[0] = '\0';
	}
	if (!seen->reason[0])
		set_reason(seen, why);
}

/* folio_add_pin() counts no pin, but its release is counted: D_REPINS. */
static bool pins_differ(const struct door_props *props,
			const struct tally *delta)
{
	return props->flags & D_REPINS ?
		delta->pins_acquired > delta->pins_released :
		delta->pins_acquired != delta->pins_released;
}

static bool is_leak_expected(const struct runner *r, const struct contract *c)
{
	const struct outcome o = contract_expect(c, &r->kernel.history,
						 &r->machine);

	return o.flaws & (FLAW(PINS) | FLAW(HUGE_PAGES));
}

/* Waits for what a case has pinned; returns 0 or -errno. */
static int settle(struct runner *r, const struct contract *c, bool gone,
		  struct tally *delta)
{
	struct patience *const p = &r->patience;
	const bool leaks = is_leak_expected(r, c);
	const long most = leaks ? SETTLE_LEAK : patience_settle(p, c->id, gone);
	const int ret = observer_settle(&r->observer, most, delta);

	if (gone && !observer_settled(delta) && !leaks)
		patience_vain(p, c->id);
	return ret;
}

/* Adds flaws by the kernel's counters and log, in guests. */
static void observe_kernel(struct runner *r, const struct contract *c, bool gone,
			   struct observation *seen)
{
	const struct observer *const o = &r->observer;
	struct tally delta;
	char why[96];

	if (settle(r, c, gone, &delta)) {
		seen->tried = NOT_READY;
		set_reason(seen, "the kernel's counters cannot be read");
		return;
	}
	seen->pins_acquired = delta.pins_acquired;
	seen->pins_released = delta.pins_released;
	if (pins_differ(c->props, &delta)) {
		snprintf(why, sizeof(why), "%ld pages pinned, %ld released",
			 delta.pins_acquired, delta.pins_released);
		add_flaw(seen, FLAW(PINS), why);
	}
	if (delta.huge_free < 0)
		add_flaw(seen, FLAW(HUGE_PAGES),
			 "a huge page did not come back");
	else if (delta.huge_reserved || delta.huge_surplus)
		add_flaw(seen, FLAW(HUGE_PAGES),
			 "reserved or surplus huge pages are not as before");
	if (o->warning[0])
		add_flaw(seen, FLAW(WARNING), o->warning);
	else if (delta.taint > 0)
		add_flaw(seen, FLAW(TAINT), "the kernel is newly tainted");
}

static void explain_flaws(struct observation *seen, const char *note)
{
	const unsigned int flaws = seen->outcome.flaws;

	if (flaws & FLAW(DATA))
		add_flaw(seen, 0, note[0] ? note :
			 "data on the target or in the buffer is not what it must be");
	if (flaws & FLAW(MODEL))
		add_flaw(seen, 0, note);
	if (flaws & FLAW(SURROUNDINGS))
		add_flaw(seen, 0, "memory outside the buffer has changed");
}

bool case_conclude(struct runner *r, const struct contract *c,
		   const struct outcome *end, bool gone,
		   struct observation *seen)
{
	const struct message *m = &r->message;
	const char *stays;

	*seen = m->seen;
	note_end(seen, m, end);
	stays = c->undo ? c->undo() : NULL;
	if (stays)
		add_flaw(seen, FLAW(STAYS), stays);
	explain_flaws(seen, m->note);
	if (r->kernel.guest)
		observe_kernel(r, c, gone, seen);
	seen->seconds = seconds_now() - m->began;
	return seen->tried != NOT_READY && !seen->outcome.flaws;
}
