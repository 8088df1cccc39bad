// SPDX-License-Identifier: GPL-2.0
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "guest/guest_run.h"
#include "guest/schedule.h"
#include "fake_qemu.h"
#include "outcome_text.h"
#include "played_guest.h"
#include "scratch.h"

const char *const played_ids[PLAYED_NR] = {
	"door1/first", "door1/second", "door2/third", "door2/fourth",
};

static const struct image image = { .vmlinuz = "/bin/true" };

int played_setup(void **state)
{
	char path[PATH_MAX];

	if (scratch_setup(state))
		return -1;
	if (!realpath(TEST_DATA "/fake_qemu", path))
		return -1;
	return setenv("PINCER_QEMU", path, 1);
}

static void play_job(struct played *p, const char *acts, const char *accel,
		     bool cx16, bool again)
{
	memset(p, 0, sizeof(*p));
	snprintf(p->dir, sizeof(p->dir), "%s", scratch_path("guest"));
	tree_remove(p->dir);
	assert_int_equal(dirs_make(p->dir), 0);
	setenv("FAKE", acts, 1);
	setenv("FAKE_DIR", p->dir, 1);
	p->job = (struct guest_job){
		.name = "fake", .image = &image, .boot = image.vmlinuz,
		.ids = played_ids, .nr = PLAYED_NR, .history = "+edd478269640",
		.init = "/bin/true", .test = "/bin/true", .accel = accel,
		.cx16 = cx16, .dir = p->dir, .timeout = fake_timeout(acts),
		.again = again,
	};
	assert_int_equal(guest_open(&p->guest, &p->job), 0);
	p->ret = schedule_run(&p->guest, 1, 1);
	assert_int_equal(p->guest.phase, GUEST_DONE);
}

void play_on(struct played *p, const char *acts, const char *accel, bool cx16)
{
	play_job(p, acts, accel, cx16, false);
}

void play_again(struct played *p, const char *acts)
{
	play_job(p, acts, "tcg", false, true);
}

void play(struct played *p, const char *acts)
{
	play_on(p, acts, "tcg", false);
}

void play_cases(struct played *p, const char *acts, const char *const *ids,
		size_t nr, int timeout)
{
	play(p, "good");
	played_done(p);
	unlink(scratch_path("guest/boots"));
	setenv("FAKE", acts, 1);
	p->job.ids = ids;
	p->job.nr = nr;
	p->job.timeout = timeout;
	assert_int_equal(guest_open(&p->guest, &p->job), 0);
	assert_int_equal(schedule_run(&p->guest, 1, 1), 0);
}

void played_is(const struct played *p, size_t i, enum verdict verdict,
	       const char *observed, const char *reason)
{
	const struct guest_case *c = &p->guest.cases[i];

	assert_int_equal(c->state, CASE_DONE);
	assert_string_equal(c->report.id, played_ids[i]);
	assert_string_equal(outcome_text(&c->report.seen.outcome), observed);
	assert_int_equal(c->report.verdict, verdict);
	if (!strstr(c->report.seen.reason, reason))
		fail_msg("\"%s\" is not in \"%s\"", reason, c->report.seen.reason);
}

void played_is_good(const struct played *p, size_t i)
{
	played_is(p, i, V_PASS, "4096", "");
	assert_string_equal(p->guest.cases[i].report.seen.proof, "anon: rw-p");
}

void played_rest_is_good(const struct played *p)
{
	played_is_good(p, 0);
	played_is_good(p, 2);
	played_is_good(p, 3);
}

void played_done(struct played *p)
{
	assert_int_equal(p->guest.vm.pid, -1);
	guest_close(&p->guest);
}
