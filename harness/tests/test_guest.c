// SPDX-License-Identifier: GPL-2.0
/*
 * A kernel's guests, with a QEMU that plays them: whatever they do, each
 * planned contract ends with a result or with the reason why it has none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/files.h"
#include "base/interrupt.h"
#include "base/msg.h"
#include "guest/fault.h"
#include "guest/guest.h"
#include "guest/guest_clock.h"
#include "guest/guest_collect.h"
#include "guest/guest_run.h"
#include "guest/schedule.h"
#include "model/array_size.h"
#include "plan/fault_check.h"
#include "plan/plan.h"
#include "report/console.h"
#include "fake_qemu.h"
#include "outcome_text.h"
#include "scratch.h"

#define NR 4

static const char *const ids[NR] = {
	"door1/first", "door1/second", "door2/third", "door2/fourth",
};

static const struct image image = { .vmlinuz = "/bin/true" };

/* struct played - a run against the fake */
struct played {
	struct guest_job job;
	struct guest guest;
	char dir[PATH_MAX];
	int ret;
};

static int setup(void **state)
{
	char path[PATH_MAX];

	if (scratch_setup(state))
		return -1;
	if (!realpath(TEST_DATA "/fake_qemu", path))
		return -1;
	return setenv("PINCER_QEMU", path, 1);
}

/* What each boot does, in words of the fake. */
static void play_on(struct played *p, const char *acts, const char *accel,
		    bool cx16)
{
	memset(p, 0, sizeof(*p));
	snprintf(p->dir, sizeof(p->dir), "%s", scratch_path("guest"));
	tree_remove(p->dir);
	assert_int_equal(dirs_make(p->dir), 0);
	setenv("FAKE", acts, 1);
	setenv("FAKE_DIR", p->dir, 1);
	p->job = (struct guest_job){
		.name = "fake", .image = &image, .boot = image.vmlinuz,
		.ids = ids, .nr = NR, .history = "+edd478269640",
		.init = "/bin/true", .test = "/bin/true", .accel = accel,
		.cx16 = cx16, .dir = p->dir, .timeout = fake_timeout(acts),
	};
	assert_int_equal(guest_open(&p->guest, &p->job), 0);
	p->ret = schedule_run(&p->guest, 1, 1);
	assert_int_equal(p->guest.phase, GUEST_DONE);
}

static void play(struct played *p, const char *acts)
{
	play_on(p, acts, "tcg", false);
}

static void check_case(const struct played *p, size_t i, enum verdict verdict,
		       const char *observed, const char *reason)
{
	const struct guest_case *c = &p->guest.cases[i];

	assert_int_equal(c->state, CASE_DONE);
	assert_string_equal(c->report.id, ids[i]);
	assert_string_equal(outcome_text(&c->report.seen.outcome), observed);
	assert_int_equal(c->report.verdict, verdict);
	if (!strstr(c->report.seen.reason, reason))
		fail_msg("\"%s\" is not in \"%s\"", reason, c->report.seen.reason);
}

static void check_good(const struct played *p, size_t i)
{
	check_case(p, i, V_PASS, "4096", "");
	assert_string_equal(p->guest.cases[i].report.seen.proof, "anon: rw-p");
}

static void check_rest_good(const struct played *p)
{
	check_good(p, 0);
	check_good(p, 2);
	check_good(p, 3);
}

static void done(struct played *p)
{
	assert_int_equal(p->guest.vm.pid, -1);
	guest_close(&p->guest);
}

static void test_good(void **state)
{
	struct played p;
	char path[PATH_MAX], *text;

	(void)state;
	play(&p, "good");
	check_rest_good(&p);
	check_good(&p, 1);
	assert_int_equal(p.guest.boots, 1);
	assert_int_equal(p.guest.lost, 0);
	assert_int_equal(p.guest.machine.page_size, 4096);
	assert_string_equal(p.guest.history, "+edd478269640");
	assert_int_equal(path_format(path, "%s/append", p.dir), 0);
	assert_int_equal(file_read(path, &text, NULL), 0);
	assert_non_null(strstr(text, "PINCER_HISTORY=+edd478269640"));
	free(text);
	done(&p);
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
		done(&p);
	}
}

/* The case that ran fails by name, and a fresh guest runs the rest. */
static void test_lost(void **state)
{
	static const struct {
		const char *act, *observed, *reason;
		enum verdict verdict;
	} losses[] = {
		{ "panic,good", "panic", "Kernel panic - not syncing: played",
		  V_FAIL },
		{ "hang,good", "hang", "silent for 2 s", V_FAIL },
		{ "off,good", "poweroff", "powered off before its end", V_FAIL },
		{ "crash,good", "-", "QEMU was killed by signal 11: qemu: played",
		  V_ERROR },
		{ "broken,good", "-", "status 1: qemu: cannot play", V_ERROR },
	};
	struct played p;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(losses); i++) {
		play(&p, losses[i].act);
		check_case(&p, 1, losses[i].verdict, losses[i].observed,
			   losses[i].reason);
		check_rest_good(&p);
		assert_int_equal(p.guest.boots, 2);
		assert_int_equal(p.guest.lost, 1);
		done(&p);
	}
}

