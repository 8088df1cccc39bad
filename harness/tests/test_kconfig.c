// SPDX-License-Identifier: GPL-2.0
/* What a kernel was configured with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "kconfig.h"
#include "scratch.h"

#define FIRST scratch_path("first")
#define SECOND scratch_path("second")

static int setup(void **state)
{
	if (scratch_setup(state))
		return -1;
	scratch_text("first",
		     "# CONFIG_NONE is not set\n"
		     "CONFIG_FOO_BAR=y\n"
		     "CONFIG_FOO=m\n"
		     "CONFIG_NAME=\"y\"\n"
		     "CONFIG_LAST=y");
	scratch_text("second", "CONFIG_NONE=y\n");
	return 0;
}

static void options(void **state)
{
	(void)state;
	assert_int_equal(config_value(FIRST, "FOO"), 'm');
	assert_int_equal(config_value(FIRST, "FOO_BAR"), 'y');
	assert_int_equal(config_value(FIRST, "LAST"), 'y');
	assert_int_equal(config_value(FIRST, "FO"), 'n');
	assert_int_equal(config_value(FIRST, "BAR"), 'n');
	assert_int_equal(config_value(FIRST, "NONE"), 'n');
	assert_int_equal(config_value(FIRST, "NAME"), '?');
}

static void each_file_its_own(void **state)
{
	(void)state;
	assert_int_equal(config_value(FIRST, "NONE"), 'n');
	assert_int_equal(config_value(SECOND, "NONE"), 'y');
	assert_int_equal(config_value(SECOND, "FOO"), 'n');
	assert_int_equal(config_value(FIRST, "FOO"), 'm');
}

static void no_file(void **state)
{
	(void)state;
	assert_int_equal(config_value(NULL, "FOO"), '?');
	assert_int_equal(config_value("/no/such/file", "FOO"), '?');
	assert_int_equal(config_value(FIRST, "FOO"), 'm');
	assert_int_equal(config_value("/no/such/file", "FOO"), '?');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options),
		cmocka_unit_test(each_file_its_own),
		cmocka_unit_test(no_file),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
