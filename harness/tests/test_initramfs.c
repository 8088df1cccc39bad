// SPDX-License-Identifier: GPL-2.0
/*
 * The initramfs, read back with libarchive: what is in it, and in which order
 * the modules go in. The modules are real ELF files that depmod reads.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "base/files.h"
#include "base/guest_disks.h"
#include "base/msg.h"
#include "base/tool.h"
#include "image/initramfs.h"
#include "image/template.h"
#include "scratch.h"

#define REL "1.0-test"
#define DRIVERS "k/lib/modules/" REL "/kernel/drivers/"

static struct image image;

static void run(const char *const *argv)
{
	struct tool t = { .argv = argv };
	int ret = tool_run(&t);

	if (ret)
		fail_msg("%s: %d: %s", argv[0], ret, t.err ? t.err : "");
	tool_free(&t);
}

/* A module that gives and takes symbols, both may be NULL. */
static void make_module(const char *path, const char *gives, const char *takes)
{
	const char * const cc[] = {
		"cc", "-c", "-o", scratch_path(path), scratch_path("m.c"), NULL,
	};
	char text[512], dir[PATH_MAX];

	snprintf(text, sizeof(text),
		 "const char n[] __attribute__((section(\"__ksymtab_strings\"))) = \"%s\";\n"
		 "void %s(void);\nvoid (*p)(void) = %s;\nvoid %s(void) { }\n",
		 gives ? : "", takes ? : "own", takes ? : "own",
		 gives ? : "own");
	scratch_text("m.c", text);
	path_dirname(scratch_path(path), dir);
	assert_int_equal(dirs_make(dir), 0);
	run(cc);
}

/* As Debian has them from 6.12 on. */
static void compress_module(const char *path)
{
	struct archive *a = archive_write_new();
	struct archive_entry *e = archive_entry_new();
	char xz[PATH_MAX], *data;
	size_t size;

	assert_int_equal(file_read(scratch_path(path), &data, &size), 0);
	unlink(scratch_path(path));
	assert_int_equal(path_format(xz, "%s.xz", scratch_path(path)), 0);
	archive_write_set_format_raw(a);
	assert_int_equal(archive_write_add_filter_xz(a), ARCHIVE_OK);
	assert_int_equal(archive_write_open_filename(a, xz), ARCHIVE_OK);
	archive_entry_set_filetype(e, AE_IFREG);
	assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
	assert_int_equal(archive_write_data(a, data, size), size);
	assert_int_equal(archive_write_close(a), ARCHIVE_OK);
	archive_entry_free(e);
	archive_write_free(a);
	free(data);
}

static void index_modules(void)
{
	const char * const depmod[] = {
		"depmod", "-b", scratch_path("k"), REL, NULL,
	};

	run(depmod);
}

static int setup(void **state)
{
	if (scratch_setup(state))
		return -1;
	make_module(DRIVERS "nvdimm/libnvdimm.ko", "nvdimm_do", NULL);
	make_module(DRIVERS "nvdimm/nd_e820.ko", NULL, "nvdimm_do");
	make_module(DRIVERS "nvdimm/nd_btt.ko", "btt_do", "nvdimm_do");
	make_module(DRIVERS "nvdimm/nd_pmem.ko", NULL, "btt_do");
	make_module(DRIVERS "dax/device_dax.ko", NULL, NULL);
	make_module(DRIVERS "block/unrelated.ko", NULL, NULL);
	make_module("k/lib/modules/" REL "/kernel/fs/xfs/xfs.ko", NULL, NULL);
	compress_module(DRIVERS "nvdimm/nd_btt.ko");
	scratch_text("k/lib/modules/" REL "/modules.builtin",
		     "kernel/drivers/virtio/virtio_pci.ko\n"
		     "kernel/drivers/nvme/host/nvme.ko\n"
		     "kernel/fs/ext4/ext4.ko\n");
	scratch_text("k/lib/modules/" REL "/modules.order", "");
	index_modules();
	scratch_text("init", "the init");
	scratch_text("test", "the test program");
	scratch_text("k/config", "CONFIG_X=y\n");
	memset(&image, 0, sizeof(image));
	strcpy(image.modules, scratch_path("k/lib/modules/" REL));
	strcpy(image.config, scratch_path("k/config"));
	return 0;
}

static int write_it(const struct initramfs_text *texts)
{
	char init[PATH_MAX], test[PATH_MAX];
	struct initramfs_plan plan = {
		.image = &image, .init = init, .test = test, .texts = texts,
		.kunit_module = init,
	};

	strcpy(init, scratch_path("init"));
	strcpy(test, scratch_path("test"));
	return initramfs_write(scratch_path("out"), &plan);
}

