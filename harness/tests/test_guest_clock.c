// SPDX-License-Identifier: GPL-2.0
/* How long a guest may be silent, on a host whose processors are busy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "guest/guest_clock.h"

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

/* A host that slept for a minute: the guest has its time as before. */
static void test_stood(void **state)
{
	const struct guest_job job = { .timeout = 30 };
	struct guest g = { .job = &job, .phase = GUEST_TESTING };

	(void)state;
	guest_clock_boot(&g);
	guest_clock_heard(&g, VM_RESULTS);
	g.deadline -= 60;
	g.latest -= 60;
	g.sampled -= 60;
	guest_clock_stood(&g, 60);
	assert_false(guest_clock_overdue(&g));
	assert_true(g.latest > g.deadline);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_waited),
		cmocka_unit_test(test_clock),
		cmocka_unit_test(test_stood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
