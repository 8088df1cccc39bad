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
#include "runner/case.h"

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
}

static void missing(struct message *m, const struct need *need,
		    const struct tested_kernel *s, const char *why)
{
	m->missing = need_missing(need, s, why, m->text, sizeof(m->text));
}

static void set_up(const struct contract *c, const struct tested_kernel *s,
		   struct attempt *a, struct message *m)
{
	struct part *failed;
	struct buffer b;

	if (c->door->rule) {
		m->stage = STAGE_DOOR;
		return;
	}
	contract_buffer(c, getpagesize(), &b);
	a->len = b.length;
	if (a->fd >= 0 && target_fill(a)) {
		missing(m, &c->door->need, s, a->setup_error);
		return;
	}
	if (build_layout(c, a, &failed)) {
		if (failed)
			missing(m, &failed->kind->need, s, failed->why);
		else
			snprintf(m->text, sizeof(m->text), "%s", a->setup_error);
		return;
	}
	m->stage = STAGE_PROVE;
	if (layout_verify(a, m->proof, sizeof(m->proof))) {
		snprintf(m->text, sizeof(m->text), "not proved: %.200s",
			 m->proof);
		return;
	}
	if (layout_apply_state(a, c->state, m->proof, sizeof(m->proof))) {
		snprintf(m->text, sizeof(m->text), "not proved: %.200s",
			 m->proof);
		return;
	}
	m->stage = STAGE_DOOR;
}

static void go_through(const struct contract *c, const struct tested_kernel *s,
		       struct attempt *a, struct message *m)
{
	m->ret = door_use(a);
	m->stage = STAGE_CHECK;
	if (a->no_interface) {
		missing(m, &c->door->need, s, a->setup_error);
		return;
	}
	if (a->setup_error[0] || a->skip_reason[0]) {
		m->missing = !a->setup_error[0] && !s->guest;
		snprintf(m->text, sizeof(m->text), "%s",
			 a->setup_error[0] ? a->setup_error : a->skip_reason);
		return;
	}
	m->wrong_data = a->wrong_data;
	m->disagrees = a->disagrees;
	m->wrong_surroundings = !buffer_surroundings_intact(a);
	m->stage = STAGE_DONE;
}

/* What the model leaves open on this machine, or NULL. */
static const char *undecided(const struct runner *r, const struct contract *c,
			     int target)
{
	unsigned int flags = 0, traits = 0;
	int i;

	for (i = 0; i < c->layout.nr; i++) {
		flags |= c->layout.part[i]->props.flags;
		traits |= c->layout.part[i]->traits;
	}
	if (traits & T_NO_CPU && !r->kernel.guest &&
	    !c->door->props.success_is_zero)
		return "the content of a device's BAR is only risked in guests";
	if (c->door->guest_only && !r->kernel.guest &&
	    !getenv("PINCER_DISRUPTIVE"))
		return "only in guests, or where PINCER_DISRUPTIVE is set";
	if (flags & M_P2PDMA && c->door->target == TARGET_EXT4 &&
	    !(c->door->props.flags & D_P2PDMA_QUEUE) && target_is_nvme(target))
		return "the file lies on an NVMe, which may take P2PDMA memory";
	if (flags & M_P2PDMA && target_is_file(c->door->target) &&
	    c->door->props.flags & D_P2PDMA_OWNER &&
	    !target_owns_p2pmem(target))
		return "the file does not lie on the NVMe that owns PINCER_P2PMEM";
	if (flags & M_P2PDMA && c->door->target == TARGET_NVME &&
	    !(c->door->props.flags & D_P2PDMA_SWITCH) &&
	    !r->bridge_known)
		return "PINCER_P2P_BRIDGE does not say whether peers reach each other";
	if (flags & M_FSDAX && c->state == STATE_WRITTEN && r->has_movable &&
	    c->door->props.flags & D_LONGTERM)
		return "memory may be movable, which GUP-fast does not pin for long";
	return NULL;
}

bool case_is_alone(const struct contract *c)
{
	return c->door->alone || c->door->rule;
}