/* Of two boots that both go wrong, each takes only its own case along. */
static void test_lost_twice(void **state)
{
	struct played p;

	(void)state;
	play(&p, "panic,off");
	check_good(&p, 0);
	check_case(&p, 1, V_FAIL, "panic", "played");
	check_good(&p, 2);
	check_case(&p, 3, V_FAIL, "poweroff", "");
	assert_int_equal(p.guest.boots, 2);
	assert_int_equal(p.guest.lost, 2);
	done(&p);
}

/* Plays a guest once more, with other cases. */
static void play_cases(struct played *p, const char *acts,
		       const char *const *many, size_t nr, int timeout)
{
	play(p, "good");
	done(p);
	unlink(scratch_path("guest/boots"));
	setenv("FAKE", acts, 1);
	p->job.ids = many;
	p->job.nr = nr;
	p->job.timeout = timeout;
	assert_int_equal(guest_open(&p->guest, &p->job), 0);
	assert_int_equal(schedule_run(&p->guest, 1, 1), 0);
}

static void count_verdicts(const struct guest *g, size_t n[V_COUNT])
{
	size_t i;

	memset(n, 0, V_COUNT * sizeof(*n));
	for (i = 0; i < g->job->nr; i++)
		n[g->cases[i].report.verdict]++;
}

/* A door that loses three guests costs the rest of its cases, no other's. */
static void test_door_given_up(void **state)
{
	static const char *const many[] = {
		"door1/a", "door1/b", "door1/c", "door1/d", "door1/e",
		"door1/f", "door1/g", "door1/h", "door2/a",
	};
	struct played p;
	size_t n[V_COUNT];

	(void)state;
	play_cases(&p, "off,off,off,good", many, ARRAY_SIZE(many), 60);
	count_verdicts(&p.guest, n);
	assert_int_equal(p.guest.boots, 3);
	assert_int_equal(n[V_FAIL], 3);
	assert_int_equal(n[V_PASS], 2 + 1);
	assert_int_equal(n[V_ERROR], 3);
	assert_string_equal(p.guest.cases[7].report.seen.reason,
			    "not run, its door powers the guest off (first seen in door1/b)");
	scratch_holds(scratch_path("guest/hung"),
		      "poweroff 1 door1/b\npoweroff 2 door1/d\n");
	guest_close(&p.guest);
}

/* What may hang comes last in a fresh guest. */
static void test_suspects_last(void **state)
{
	static const char *const many[] = {
		"door1/a", "door1/b", "door1/c", "door1/d", "door1/e",
		"door1/f", "door2/a", "door2/b", "door2/c",
	};
	struct played p;

	(void)state;
	/* In the third guest door2/b is the second, and not door1/f. */
	play_cases(&p, "off,off,off,good", many, ARRAY_SIZE(many), 60);
	assert_int_equal(p.guest.boots, 4);
	assert_int_equal(p.guest.cases[3].report.verdict, V_FAIL);
	assert_int_equal(p.guest.cases[7].report.verdict, V_FAIL);
	assert_int_equal(p.guest.cases[5].report.verdict, V_PASS);
	guest_close(&p.guest);
}

/* What takes too long in all is given up, whichever doors it is. */
static void test_given_up(void **state)
{
	static const char *const many[] = {
		"door1/a", "door1/b", "door2/a", "door3/b", "door3/a",
		"door4/b", "door5/a", "door6/b", "door7/a", "door8/b",
	};
	struct played p;
	size_t n[V_COUNT];

	(void)state;
	play_cases(&p, "slow,slow", many, ARRAY_SIZE(many), 1);
	count_verdicts(&p.guest, n);
	assert_int_equal(p.guest.boots, 1);
	assert_int_equal(n[V_FAIL], 1);
	assert_true(n[V_ERROR] > 0);
	assert_non_null(strstr(p.guest.cases[9].report.seen.reason,
			       "given up after 11 s of hangs and lost guests"));
	guest_close(&p.guest);
}

