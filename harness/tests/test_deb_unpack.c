// SPDX-License-Identifier: GPL-2.0
/* Unpacking: the layouts there have been, and archives that are not right. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/files.h"
#include "base/msg.h"
#include "fetch/deb_unpack.h"
#include "scratch.h"

static void split_packages(void **state)
{
	(void)state;
	scratch_deb("base.deb", "./usr/lib/modules/7.2/config", "C",
		    "./usr/lib/modules/7.2/System.map", "S",
		    "./usr/lib/modules/7.2/modules.order", "O", NULL);
	scratch_deb("binary.deb", "./usr/lib/modules/7.2/vmlinuz", "K", NULL);
	assert_int_equal(deb_unpack(scratch_path("base.deb"),
				    scratch_path("to")), 0);
	assert_int_equal(deb_unpack(scratch_path("binary.deb"),
				    scratch_path("to")), 0);
	assert_true(path_is_file(scratch_path("to/config")));
	assert_true(path_is_file(scratch_path("to/vmlinuz")));
	assert_true(path_is_file(scratch_path("to/lib/modules/7.2/modules.order")));
	assert_int_equal(scratch_count(scratch_path("to/lib/modules/7.2")), 1);
}

static void nothing_leads_out(void **state)
{
	(void)state;
	scratch_deb("evil.deb", "./lib/modules/../../../evil", "E",
		    "lib/modules/x/../../../evil", "E",
		    "/lib/modules/evil", "E", "./lib/modules/..", "E",
		    "./lib/modules/x/a..b", "fine", NULL);
	assert_int_equal(deb_unpack(scratch_path("evil.deb"),
				    scratch_path("d/to")), 0);
	assert_false(path_is_file(scratch_path("evil")));
	assert_false(path_is_file(scratch_path("d/evil")));
	assert_false(path_is_file(scratch_path("d/to/evil")));
	assert_true(path_is_file(scratch_path("d/to/lib/modules/x/a..b")));
	assert_int_equal(scratch_count(scratch_path("d/to/lib/modules")), 1);
}

/* What xz cannot make small: the cut must hit the data. */
static void fill_noise(char *text, size_t size, unsigned int x)
{
	for (size_t i = 0; i < size - 1; i++) {
		x = x * 1103515245 + 12345;
		text[i] = 'a' + (x >> 16) % 26;
	}
	text[size - 1] = '\0';
}

static void cut_anywhere(void **state)
{
	static char noise[100000], other[400000];
	size_t size;
	char *deb;

	(void)state;
	fill_noise(noise, sizeof(noise), 1);
	fill_noise(other, sizeof(other), 2);
	scratch_deb("whole.deb", "./boot/vmlinuz-1", noise,
		    "./usr/share/doc/not-wanted", other, NULL);
	assert_int_equal(deb_unpack(scratch_path("whole.deb"),
				    scratch_path("to")), 0);
	assert_int_equal(file_read(scratch_path("whole.deb"), &deb, &size), 0);
	for (int percent = 0; percent < 100; percent++) {
		scratch_write("cut.deb", deb, size * percent / 100);
		assert_int_equal(deb_unpack(scratch_path("cut.deb"),
					    scratch_path("to")), -EBADMSG);
		assert_non_null(strstr(msg_last(), "cut.deb: no whole"));
	}
	/* A flipped bit as well. */
	deb[size / 2] ^= 1;
	scratch_write("cut.deb", deb, size);
	assert_int_equal(deb_unpack(scratch_path("cut.deb"),
				    scratch_path("to")), -EBADMSG);
	free(deb);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, \
						scratch_teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(split_packages),
		TEST(nothing_leads_out),
		TEST(cut_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
