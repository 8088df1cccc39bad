// SPDX-License-Identifier: GPL-2.0
/*
 * From a name to a kernel: unpacking real archives, and what is done when apt
 * or the mirror fails. A script stands in for apt, so that it can fail at will;
 * one case runs the real one, against a port where nobody listens.
 */
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

#include "base/files.h"
#include "base/msg.h"
#include "fetch/apt_memory.h"
#include "image/obtain.h"
#include "fake_apt.h"
#include "scratch.h"

#define REL "6.1.0-9-cloud-amd64"
#define DEB "linux-image-" REL "_6.1.27-1_amd64.deb"

static int setup(void **state)
{
	if (scratch_setup(state))
		return -1;
	fake_apt_setup();
	fake_apt_says("linux-image-cloud-amd64\n"
		      "  Depends: linux-image-" REL "\nlinux-image-" REL "\n"
		      "  Depends: kmod\nkmod\nlinux-base\nlinux-image-other\n",
		      "'http://b/x.deb' " DEB " 1234567 SHA256:0123456789\n");
	scratch_deb("debs/" DEB,
		    "./boot/vmlinuz-" REL, "^" REL " (x) #1",
		    "./boot/config-" REL, "CONFIG_X=y\n",
		    "./lib/modules/" REL "/kernel/a.ko", "module",
		    "./usr/share/doc/x", "not wanted", NULL);
	return 0;
}

static int teardown(void **state)
{
	fake_apt_teardown();
	return scratch_teardown(state);
}

static int get(struct image *i)
{
	static const struct kernel k = {
		.name = "bookworm", .origin = ORIGIN_DEBIAN_IMAGE,
		.suite = "bookworm",
	};

	return obtain(&k, i, NULL);
}

static void assert_nothing_kept(void)
{
	assert_int_equal(scratch_count(scratch_path("pincer/images")), 0);
}

static void cold_then_warm(void **state)
{
	struct image i, again;
	char dir[PATH_MAX];
	char *text;

	(void)state;
	assert_int_equal(get(&i), 0);
	assert_string_equal(i.version, "6.1.27-1");
	assert_string_equal(i.release, REL);
	assert_true(path_is_file(i.vmlinuz));
	assert_int_equal(file_read(i.config, &text, NULL), 0);
	assert_string_equal(text, "CONFIG_X=y\n");
	free(text);
	assert_int_equal(fake_apt_calls("apt-get download -qq linux-image-" REL
			       "=6.1.27-1\n"), 1);
	assert_int_equal(fake_apt_calls("depmod -b "), 1);
	/* vmlinuz, config and lib; the package is gone. */
	path_dirname(i.vmlinuz, dir);
	assert_int_equal(scratch_count(dir), 3);
	assert_int_equal(file_read(scratch_path("pincer/apt/bookworm/etc/sources.list"),
				   &text, NULL), 0);
	assert_non_null(strstr(text, "http://a/ bookworm main\n"));
	assert_non_null(strstr(text, "http://b/ bookworm-security main\n"));
	free(text);

	fake_apt_forget();
	assert_int_equal(get(&again), 0);
	assert_memory_equal(&i, &again, sizeof(i));
	assert_int_equal(fake_apt_calls("apt"), 0);

	setenv("PINCER_REFRESH", "1", 1);
	assert_int_equal(get(&again), 0);
	assert_int_equal(fake_apt_calls("apt-get update"), 1);
	assert_int_equal(fake_apt_calls("apt-get download -qq"), 0);
}

static void no_security_for_sid(void **state)
{
	static const struct kernel k = {
		.name = "x", .origin = ORIGIN_DEBIAN_IMAGE, .suite = "sid",
	};
	struct image i;
	char *text;

	(void)state;
	assert_int_equal(obtain(&k, &i, NULL), 0);
	assert_int_equal(file_read(scratch_path("pincer/apt/sid/etc/sources.list"),
				   &text, NULL), 0);
	assert_non_null(strstr(text, "http://a/ sid main\n"));
	assert_null(strstr(text, "http://b/"));
	free(text);
}

static void expired_index_is_taken(void **state)
{
	struct image i;

	(void)state;
	scratch_text("expired", "");
	assert_int_equal(get(&i), 0);
	assert_int_equal(fake_apt_calls("apt-get update"), 2);
	assert_int_equal(fake_apt_calls("Valid-Until=false"), 1);
}

