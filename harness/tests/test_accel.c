// SPDX-License-Identifier: GPL-2.0
/* What runs guests here: decided, or tried once and remembered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/tool.h"
#include "guest/accel.h"
#include "guest/cx16.h"
#include "scratch.h"

static char fake[PATH_MAX];

static int setup(void **state)
{
	if (scratch_setup(state) || !realpath(TEST_DATA "/fake_qemu", fake))
		return -1;
	setenv("FAKE_DIR", scratch_path(""), 1);
	return setenv("PINCER_QEMU", fake, 1);
}

/* A fake QEMU of some version, in which the guest ends with some status. */
static struct accel choose(const char *version, const char *status)
{
	struct accel a;

	setenv("PINCER_ACCEL", "tcg", 1);
	setenv("FAKE_VERSION", version, 1);
	setenv("FAKE_CX16", status, 1);
	assert_int_equal(accel_choose("/bin/true", &a), 0);
	assert_string_equal(a.name, "tcg");
	return a;
}

static void test_cx16(void **state)
{
	(void)state;
	assert_true(choose("8.0 (good)", "85").cx16);
	assert_false(choose("7.2 (wrong)", "83").cx16);
	assert_false(choose("7.3 (cannot start)", "1").cx16);
	assert_false(choose("7.4 (reset)", "0").cx16);
	scratch_holds(scratch_path("cx16"), "85\n83\n1\n0\n");
	/* Another QEMU is asked anew, the same one is not. */
	assert_true(choose("8.0 (good)", "83").cx16);
	assert_false(choose("7.2 (wrong)", "85").cx16);
	scratch_holds(scratch_path("cx16"), "85\n83\n1\n0\n");
}

static void test_named(void **state)
{
	struct accel a;

	(void)state;
	choose("8.0 (named)", "85");
	setenv("PINCER_ACCEL", "kvm", 1);
	assert_int_equal(accel_choose("/bin/true", &a), 0);
	assert_string_equal(a.name, "kvm");
	assert_true(a.cx16);
	setenv("PINCER_ACCEL", "xen", 1);
	assert_int_equal(accel_choose("/bin/true", &a), -EINVAL);
	scratch_reported("PINCER_ACCEL=xen: it can be kvm or tcg");
}

static void test_no_qemu(void **state)
{
	struct accel a;

	(void)state;
	setenv("PINCER_ACCEL", "tcg", 1);
	setenv("PINCER_QEMU", "/nowhere/qemu", 1);
	assert_true(accel_choose("/bin/true", &a) < 0);
	setenv("PINCER_QEMU", fake, 1);
}

/* The guest itself, in the QEMU of this machine: right from 8.0 on. */
static void test_guest(void **state)
{
	static const char head[] = "QEMU emulator version ";
	const char *const argv[] = { "qemu-system-x86_64", "--version", NULL };
	struct tool t = { .argv = argv };

	(void)state;
	if (tool_run(&t))
		skip();
	assert_memory_equal(t.out, head, strlen(head));
	setenv("PINCER_QEMU", argv[0], 1);
	assert_int_equal(cx16_run(scratch_path("")),
			 atoi(t.out + strlen(head)) < 8 ? CX16_WRONG :
							  CX16_GOOD);
	setenv("PINCER_QEMU", fake, 1);
	tool_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cx16),
		cmocka_unit_test(test_named),
		cmocka_unit_test(test_no_qemu),
		cmocka_unit_test(test_guest),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