/* What the test program holds back gets a fresh guest. */
static void test_held_back(void **state)
{
	struct played p;
	char path[PATH_MAX];

	(void)state;
	play(&p, "held,good");
	check_rest_good(&p);
	check_good(&p, 1);
	assert_int_equal(p.guest.boots, 2);
	assert_int_equal(p.guest.lost, 0);
	done(&p);

	/* No guest can do anything about it. */
	play(&p, "held,held,held,held");
	check_rest_good(&p);
	assert_int_equal(p.guest.boots, NR);
	done(&p);

	/* A process that cannot be killed costs the others their guest. */
	play(&p, "stain,good");
	check_case(&p, 1, V_FAIL, "timeout", "");
	check_rest_good(&p);
	assert_int_equal(p.guest.boots, 2);
	assert_int_equal(p.guest.lost, 0);
	assert_int_equal(path_format(path, "%s/hung", p.dir), 0);
	scratch_holds(path, "timeout 1 door1/second\n");
	done(&p);
}

/* Two that share a processor: each waits for it about half of the time. */
static void test_waited(void **state)
{
	const struct vm none = { .pid = -1 };
	cpu_set_t one;
	struct vm vm[2];
	double most = 0;
	int i;

	(void)state;
	assert_true(vm_waited(&none) == 0);
	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	for (i = 0; i < 2; i++) {
		vm[i].pid = fork();
		if (vm[i].pid)
			continue;
		sched_setaffinity(0, sizeof(one), &one);
		alarm(20);
		for (;;)
			;
	}
	for (i = 0; i < 100 && !access("/proc/self/schedstat", R_OK) &&
	     most < 0.01; i++) {
		usleep(20000);
		most = vm_waited(&vm[0]) + vm_waited(&vm[1]);
	}
	for (i = 0; i < 2; i++) {
		kill(vm[i].pid, SIGKILL);
		waitpid(vm[i].pid, NULL, 0);
	}
	assert_true(most >= 0.01 || access("/proc/self/schedstat", R_OK));
}

/* Waiting for a processor of the host is no silence, up to a limit. */
static void test_clock(void **state)
{
	const struct guest_job job = { .timeout = 30 };
	struct guest g = { .job = &job, .phase = GUEST_BOOTING };

	(void)state;
	guest_clock_boot(&g);
	assert_false(guest_clock_overdue(&g));
	g.deadline = g.sampled = guest_now() - 1;
	assert_true(guest_clock_overdue(&g));
	/* A line of the console puts it off, but not for ever. */
	guest_clock_heard(&g, VM_CONSOLE);
	assert_false(guest_clock_overdue(&g));
	g.boot_end = guest_now();
	guest_clock_heard(&g, VM_CONSOLE);
	usleep(1000);
	assert_true(guest_clock_overdue(&g));
	/* Afterwards only results tell that the test program goes on. */
	g.phase = GUEST_TESTING;
	guest_clock_heard(&g, VM_CONSOLE);
	assert_true(guest_clock_overdue(&g));
	guest_clock_heard(&g, VM_RESULTS);
	assert_false(guest_clock_overdue(&g));
	assert_true(g.deadline > guest_now() + 29);
	assert_true(g.latest > g.deadline + 29);
}

/* No test result: it is booted again, once. */
static void test_never_began(void **state)
{
	struct played p;
	size_t i;

	(void)state;
	play(&p, "deaf,good");
	check_rest_good(&p);
	check_good(&p, 1);
	assert_int_equal(p.guest.boots, 2);
	assert_int_equal(p.guest.unbooted, 1);
	done(&p);

	play(&p, "deaf,deaf");
	for (i = 0; i < NR; i++)
		check_case(&p, i, V_ERROR, "-", "No working init found");
	assert_int_equal(p.guest.boots, 2);
	done(&p);

	play(&p, "mute,mute");
	for (i = 0; i < NR; i++)
		check_case(&p, i, V_ERROR, "-", "pmem0: played");
	done(&p);
}

/* A missing result is never a pass, whatever else was reported. */
static void test_no_result(void **state)
{
	struct played p;

	(void)state;
	play(&p, "cut");
	check_case(&p, 1, V_ERROR, "-", "missing or damaged");
	check_rest_good(&p);
	done(&p);

	play(&p, "lie");
	check_case(&p, 1, V_ERROR, "-", "the program reported ok");
	check_rest_good(&p);
	done(&p);

	play(&p, "twice");
	check_case(&p, 1, V_ERROR, "-", "reported twice");
	check_rest_good(&p);
	done(&p);

	play(&p, "early");
	check_good(&p, 1);
	check_case(&p, 2, V_ERROR, "-", "ended without a result");
	check_case(&p, 3, V_ERROR, "-", "ended without a result");
	assert_int_equal(p.guest.boots, 1);
	done(&p);
}

static void test_noise(void **state)
{
	struct played p;

	(void)state;
	play(&p, "glued");
	check_good(&p, 1);
	check_rest_good(&p);
	done(&p);

	play(&p, "stranger");
	check_good(&p, 1);
	assert_int_equal(p.guest.cases[NR].state, CASE_PENDING);
	check_rest_good(&p);
	done(&p);
}