/* As if the mirror had been asked two days ago. */
static void age_index(void)
{
	const char *path = scratch_path("pincer/apt/bookworm/kernel.json");
	struct apt_memory m;

	assert_int_equal(apt_memory_load(path, &m), 0);
	m.asked -= 2 * 24 * 60 * 60;
	m.again -= 2 * 24 * 60 * 60;
	assert_int_equal(apt_memory_save(path, &m), 0);
}

static void old_index_will_do(void **state)
{
	struct image i;

	(void)state;
	assert_int_equal(get(&i), 0);
	age_index();
	scratch_text("fail-update", "E: Could not connect.\n");
	fake_apt_forget();
	assert_int_equal(get(&i), 0);
	assert_string_equal(i.version, "6.1.27-1");
	assert_int_equal(fake_apt_calls("apt-get update"), 1);

	/* And it is not asked again at once. */
	fake_apt_forget();
	assert_int_equal(get(&i), 0);
	assert_int_equal(fake_apt_calls("apt"), 0);
}

static void no_index_is_an_error(void **state)
{
	struct image i;

	(void)state;
	scratch_text("fail-update", "W: x\nE: Could not connect.\nE: more\n");
	assert_int_equal(get(&i), -ENETUNREACH);
	assert_string_equal(msg_last(), "bookworm: cannot fetch its index: Could not connect: check the network and this machine's apt sources");
	assert_nothing_kept();
}

static void real_apt_without_network(void **state)
{
	char conf[2 * PATH_MAX];
	struct image i;
	char *text;

	(void)state;
	fake_apt_teardown();
	scratch_text("dead.list",
		     "deb http://127.0.0.1:1/debian bookworm main\n");
	snprintf(conf, sizeof(conf),
		 "Dir::Etc::sourcelist \"%s\";\n"
		 "Dir::Etc::sourceparts \"/dev/null\";\n"
		 "Acquire::Retries \"0\";\n", scratch_path("dead.list"));
	scratch_text("machine.conf", conf);
	setenv("APT_CONFIG", scratch_path("machine.conf"), 1);
	assert_int_equal(get(&i), -ENETUNREACH);
	unsetenv("APT_CONFIG");
	assert_non_null(strstr(msg_last(), "127.0.0.1:1"));
	assert_non_null(strstr(msg_last(), "check the network"));
	assert_nothing_kept();

	/* How the machine reaches its mirror was taken over. */
	assert_int_equal(file_read(scratch_path("pincer/apt/bookworm/apt.conf"),
				   &text, NULL), 0);
	assert_non_null(strstr(text, "Acquire::Retries \"0\";"));
	free(text);
}

static void unverified_download(void **state)
{
	struct image i;

	(void)state;
	scratch_text("fail-download", "E: Hash Sum mismatch\n");
	assert_int_equal(get(&i), -EIO);
	assert_non_null(strstr(msg_last(), "Hash Sum mismatch"));
	assert_nothing_kept();
}

/* The mirror may have replaced what it had when it was asked. */
static void asks_again_when_it_is_gone(void **state)
{
	struct image i;

	(void)state;
	assert_int_equal(get(&i), 0);
	tree_remove(scratch_path("pincer/images"));
	fake_apt_forget();
	assert_int_equal(rename(scratch_path("bin/apt-get"),
				scratch_path("bin/apt-get.real")), 0);
	/* The first download fails, as the real one did: with a 404. */
	scratch_text("bin/apt-get", "#!/bin/sh\n"
		     "case \"$*\" in *-qq*=6.1.27-1)\n"
		     "echo 'E: 404' >&2; exit 100;; esac\n"
		     "exec \"$0.real\" \"$@\"\n");
	assert_int_equal(chmod(scratch_path("bin/apt-get"), 0755), 0);
	scratch_text("uris", "'u' linux-image-" REL
		     "_6.1.28-1_amd64.deb 1234 SHA256:9876543210\n");
	rename(scratch_path("debs/" DEB),
	       scratch_path("debs/linux-image-" REL "_6.1.28-1_amd64.deb"));
	assert_int_equal(get(&i), 0);
	assert_string_equal(i.version, "6.1.28-1");
	assert_int_equal(fake_apt_calls("update"), 1);
}