void case_try(struct runner *r, const struct contract *c)
{
	struct message *m = &r->message;
	struct attempt a = {
		.door = c->door, .fd = -1, .kernel = &r->kernel,
		.machine = &r->machine, .note = m->note,
	};
	const char *open;

	if (c->door->target)
		a.fd = target_open(&r->targets, &a);
	if (a.setup_error[0]) {
		missing(m, &c->door->need, &r->kernel, a.setup_error);
		return;
	}
	open = undecided(r, c, a.fd);
	if (open) {
		m->missing = true;
		snprintf(m->text, sizeof(m->text), "%s", open);
		return;
	}
	set_up(c, &r->kernel, &a, m);
	if (m->stage == STAGE_DOOR)
		go_through(c, &r->kernel, &a, m);
	layout_undo(&a);
	m->keeps = a.keeps;
}

/* What it came to, by itself. */
static void interpret(const struct contract *c, const struct message *m,
		      const char *end, struct observation *seen)
{
	/* Only what happens at the door is the door's doing. */
	const enum verdict dead = m->stage == STAGE_DOOR ? V_PASS : V_ERROR;

	snprintf(seen->proof, sizeof(seen->proof), "%s", m->proof);
	if (end) {
		seen->verdict = dead;
		snprintf(seen->observed, sizeof(seen->observed), "%s", end);
	} else if (m->stage != STAGE_DONE) {
		seen->verdict = m->missing ? V_SKIP : V_ERROR;
		snprintf(seen->observed, sizeof(seen->observed), "-");
	} else {
		outcome_format(m->ret, c->door->props.success_is_zero,
			       seen->observed);
	}
	if (seen->verdict != V_PASS)
		snprintf(seen->reason, sizeof(seen->reason), "%s",
			 m->text[0] ? m->text :
			 end ? end : "its process ended before it did");
	if (!m->left || end)
		return;
	seen->verdict = V_ERROR;
	snprintf(seen->reason, sizeof(seen->reason),
		 "it left behind in its process: %s", m->left);
}

static void add_flaw(struct observation *seen, const char *word,
		     const char *why)
{
	const size_t used = strlen(seen->observed);

	snprintf(seen->observed + used, sizeof(seen->observed) - used, "!%s",
		 word);
	/* A leak or a warning on the way to a skip must not hide behind it. */
	if (seen->verdict == V_SKIP) {
		seen->verdict = V_ERROR;
		seen->reason[0] = '\0';
	}
	if (!seen->reason[0])
		snprintf(seen->reason, sizeof(seen->reason), "%s", why);
}

/* A pin that is added to another is not counted, only its release is. */
static bool pins_differ(const struct door *door, const struct tally *delta)
{
	return door->props.flags & D_REPINS ?
		delta->pins_acquired > delta->pins_released :
		delta->pins_acquired != delta->pins_released;
}

static void look_around(const struct message *m, const struct door *door,
			const struct tested_kernel *s, struct observer *o,
			struct observation *seen)
{
	const char *stays = door->put_back ? door->put_back() : NULL;
	struct tally delta;
	char why[96];

	if (stays)
		add_flaw(seen, "stays", stays);
	if (m->wrong_data)
		add_flaw(seen, "data", "data on the target or in the buffer is not what it must be");
	if (m->disagrees)
		add_flaw(seen, "model", m->note);
	if (m->wrong_surroundings)
		add_flaw(seen, "surroundings",
			 "memory outside the buffer has changed");
	if (!s->guest)
		return;
	if (observer_settle(o, &delta)) {
		seen->verdict = V_ERROR;
		snprintf(seen->reason, sizeof(seen->reason),
			 "the kernel's counters cannot be read");
		return;
	}
	seen->pins_acquired = delta.pins_acquired;
	seen->pins_released = delta.pins_released;
	if (pins_differ(door, &delta)) {
		snprintf(why, sizeof(why), "%ld pages pinned, %ld released",
			 delta.pins_acquired, delta.pins_released);
		add_flaw(seen, "pins", why);
	}
	if (delta.huge_free < 0)
		add_flaw(seen, "hugepages", "a huge page did not come back");
	if (o->warning[0])
		add_flaw(seen, "warning", o->warning);
	else if (delta.taint > 0)
		add_flaw(seen, "taint", "the kernel is newly tainted");
}

bool case_conclude(struct runner *r, const struct contract *c, const char *end,
		   struct observation *seen)
{
	const struct message *m = &r->message;

	*seen = (struct observation){ .pins_acquired = -1, .pins_released = -1 };
	interpret(c, m, end, seen);
	look_around(m, c->door, &r->kernel, &r->observer, seen);
	seen->seconds = seconds_now() - m->began;
	return seen->verdict != V_ERROR && !strchr(seen->observed, '!');
}
