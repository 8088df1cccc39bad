// SPDX-License-Identifier: GPL-2.0
/* A door or mapping that a kernel cannot have is looked for once, others always. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/files.h"
#include "runner/untried.h"
#include "scratch.h"

/* Doors and mappings that CONFIG_GUP_TEST and memfd_secret() bring. */
#define DOOR "gup_test.pin.fast"
#define MAPPING "secretmem"

static struct runner r;
static char config[PATH_MAX];

static int setup(void **state)
{
	if (scratch_setup(state))
		return -1;
	snprintf(config, sizeof(config), "%s", scratch_path("config"));
	return file_write(config, "CONFIG_SECRETMEM=y\nCONFIG_IO_URING=y\n");
}

/* A kernel without either; nothing was tried yet. */
static void make(void)
{
	memset(&r, 0, sizeof(r));
	r.kernel.config_file = config;
	r.kernel.guest = true;
}

static const struct contract *contract(const char *id)
{
	const struct contract *c = contract_find(id);

	assert_non_null(c);
	return c;
}

static void is_skip(const char *id, const char *reason)
{
	struct observation seen;

	assert_true(untried(&r, contract(id), &seen));
	assert_int_equal(seen.tried, CANNOT_EXIST);
	assert_non_null(strstr(seen.reason, reason));
}

static void test_door(void **state)
{
	(void)state;
	make();
	/* What the history says is tried until it has shown. */
	assert_false(untried(&r, contract(DOOR "/anon_ro"), NULL));
	untried_add_missing(&r, contract(DOOR "/anon_ro")->need);
	is_skip(DOOR "/memfd_ro", "CONFIG_GUP_TEST");
	assert_false(untried(&r, contract("io_uring.register/anon"), NULL));
	/* Without the door the mapping would have been missed first. */
	is_skip(DOOR "/" MAPPING ":written", "memfd_secret");
}

static void test_mapping(void **state)
{
	const struct contract *c = contract("splice.vmsplice/anon+" MAPPING);

	(void)state;
	make();
	assert_false(untried(&r, c, NULL));
	untried_add_missing(&r, &c->layout.part[1].kind->need);
	is_skip(c->id, "lacks ");
	is_skip("io_uring.register/" MAPPING ":written", "lacks ");
	/* A door that the history denies, too, may be there all the same. */
	is_skip(DOOR "/" MAPPING ":written", "memfd_secret");
	assert_false(untried(&r, contract(DOOR "/anon_ro"), NULL));
	assert_false(untried(&r, contract("splice.vmsplice/anon"), NULL));
}

/* One that the kernel must have is an error each time: it is tried. */
static void test_promised(void **state)
{
	const struct contract *c = contract("splice.vmsplice/anon+" MAPPING);

	(void)state;
	make();
	memset(r.kernel.history.has, 1, sizeof(r.kernel.history.has));
	untried_add_missing(&r, &c->layout.part[1].kind->need);
	assert_false(untried(&r, c, NULL));
}

static void test_hung(void **state)
{
	struct observation seen;

	(void)state;
	make();
	hangs_add(&r.hangs, "splice.vmsplice/anon", OUTCOME_TIMEOUT, 0, true);
	hangs_add(&r.hangs, "splice.vmsplice/memfd", OUTCOME_TIMEOUT, 0, true);
	assert_true(untried(&r, contract("splice.vmsplice/anon_ro"), &seen));
	assert_int_equal(seen.tried, NOT_READY);
	assert_non_null(strstr(seen.reason, "its door hangs"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_door),
		cmocka_unit_test(test_mapping),
		cmocka_unit_test(test_promised),
		cmocka_unit_test(test_hung),
	};

	return cmocka_run_group_tests(tests, setup, scratch_teardown);
}