static void depmod_fails(void **state)
{
	struct image i;

	(void)state;
	scratch_text("bin/depmod",
		     "#!/bin/sh\necho depmod: ERROR: bad >&2\nexit 1\n");
	assert_int_equal(get(&i), -EIO);
	assert_non_null(strstr(msg_last(), REL ": depmod failed on its "
			       "modules: depmod: ERROR: bad"));
	assert_nothing_kept();
}

static void spoiled_package(void **state)
{
	struct image i;
	char *deb;
	size_t size;

	(void)state;
	assert_int_equal(file_read(scratch_path("debs/" DEB), &deb, &size), 0);
	scratch_write("debs/" DEB, deb, size * 2 / 3);
	free(deb);
	assert_int_equal(get(&i), -EBADMSG);
	assert_non_null(strstr(msg_last(), DEB ": no whole Debian package"));
	assert_nothing_kept();

	scratch_text("debs/" DEB, "<html>Not found</html>");
	assert_int_equal(get(&i), -EBADMSG);
	assert_nothing_kept();

	/* Whole, but not what it was. */
	scratch_deb("debs/" DEB, "./boot/vmlinuz-" REL, "^" REL,
		    "./lib/modules/" REL "/a.ko", "module", NULL);
	assert_int_equal(get(&i), -ENOENT);
	assert_non_null(strstr(msg_last(), "has no config"));
	assert_nothing_kept();
}

static void no_room(void **state)
{
	struct image i;

	(void)state;
	scratch_text("uris", "'http://b/x.deb' " DEB
		     " 123456789012345678 SHA256:0123456789\n");
	assert_int_equal(get(&i), -ENOSPC);
	assert_non_null(strstr(msg_last(), "bookworm needs about 740740734075 MB in "));
	assert_nothing_kept();
}

static void known_without_asking(void **state)
{
	static const struct kernel k = {
		.name = "b", .origin = ORIGIN_DEBIAN_IMAGE, .suite = "bookworm",
	};
	struct image i;

	(void)state;
	assert_int_equal(obtain_known(&k, &i), -ENOENT);
	assert_string_equal(i.version, "");
	assert_int_equal(fake_apt_calls(""), 0);
	assert_int_equal(get(&i), 0);
	assert_int_equal(obtain_known(&k, &i), 0);
	assert_string_equal(i.version, "6.1.27-1");
	tree_remove(scratch_path("pincer/images"));
	assert_int_equal(obtain_known(&k, &i), -ENOENT);
	assert_string_equal(i.version, "6.1.27-1");
	assert_string_equal(i.vmlinuz, "");
}

static void spoiled_memory_is_none(void **state)
{
	struct image i;

	(void)state;
	assert_int_equal(get(&i), 0);
	scratch_text("pincer/apt/bookworm/kernel.json", "{ \"asked\": ");
	fake_apt_forget();
	assert_int_equal(get(&i), 0);
	assert_int_equal(fake_apt_calls("apt-get update"), 1);
}

static void image_of_ones_own(void **state)
{
	struct kernel k = { .name = "mine", .origin = ORIGIN_IMAGE };
	struct image i;

	(void)state;
	scratch_bzimage("bz", "6.9.0 (me) #1");
	strcpy(k.path, scratch_path("bz"));
	assert_int_equal(obtain(&k, &i, NULL), 0);
	assert_string_equal(i.release, "6.9.0");
	assert_string_equal(i.version, "6.9.0");
	strcpy(k.version, "6.9.1");
	assert_int_equal(obtain(&k, &i, NULL), 0);
	assert_string_equal(i.version, "6.9.1");
	strcpy(k.modules, scratch_path("none"));
	assert_int_equal(obtain(&k, &i, NULL), -ENOTDIR);
	k.modules[0] = '\0';
	strcpy(k.config, scratch_path("none"));
	assert_int_equal(obtain(&k, &i, NULL), -ENOENT);
	strcpy(k.path, scratch_path("none"));
	assert_int_equal(obtain(&k, &i, NULL), -ENOENT);
	assert_non_null(strstr(msg_last(), "/none: cannot read this kernel"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(cold_then_warm),
		TEST(no_security_for_sid),
		TEST(expired_index_is_taken),
		TEST(old_index_will_do),
		TEST(no_index_is_an_error),
		TEST(real_apt_without_network),
		TEST(unverified_download),
		TEST(asks_again_when_it_is_gone),
		TEST(depmod_fails),
		TEST(spoiled_package),
		TEST(no_room),
		TEST(known_without_asking),
		TEST(spoiled_memory_is_none),
		TEST(image_of_ones_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
