// SPDX-License-Identifier: GPL-2.0
/* A kernel's guests: how they are started, made to fail, and ended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/interrupt.h"
#include "base/msg.h"
#include "guest/fault.h"
#include "guest/guest_run.h"
#include "guest/schedule.h"
#include "model/array_size.h"
#include "plan/fault_check.h"
#include "plan/plan.h"
#include "outcome_text.h"
#include "played_guest.h"
#include "scratch.h"

static void test_good(void **state)
{
	struct played p;
	char path[PATH_MAX], *text;

	(void)state;
	play(&p, "good");
	played_rest_is_good(&p);
	played_is_good(&p, 1);
	assert_int_equal(p.guest.boots, 1);
	assert_int_equal(p.guest.lost, 0);
	assert_int_equal(p.guest.machine.page_size, 4096);
	assert_string_equal(p.guest.history, "+edd478269640");
	assert_int_equal(path_format(path, "%s/append", p.dir), 0);
	assert_int_equal(file_read(path, &text, NULL), 0);
	assert_non_null(strstr(text, "PINCER_HISTORY=+edd47826"));
	free(text);
	played_done(&p);
}

/* cmpxchg16b is KVM's affair, and TCG's where it is known to be right. */
static void test_cpu(void **state)
{
	static const struct {
		const char *acts, *accel;
		bool cx16;
		const char *cpus;
	} boots[] = {
		{ "good", "kvm", false, "max\n" },
		{ "good", "tcg", true, "max,-erms,-fsrm\n" },
		{ "good", "tcg", false, "max,-erms,-fsrm,-cx16\n" },
		{ "deaf,good", "kvm", true, "max\nmax,-erms,-fsrm\n" },
		{ "deaf,good", "kvm", false, "max\nmax,-erms,-fsrm,-cx16\n" },
	};
	struct played p;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(boots); i++) {
		play_on(&p, boots[i].acts, boots[i].accel, boots[i].cx16);
		scratch_holds(scratch_path("guest/cpu"), boots[i].cpus);
		played_done(&p);
	}
}

/* The plan of three contracts whose faults are checked. */
static void check_fault(const char *fault, enum origin origin,
			const char *complaint)
{
	struct plan_kernel k = { .kernel = { .origin = origin } };
	const struct plan p = { .kernels = &k, .nr = 1, .nr_ids = 3 };

	setenv("PINCER_FAULT", fault, 1);
	if (!complaint) {
		assert_int_equal(fault_check(&p), 0);
		return;
	}
	assert_int_equal(fault_check(&p), -EINVAL);
	if (!strstr(msg_last(), complaint))
		fail_msg("\"%s\" is not in \"%s\"", complaint, msg_last());
}

static void test_fault(void **state)
{
	struct played p;

	(void)state;
	check_fault("", ORIGIN_IMAGE, NULL);
	check_fault("panic:1", ORIGIN_IMAGE, NULL);
	check_fault("hang:3", ORIGIN_IMAGE, NULL);
	check_fault("hang:4", ORIGIN_IMAGE, "N from 1 to 3");
	check_fault("poweroff:0", ORIGIN_IMAGE, "poweroff:N");
	check_fault("hang", ORIGIN_IMAGE, "hang:N");
	check_fault("hang:", ORIGIN_IMAGE, "hang:N");
	check_fault("hang:-1", ORIGIN_IMAGE, "hang:N");
	check_fault("hang:1x", ORIGIN_IMAGE, "hang:N");
	check_fault("han:1", ORIGIN_IMAGE, "neither");
	check_fault("pannic", ORIGIN_IMAGE, "neither");
	check_fault("hang:1", ORIGIN_RUNNING, "for guests");

	/* The machine hears of it once, and it is known whether it came. */
	setenv("PINCER_FAULT", "hang:2", 1);
	play(&p, "hang,good");
	assert_true(p.guest.fault_hit);
	assert_null(fault_for(&p.guest));
	played_done(&p);
	setenv("PINCER_FAULT", "hang:4", 1);
	play(&p, "hang,good");
	assert_false(p.guest.fault_hit);
	played_done(&p);
	unsetenv("PINCER_FAULT");
}

static void test_bare(void **state)
{
	struct played p;

	(void)state;
	play(&p, "good");
	played_done(&p);
	unlink(scratch_path("guest/append"));
	p.job.bare = true;
	assert_int_equal(guest_open(&p.guest, &p.job), 0);
	assert_int_equal(schedule_run(&p.guest, 1, 1), 0);
	assert_true(p.guest.bare_ok);
	played_done(&p);
}

/* Neither waits for the other's end. */
static void test_together(void **state)
{
	struct guest g[2];
	struct guest_job job[2];
	struct played p;
	size_t i;

	(void)state;
	play(&p, "good");
	played_done(&p);
	setenv("FAKE", "hang", 1);
	for (i = 0; i < 2; i++) {
		job[i] = p.job;
		job[i].dir = strdup(scratch_path(i ? "one" : "two"));
		assert_int_equal(dirs_make(job[i].dir), 0);
		job[i].nr = 2;
		job[i].timeout = 2;
		assert_int_equal(guest_open(&g[i], &job[i]), 0);
	}
	assert_int_equal(schedule_run(g, 2, 2), 0);
	assert_true(g[0].began < g[1].ended && g[1].began < g[0].ended);
	for (i = 0; i < 2; i++) {
		assert_string_equal(outcome_text(&g[i].cases[1].report.seen.outcome), "hang");
		guest_close(&g[i]);
		free((char *)job[i].dir);
	}
}

static void test_interrupted(void **state)
{
	struct played p;
	struct guest g;
	pid_t pid;

	(void)state;
	play(&p, "good");
	played_done(&p);
	unlink(scratch_path("guest/boots"));
	setenv("FAKE", "hang", 1);
	p.job.timeout = 60;
	assert_int_equal(guest_open(&g, &p.job), 0);
	interrupt_catch();
	pid = fork();
	if (!pid) {
		usleep(300000);
		kill(getppid(), SIGTERM);
		_exit(0);
	}
	assert_int_equal(schedule_run(&g, 1, 1), SIGTERM);
	pid = g.vm.pid;
	assert_int_equal(kill(pid, 0), 0);
	guest_close(&g);
	interrupt_forget();
	assert_int_equal(kill(pid, 0), -1);
}

static void test_no_qemu(void **state)
{
	char *fake = strdup(getenv("PINCER_QEMU"));
	struct played p;

	(void)state;
	setenv("PINCER_QEMU", "/nowhere/qemu", 1);
	play(&p, "good");
	played_is(&p, 0, V_ERROR, "-", "/nowhere/qemu");
	assert_int_equal(p.guest.boots, 2);
	played_done(&p);
	setenv("PINCER_QEMU", fake, 1);
	free(fake);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_cpu),
		cmocka_unit_test(test_fault),
		cmocka_unit_test(test_bare),
		cmocka_unit_test(test_together),
		cmocka_unit_test(test_interrupted),
		cmocka_unit_test(test_no_qemu),
	};

	return cmocka_run_group_tests(tests, played_setup, scratch_teardown);
}