/* Find an entry; its content, with a NUL after it, is to be freed. */
static char *entry(const char *name, mode_t *mode, size_t *size, dev_t *rdev)
{
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	char *data = NULL;

	archive_read_support_format_cpio(a);
	assert_int_equal(archive_read_open_filename(a, scratch_path("out"),
						    65536), ARCHIVE_OK);
	while (archive_read_next_header(a, &e) == ARCHIVE_OK) {
		if (strcmp(archive_entry_pathname(e), name))
			continue;
		assert_int_equal(archive_format(a), ARCHIVE_FORMAT_CPIO_SVR4_NOCRC);
		*mode = archive_entry_mode(e);
		*size = archive_entry_size(e);
		*rdev = archive_entry_rdev(e);
		data = calloc(1, *size + 1);
		assert_int_equal(archive_read_data(a, data, *size), *size);
	}
	archive_read_free(a);
	return data;
}

static void assert_entry(const char *name, mode_t want, const char *text)
{
	mode_t mode = 0;
	size_t size;
	dev_t rdev;
	char *data = entry(name, &mode, &size, &rdev);

	if (!data)
		fail_msg("no %s in it", name);
	assert_int_equal(mode, want);
	if (text)
		assert_string_equal(data, text);
	free(data);
}

static void holds_what_the_guest_needs(void **state)
{
	static const struct initramfs_text texts[] = {
		{ "ids", "a/b\nc/d\n" }, { NULL, NULL },
	};
	mode_t mode;
	size_t size;
	dev_t rdev;

	(void)state;
	assert_int_equal(write_it(texts), 0);
	assert_entry("init", AE_IFREG | 0755, "the init");
	assert_entry("pincer_test", AE_IFREG | 0755, "the test program");
	assert_entry("pincer/config", AE_IFREG | 0644, "CONFIG_X=y\n");
	assert_entry("pincer/pincer_kunit.ko", AE_IFREG | 0644, "the init");
	assert_entry("pincer/ids", AE_IFREG | 0644, "a/b\nc/d\n");
	assert_entry("proc", AE_IFDIR | 0755, NULL);
	free(entry("dev/console", &mode, &size, &rdev));
	assert_int_equal(mode, AE_IFCHR | 0600);
	assert_int_equal(rdev, 5 << 8 | 1);
}

static void modules_in_order(void **state)
{
	mode_t mode;
	size_t size;
	dev_t rdev;
	char *data;

	(void)state;
	assert_int_equal(write_it(NULL), 0);
	assert_entry("pincer/modules.list", AE_IFREG | 0644,
		     "/pincer/modules/libnvdimm.ko\n"
		     "/pincer/modules/nd_e820.ko\n"
		     "/pincer/modules/nd_btt.ko\n"
		     "/pincer/modules/nd_pmem.ko\n"
		     "# absent dax_pmem\n"
		     "/pincer/modules/device_dax.ko\n"
		     "# absent virtio_blk\n"
		     "# absent virtio_console\n"
		     "# absent loop\n"
		     "# absent brd\n"
		     "# absent null_blk\n"
		     "# absent ublk_drv\n"
		     "# absent raid0\n"
		     "# absent fuse\n"
		     "# absent algif_hash\n"
		     "# absent algif_skcipher\n"
		     "# absent rdma_rxe\n"
		     "# absent f2fs\n"
		     "# absent vfat\n"
		     "# absent nls_cp437\n"
		     "# left out XFS_FS\n"
		     "# absent btrfs\n");
	assert_null(entry("pincer/modules/unrelated.ko", &mode, &size, &rdev));
	/* The compressed one as well. */
	data = entry("pincer/modules/nd_btt.ko", &mode, &size, &rdev);
	assert_non_null(data);
	assert_memory_equal(data, "\177ELF", 4);
	free(data);
}

static void slow_modules_on_request(void **state)
{
	mode_t mode;
	size_t size;
	dev_t rdev;
	char *data;

	(void)state;
	setenv("PINCER_SLOW_MODULES", "1", 1);
	assert_int_equal(write_it(NULL), 0);
	unsetenv("PINCER_SLOW_MODULES");
	data = entry("pincer/modules.list", &mode, &size, &rdev);
	assert_non_null(strstr(data, "/pincer/modules/xfs.ko\n# absent btrfs"));
	assert_null(strstr(data, "left out"));
	free(data);
}