/* What `pincer show` prints of a case that took its guest along. */
static void check_shown(const struct played *p, const char *id,
			const char *last)
{
	char path[PATH_MAX], *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	assert_int_equal(path_format(path, "%s/console", p->dir), 0);
	assert_true(console_print(path, id, out) > 0);
	fclose(out);
	assert_non_null(strstr(text, "Kernel panic - not syncing: played"));
	if (!strstr(text, last))
		fail_msg("\"%s\" is not in \"%s\"", last, text);
	free(text);
}

static void test_lost_console(void **state)
{
	struct played p;

	(void)state;
	play(&p, "panic,good");
	check_shown(&p, ids[1], "BUG: first, something else\n");
	done(&p);

	/* The last line is not the mark's. */
	play(&p, "torn,good");
	check_shown(&p, ids[1], "CPU: 0\n");
	done(&p);

	/* A mark tells where a line belongs, not why a guest was lost. */
	play(&p, "marked,good");
	check_case(&p, 1, V_FAIL, "hang", "silent for 2 s");
	assert_null(strstr(p.guest.cases[1].report.seen.reason, "came during"));
	done(&p);
}

/* A skip names what the kernel lacks, and that gets into the results. */
static void test_collect(void **state)
{
	struct results r = { .nr_cells = 0 };
	struct played p;

	(void)state;
	play(&p, "skip");
	assert_non_null(results_add_kernel(&r, "fake"));
	assert_int_equal(guest_collect(&p.guest, 1, &r, 0), 0);
	results_judge(&r);
	assert_int_equal(r.cells[1].report.verdict, V_SKIP);
	assert_string_equal(r.cells[1].report.commit, "662df3e5c376");
	results_free(&r);
	done(&p);

	/* What could not be tried says why, what could does not. */
	play(&p, "poor");
	assert_non_null(results_add_kernel(&r, "fake"));
	assert_int_equal(guest_collect(&p.guest, 1, &r, 0), 0);
	assert_string_equal(r.cells[1].report.seen.reason,
			    "guest: nd_pmem.ko: left out, and more");
	assert_string_equal(r.cells[0].report.seen.reason, "");
	results_free(&r);
	done(&p);
}

/* A guest that does not boot leaves what the other found out of the kernel. */
static void test_collect_unbooted(void **state)
{
	struct results r = { .nr_cells = 0 };
	struct played booted, unbooted;
	struct guest guests[2];

	(void)state;
	play(&booted, "good");
	play(&unbooted, "deaf");
	guests[0] = booted.guest;
	guests[1] = unbooted.guest;
	assert_non_null(results_add_kernel(&r, "fake"));
	assert_int_equal(guest_collect(guests, 2, &r, 0), 0);
	assert_int_equal(r.kernels[0].boots, 3);
	assert_int_equal(r.kernels[0].machine.page_size, 4096);
	assert_string_equal(r.kernels[0].history, "+edd478269640");
	results_free(&r);
	done(&booted);
	done(&unbooted);
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
	done(&p);
	setenv("PINCER_FAULT", "hang:4", 1);
	play(&p, "hang,good");
	assert_false(p.guest.fault_hit);
	done(&p);
	unsetenv("PINCER_FAULT");
}

static void test_bare(void **state)
{
	struct played p;

	(void)state;
	play(&p, "good");
	done(&p);
	unlink(scratch_path("guest/append"));
	p.job.bare = true;
	assert_int_equal(guest_open(&p.guest, &p.job), 0);
	assert_int_equal(schedule_run(&p.guest, 1, 1), 0);
	assert_true(p.guest.bare_ok);
	done(&p);
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
	done(&p);
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
	done(&p);
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
	check_case(&p, 0, V_ERROR, "-", "/nowhere/qemu");
	assert_int_equal(p.guest.boots, 2);
	done(&p);
	setenv("PINCER_QEMU", fake, 1);
	free(fake);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good),
		cmocka_unit_test(test_cpu),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_lost_twice),
		cmocka_unit_test(test_door_given_up),
		cmocka_unit_test(test_suspects_last),
		cmocka_unit_test(test_given_up),
		cmocka_unit_test(test_held_back),
		cmocka_unit_test(test_waited),
		cmocka_unit_test(test_clock),
		cmocka_unit_test(test_never_began),
		cmocka_unit_test(test_no_result),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_lost_console),
		cmocka_unit_test(test_collect),
		cmocka_unit_test(test_collect_unbooted),
		cmocka_unit_test(test_fault),
		cmocka_unit_test(test_bare),
		cmocka_unit_test(test_together),
		cmocka_unit_test(test_interrupted),
		cmocka_unit_test(test_no_qemu),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
