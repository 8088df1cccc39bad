// SPDX-License-Identifier: GPL-2.0
/* What a kernel was configured with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "model/contract.h"
#include "model/kconfig.h"
#include "plan/plan_history.h"
#include "results/results.h"
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

static void is_listed(const char *list, const char *option)
{
	char entry[64];

	if (!option)
		return;
	snprintf(entry, sizeof(entry), "CONFIG_%s=n", option);
	if (!strstr(list, entry))
		fail_msg("no %s in \"%s\"", entry, list);
}

/* In the results there is room for each that a contract asks for. */
static void all_are_listed(void **state)
{
	static struct result_kernel k;
	const struct contract *all;
	size_t nr, i;
	int part;

	(void)state;
	plan_config(FIRST, k.config, sizeof(k.config));
	all = contracts(&nr);
	for (i = 0; i < nr; i++) {
		is_listed(k.config, all[i].need->config);
		is_listed(k.config, all[i].need->also);
		for (part = 0; part < all[i].layout.nr; part++)
			is_listed(k.config,
				  all[i].layout.part[part].kind->need.config);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options),
		cmocka_unit_test(each_file_its_own),
		cmocka_unit_test(no_file),
		cmocka_unit_test(all_are_listed),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
