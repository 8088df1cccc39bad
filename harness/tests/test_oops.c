// SPDX-License-Identifier: GPL-2.0
/* Which lines of a kernel's log report an error of the kernel, and how grave. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/array_size.h"
#include "model/oops.h"

/* From the logs of several architectures and kernels, with and without time. */
static const char *const warnings[] = {
	"[    1.5] Kernel panic - not syncing: Attempted to kill init!",
	"BUG: kernel NULL pointer dereference, address: 0000000000000008",
	"Oops: 0000 [#1] PREEMPT SMP NOPTI",
	"Internal error: Oops: 0000000096000004 [#1] SMP",
	"general protection fault, probably for non-canonical address 0xdead: 0000 [#1] SMP",
	"kernel BUG at mm/gup.c:103!",
	"BUG: Bad page state in process pincer_test  pfn:12345",
	"Bad page state in process",
	"BUG: Bad rss-counter state mm:00000000 type:MM_FILEPAGES val:1",
	"BUG: sleeping function called from invalid context at mm/gup.c:1",
	"BUG: scheduling while atomic: pincer_test/99/0x00000002",
	"BUG: KASAN: slab-use-after-free in gup_pte_range+0x1/0x2",
	"BUG: KCSAN: data-race in folio_add_lru / folio_batch_move_lru",
	"BUG: KMSAN: uninit-value in iov_iter_extract_pages",
	"BUG: KFENCE: out-of-bounds read in bio_release_pages",
	"BUG kmalloc-64 (Not tainted): Right Redzone overwritten",
	"ODEBUG: free active (active state 0) object type: timer_list",
	"WARNING: CPU: 0 PID: 1 at lib/debugobjects.c:615 debug_print_object",
	"WARNING: possible recursive locking detected",
	"WARNING: possible circular locking dependency detected",
	"WARNING: suspicious RCU usage",
	"INFO: trying to register non-static key.",
	"watchdog: BUG: soft lockup - CPU#0 stuck for 22s! [pincer_test:99]",
	"watchdog: CPU0: Watchdog detected hard LOCKUP on cpu 0",
	"INFO: task pincer_test:99 blocked for more than 120 seconds.",
	"rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:",
	"rcu: INFO: rcu_sched self-detected stall on CPU",
	"rcu: INFO: rcu_preempt detected expedited stalls on CPUs/tasks: {",
};

/* What correct kernels log while contracts are tried, or may. */
static const char *const harmless[] = {
	"",
	"EXT4-fs (vda): mounted filesystem without journal. Quota mode: none.",
	"XFS (nvme0n2): Ending clean mount",
	"loop0: detected capacity change from 0 to 32768",
	"page dumped because: unmovable page",
	"memory offline failed",
	"kmemleak: 1 new suspected memory leaks (see /sys/kernel/debug/kmemleak)",
	"process 'pincer_test' started with executable stack",
	"nvme nvme1: Shutdown timeout set to 8 seconds",
	"INFO: lockdep is turned off.",
	"CONFIG_DEBUG is not set",
	"[Firmware Bug]: TSC doesn't count with P0 frequency!",
	"warning: `pincer_test' uses deprecated v2 capabilities",
};

static void counts_what_kernels_report(void **state)
{
	const char *at = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(warnings); i++) {
		if (!oops_is_warning(warnings[i]) ||
		    oops_severity(warnings[i], &at) <= 0)
			fail_msg("counts for nothing: %s", warnings[i]);
		assert_in_range(at - warnings[i], 0, strlen(warnings[i]) - 1);
	}
}

static void counts_nothing_else(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(harmless); i++)
		if (oops_is_warning(harmless[i]) ||
		    oops_severity(harmless[i], NULL))
			fail_msg("counts as an error: %s", harmless[i]);
}

/* A correct kernel may log them, but they may also explain a guest's end. */
static void some_explain_without_counting(void **state)
{
	static const char *const lines[] = {
		"Out of memory: Killed process 99 (pincer_test)",
		"UBSAN: array-index-out-of-bounds in io_uring/rsrc.c:1070:12",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		assert_false(oops_is_warning(lines[i]));
		assert_true(oops_severity(lines[i], NULL) > 0);
	}
}

static void panic_is_the_gravest(void **state)
{
	static const char *const order[] = {
		"Kernel panic - not syncing: Fatal exception",
		"Oops: 0002 [#1] SMP", "kernel BUG at mm/gup.c:1!",
		"BUG: unable to handle page fault", "Bad page state in process",
		"soft lockup - CPU#0 stuck", "blocked for more than 120 seconds",
		"rcu: INFO: rcu_preempt self-detected stall",
		"Out of memory: Killed process 99", "WARNING: CPU: 0 PID: 1",
		"all is well",
	};
	const char *at;
	size_t i;

	(void)state;
	for (i = 1; i < ARRAY_SIZE(order); i++)
		assert_true(oops_severity(order[i - 1], NULL) >
			    oops_severity(order[i], NULL));
	/* The gravest sign of a line tells what it is, and where that begins. */
	assert_int_equal(oops_severity("WARNING: x, Oops: 1", &at),
			 oops_severity("Oops: 1", NULL));
	assert_string_equal(at, "Oops: 1");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_what_kernels_report),
		cmocka_unit_test(counts_nothing_else),
		cmocka_unit_test(some_explain_without_counting),
		cmocka_unit_test(panic_is_the_gravest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
