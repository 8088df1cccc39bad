// SPDX-License-Identifier: GPL-2.0
/* Kernels from a URL. make is a script, and so is what fetches from afar. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/digest.h"
#include "base/files.h"
#include "base/msg.h"
#include "image/obtain.h"
#include "fake_source.h"
#include "scratch.h"

#define SERVER "https://server.invalid/"

/* What is asked for lies beside the server's name; all else is an attack. */
static const char curl_script[] =
	"#!/bin/sh\n"
	"here=$(dirname \"$(dirname \"$0\")\")\n"
	"echo curl >>\"$here/fetched\"\n"
	"while [ \"$1\" != -o ]; do shift; done; to=$2\n"
	"case $4 in\n"
	SERVER "linux.tar.gz) cp \"$here/linux.tar.gz\" \"$to\";;\n"
	"*) echo part >\"$to\"\n"
	"	echo 'curl: (60) the certificate is no good' >&2\n"
	"	echo 'More about it: https://curl.invalid/' >&2; echo >&2\n"
	"	echo 'To learn more, visit the page above.' >&2; exit 60;; esac\n";

static int setup(void **state)
{
	if (fake_source_setup(state))
		return -1;
	scratch_text("bin/curl", curl_script);
	return chmod(scratch_path("bin/curl"), 0755);
}

/* A directory as a tar file, and a kernel that comes from it. */
static void make_url(const char *dir, struct kernel *k)
{
	char command[256];

	memset(k, 0, sizeof(*k));
	strcpy(k->name, "packed");
	k->origin = ORIGIN_URL;
	snprintf(command, sizeof(command), "tar -czf linux.tar.gz %s", dir);
	fake_source_shell(command);
	snprintf(k->url, sizeof(k->url), "file://%s",
		 scratch_path("linux.tar.gz"));
	assert_int_equal(digest_file(scratch_path("linux.tar.gz"), k->sha256),
			 0);
}

static void assert_nothing_kept(void)
{
	assert_int_equal(scratch_count(scratch_path("pincer/tarballs")), 0);
	assert_int_equal(fake_source_builds(), 0);
}

static void builds_from_a_file(void **state)
{
	struct kernel k;
	struct image i;
	char *text;

	(void)state;
	make_url("linux", &k);
	assert_int_equal(obtain_known(&k, &i), -ENOENT);
	assert_int_equal(obtain(&k, &i, NULL), 0);
	assert_int_equal(file_read(i.vmlinuz, &text, NULL), 0);
	assert_string_equal(text, "int gup;\n");
	free(text);
	assert_int_equal(obtain_known(&k, &i), 0);
	assert_string_equal(i.version, "6.12.1");
	/* One file, two names; test_tree.c shows that kunit/install keeps ours. */
	fake_source_shell("set -- pincer/work/url-*/src; test -f $1/mm/gup.c;"
	      "test $(stat -c %h $1/mm/gup.c) = 2");
	/* It is known by its checksum now. */
	unlink(scratch_path("linux.tar.gz"));
	assert_int_equal(obtain(&k, &i, NULL), 0);
	assert_int_equal(fake_source_builds(), 1);
}

static void builds_from_afar(void **state)
{
	struct kernel k;
	struct image i;

	(void)state;
	make_url("linux", &k);
	strcpy(k.url, SERVER "linux.tar.gz");
	for (int n = 0; n < 2; n++)
		assert_int_equal(obtain(&k, &i, NULL), 0);
	assert_int_equal(fake_source_builds(), 1);
	fake_source_shell("test $(wc -l <fetched) = 1");
}

static void says_what_curl_said(void **state)
{
	struct kernel k;
	struct image i;

	(void)state;
	make_url("linux", &k);
	strcpy(k.url, SERVER "other.tar.gz");
	assert_int_equal(obtain(&k, &i, NULL), -EIO);
	assert_string_equal(msg_last(),
			    "packed: cannot fetch " SERVER "other.tar.gz: curl: (60) the certificate is no good");
	assert_nothing_kept();
}

static void refuses_another_checksum(void **state)
{
	struct kernel k;
	struct image i;

	(void)state;
	make_url("linux", &k);
	k.sha256[0] = k.sha256[0] == '0' ? '1' : '0';
	assert_int_equal(obtain(&k, &i, NULL), -EBADMSG);
	scratch_reported("linux.tar.gz: its sha256 is ");
	assert_nothing_kept();
	strcpy(strrchr(k.url, '/'), "/no-such.tar");
	assert_int_equal(obtain(&k, &i, NULL), -EIO);
}

static void refuses_what_is_no_kernel(void **state)
{
	struct kernel k;
	struct image i;

	(void)state;
	make_url("bin", &k);
	assert_int_equal(obtain(&k, &i, NULL), -EINVAL);
	scratch_reported("linux.tar.gz: it holds no kernel's source");
	assert_nothing_kept();
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, fake_source_teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(builds_from_a_file),
		TEST(builds_from_afar),
		TEST(says_what_curl_said),
		TEST(refuses_another_checksum),
		TEST(refuses_what_is_no_kernel),
	};

	return cmocka_run_group_tests_name("url", tests, NULL, NULL);
}
