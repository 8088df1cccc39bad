// SPDX-License-Identifier: GPL-2.0
/* The list of the guest's disks, the images and QEMU's arguments made of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"
#include "base/guest_disks.h"
#include "base/tool.h"
#include "guest/qemu_args.h"
#include "image/disk_images.h"
#include "model/array_size.h"
#include "scratch.h"

/* struct check - how fsck looks at a file system without repairing it */
struct check {
	const char *type;
	const char *argv[4];
};

/* Fails the test when there is none. */
static const struct check *find_check(const char *type)
{
	static const struct check checks[] = {
		{ "ext4", { "e2fsck", "-fn" } },
		{ "xfs", { "xfs_repair", "-n", "-f" } },
		{ "f2fs", { "fsck.f2fs", "--dry-run" } },
		{ "vfat", { "fsck.vfat", "-n" } },
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(checks); i++)
		if (!strcmp(checks[i].type, type))
			return &checks[i];
	fail_msg("no fsck for %s", type);
	return NULL;
}

/* Give a file the size of its file system, and check that. */
static void check_image(const struct guest_fs *fs, const char *file)
{
	/* fsck may loop for ever on a damaged image. */
	const char *argv[8] = { "timeout", "20" };
	const struct check *c = find_check(fs->type);
	struct tool t = { .argv = argv };
	int k;

	for (k = 0; c->argv[k]; k++)
		argv[k + 2] = c->argv[k];
	argv[k + 2] = file;
	assert_int_equal(truncate(file, fs->size), 0);
	if (tool_run(&t))
		fail_msg("%s: %s", argv[2], t.err ?: "cannot run");
	tool_free(&t);
}

static void disks_have_file_systems(void **state)
{
	const struct guest_disk *d;
	char dir[PATH_MAX], file[PATH_MAX];
	struct stat st;

	(void)state;
	strcpy(dir, scratch_path("disks"));
	assert_int_equal(dirs_make(dir), 0);
	assert_int_equal(disk_images_make(dir), 0);
	for_each_guest_disk(d) {
		assert_int_equal(path_format(file, "%s/%s.img", dir, d->name),
				 0);
		if (d->bus == GUEST_PMEM) {
			assert_false(path_is_file(file));
			continue;
		}
		assert_int_equal(stat(file, &st), 0);
		assert_int_equal(st.st_size, GUEST_DISK_SIZE);
		/* 512 bytes each: only blocks in use are allocated. */
		assert_in_range(st.st_blocks, !!d->fs, d->fs ? 2 * 256 : 0);
		if (d->fs)
			check_image(d->fs, file);
	}
}

static const char *qemu_value(const struct qemu_args *a, const char *with)
{
	int i;

	for (i = 0; i < a->nr; i++)
		if (strstr(a->argv[i], with))
			return a->argv[i];
	fail_msg("no argument of QEMU has %s", with);
	return NULL;
}

/* init finds a disk by its serial number, its test program by the variable. */
static void disks_are_told_apart(void **state)
{
	const struct guest_disk *d, *e;
	char a[64], b[64];

	(void)state;
	for_each_guest_disk(d) {
		guest_disk_serial(d, a, sizeof(a));
		if (d->nsid)
			assert_string_equal(a, GUEST_SERIAL GUEST_NVME_CMB);
		for (e = guest_disks; e != d; e++) {
			guest_disk_serial(e, b, sizeof(b));
			assert_string_not_equal(d->name, e->name);
			assert_true(strcmp(a, b) || d->nsid != e->nsid);
			assert_true(!d->env || !e->env ||
				    strcmp(d->env, e->env));
			assert_true(!d->fs || !e->fs || strcmp(d->dir, e->dir));
		}
		assert_true(d->env || d->bus == GUEST_PMEM);
		assert_true(!d->fs || (d->dir && d->dir_env && d->fs->key));
		assert_true((d->bus == GUEST_PMEM) == !!d->range);
	}
}

static void qemu_has_the_disks(void **state)
{
	const struct vm_spec spec = {
		.kernel = "k", .append = "more", .accel = "tcg", .dir = "/a,b",
	};
	struct qemu_args a;

	(void)state;
	assert_int_equal(qemu_args_build(&a, &spec), 0);
	qemu_value(&a, "nvme,id=cmb,serial=pincer-cmb,");
	assert_string_equal(qemu_value(&a, "id=slow,"),
			    "if=none,id=slow,format=raw,cache=unsafe,throttling.bps-total=1000000,file=/a,,b/slow.img");
	assert_string_equal(qemu_value(&a, ",drive=slow"),
			    "nvme-ns,bus=cmb,nsid=7,drive=slow");
	assert_string_equal(qemu_value(&a, ",drive=spare"),
			    "nvme,serial=pincer-spare,cmb_size_mb=16,bus=port2,drive=spare");
	assert_string_equal(qemu_value(&a, ",drive=ext4"),
			    "virtio-blk-pci,serial=pincer-ext4,drive=ext4");
	assert_non_null(strstr(qemu_value(&a, "rdinit=/init"),
			       " memmap=64M!1G memmap=64M!1152M more"));
	qemu_args_free(&a);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, scratch_setup, \
						scratch_teardown)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(disks_are_told_apart),
		TEST(disks_have_file_systems),
		TEST(qemu_has_the_disks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