static void soft_dependency_goes_first(void **state)
{
	const char * const cc[] = {
		"cc", "-c", "-o", scratch_path(DRIVERS "block/loop.ko"),
		scratch_path("m.c"), NULL,
	};
	mode_t mode;
	size_t size;
	dev_t rdev;
	char *data;

	(void)state;
	scratch_text("m.c", "const char s[] __attribute__((section(\".modinfo\"))) = \"softdep=pre: unrelated\";\n");
	run(cc);
	index_modules();
	assert_int_equal(write_it(NULL), 0);
	data = entry("pincer/modules.list", &mode, &size, &rdev);
	assert_non_null(strstr(data, "/pincer/modules/unrelated.ko\n"
			       "/pincer/modules/loop.ko\n"));
	free(data);
}

/* What a kernel unpacks after it, in an archive of its own. */
static void goes_on_with_more(void **state)
{
	char init[PATH_MAX], more[PATH_MAX], *data;
	struct initramfs_plan plan = {
		.image = &image, .init = init, .test = init, .more = more,
	};
	size_t size;

	(void)state;
	strcpy(init, scratch_path("init"));
	strcpy(more, scratch_path("more"));
	scratch_text("more", "070701 and so on");
	assert_int_equal(initramfs_write(scratch_path("out"), &plan), 0);
	assert_int_equal(file_read(scratch_path("out"), &data, &size), 0);
	/* The kernel wants archives to begin at a multiple of four. */
	assert_int_equal(size % 4, 0);
	assert_string_equal(data + size - 16, "070701 and so on");
	free(data);

	unlink(more);
	assert_int_equal(initramfs_write(scratch_path("out"), &plan), -ENOENT);
	assert_non_null(strstr(msg_last(), "cannot append"));
	assert_false(path_is_file(scratch_path("out")));
}

static void all_built_in(void **state)
{
	mode_t mode;
	size_t size;
	dev_t rdev;

	(void)state;
	image.modules[0] = '\0';
	image.config[0] = '\0';
	assert_int_equal(write_it(NULL), 0);
	assert_entry("pincer/modules.list", AE_IFREG | 0644, "");
	assert_null(entry("pincer/config", &mode, &size, &rdev));
}

/* init copies the image to the device before it mounts that. */
static void holds_file_systems_for_pmem(void **state)
{
	char name[64], path[PATH_MAX], *data, *image;
	const struct guest_disk *d;
	size_t size, image_size;
	mode_t mode;
	dev_t rdev;

	(void)state;
	assert_int_equal(write_it(NULL), 0);
	for_each_guest_disk(d) {
		snprintf(name, sizeof(name), "pincer/%s.img", d->name);
		data = entry(name, &mode, &size, &rdev);
		assert_true(!!data == (d->bus == GUEST_PMEM && d->fs));
		if (!data)
			continue;
		assert_int_equal(template_file(d->fs, path), 0);
		assert_int_equal(file_read(path, &image, &image_size), 0);
		assert_int_equal(size, image_size);
		assert_memory_equal(data, image, size);
		free(image);
		free(data);
	}
}

static void nothing_half_written(void **state)
{
	(void)state;
	unlink(scratch_path("test"));
	assert_int_equal(write_it(NULL), -ENOENT);
	assert_non_null(strstr(msg_last(), "/test: cannot read"));
	assert_false(path_is_file(scratch_path("out")));
	scratch_text("test", "x");

	/* A module that was cut off. */
	make_module(DRIVERS "block/loop.ko", NULL, NULL);
	compress_module(DRIVERS "block/loop.ko");
	index_modules();
	assert_int_equal(truncate(scratch_path(DRIVERS "block/loop.ko.xz"), 90),
			 0);
	assert_int_equal(write_it(NULL), -EBADMSG);
	assert_non_null(strstr(msg_last(), "loop.ko.xz: cannot read this module"));
	assert_false(path_is_file(scratch_path("out")));
}

static void no_place_to_write(void **state)
{
	char init[PATH_MAX];
	struct initramfs_plan plan = {
		.image = &image, .init = init, .test = init,
	};

	(void)state;
	strcpy(init, scratch_path("init"));
	assert_int_equal(initramfs_write("/dev/full", &plan), -ENOSPC);
	assert_non_null(strstr(msg_last(), "/dev/full: cannot write"));
	assert_int_equal(access("/dev/full", F_OK), 0);
}

static void needs_depmod(void **state)
{
	(void)state;
	unlink(scratch_path("k/lib/modules/" REL "/modules.dep.bin"));
	assert_int_equal(write_it(NULL), -ENOENT);
	assert_non_null(strstr(msg_last(), "run depmod"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, scratch_teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(holds_what_the_guest_needs),
		TEST(modules_in_order),
		TEST(slow_modules_on_request),
		TEST(soft_dependency_goes_first),
		TEST(goes_on_with_more),
		TEST(all_built_in),
		TEST(holds_file_systems_for_pmem),
		TEST(nothing_half_written),
		TEST(no_place_to_write),
		TEST(needs_depmod),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
