// SPDX-License-Identifier: GPL-2.0
/* What a kernel was configured with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/contract.h"
#include "model/kconfig.h"
#include "plan/plan_config.h"
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

#define ARCH "CONFIG_X86=y\nCONFIG_ARM64=y\nCONFIG_ARM=y\nCONFIG_RISCV=y\n" \
	     "CONFIG_PPC=y\nCONFIG_S390=y\nCONFIG_LOONGARCH=y\nCONFIG_MIPS=y\n"

/* In all of them, every option would count as not set. */
static void what_is_no_config(void **state)
{
	static const struct {
		const char *text, *fault;
	} bad[] = {
		{ "", "is empty" },
		{ "Dear diary,\n", "has no CONFIG_ lines" },
		{ "see CONFIG_X86=y\n", "has no CONFIG_ lines" },
		{ "\x1f\x8b\b", "is compressed" },
		{ "CONFIG_FOO=y\n", "which every kernel of this machine" },
		{ ARCH "CONFIG_FOO", "ends within a line" },
		{ ARCH "# end of General setup\nCONFIG_FOO=y\n", "was cut" },
		{ NULL, NULL },
	};

	(void)state;
	for (int i = 0; bad[i].text; i++) {
		const char *fault = config_fault(bad[i].text,
						 strlen(bad[i].text));

		if (!fault || !strstr(fault, bad[i].fault))
			fail_msg("%d: %s, not %s", i, fault ?: "good",
				 bad[i].fault);
	}
	assert_non_null(config_fault(ARCH "\0\n", sizeof(ARCH) + 1));
	assert_null(config_fault(ARCH, strlen(ARCH)));
	assert_null(config_file_fault("/no/such/file"));
}

static int check(struct plan_kernel *k, const char *name)
{
	memset(k, 0, sizeof(*k));
	strcpy(k->kernel.name, "mine");
	strcpy(k->image.config, scratch_path(name));
	strcpy(k->dir, scratch_path("dir"));
	return plan_config_check(k);
}

static void a_plan_takes_only_configs(void **state)
{
	static const unsigned char cut[] = { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3,
					     1, 2, 3 };
	static struct plan_kernel k;
	char command[1024];

	(void)state;
	scratch_text("dir/x", "");
	scratch_text("plain", ARCH);
	assert_int_equal(check(&k, "plain"), 0);
	assert_string_equal(k.image.config, scratch_path("plain"));

	scratch_text("packed", ARCH);
	snprintf(command, sizeof(command), "gzip %s", scratch_path("packed"));
	assert_int_equal(system(command), 0);
	assert_int_equal(check(&k, "packed.gz"), 0);
	scratch_holds(k.image.config, ARCH);

	scratch_write("cut.gz", cut, sizeof(cut));
	assert_int_not_equal(check(&k, "cut.gz"), 0);
	scratch_reported("cut.gz: cannot read this kernel's .config: ");
	scratch_text("notes", "notes\n");
	assert_int_equal(check(&k, "notes"), -EINVAL);
	scratch_reported("notes: no .config of mine: it has no CONFIG_ lines");
	scratch_text("none", "");
	assert_int_equal(check(&k, "none"), -EINVAL);
	scratch_reported("none: no .config of mine: it is empty");
	assert_int_equal(check(&k, "absent"), -EBADMSG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options),
		cmocka_unit_test(each_file_its_own),
		cmocka_unit_test(no_file),
		cmocka_unit_test(what_is_no_config),
		cmocka_unit_test(a_plan_takes_only_configs),
		cmocka_unit_test(all_are_listed),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
