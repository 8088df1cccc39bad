// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "buffer.h"
#include "data.h"
#include "target.h"
#include "uapi.h"

/* Where sysfs keeps a block device: its path there tells the driver. */
static bool device_path(dev_t dev, char path[PATH_MAX])
{
	char link[64];

	snprintf(link, sizeof(link), "/sys/dev/block/%u:%u", major(dev),
		 minor(dev));
	return realpath(link, path);
}

/* The PCI device whose memory PINCER_P2PMEM hands out: two levels up. */
static bool owns_p2pmem(const char *device)
{
	const char *file = getenv("PINCER_P2PMEM");
	char owner[PATH_MAX];
	int i;

	if (!file || !realpath(file, owner))
		return false;
	for (i = 0; i < 2; i++)
		*strrchr(owner, '/') = '\0';
	return !strncmp(device, owner, strlen(owner)) &&
	       device[strlen(owner)] == '/';
}

bool target_is_nvme(int fd)
{
	char path[PATH_MAX];
	struct stat st;

	return !fstat(fd, &st) &&
	       device_path(S_ISBLK(st.st_mode) ? st.st_rdev : st.st_dev,
			   path) &&
	       strstr(path, "/nvme");
}

static bool is_ext4(int fd)
{
	struct statx stx;
	struct statfs fs;

	return !fstatfs(fd, &fs) && fs.f_type == MAGIC_EXT4 &&
	       !statx(fd, "", AT_EMPTY_PATH, STATX_TYPE, &stx) &&
	       !(stx.stx_attributes & STATX_ATTR_DAX);
}

/* A misnamed target would be overwritten, or measured as another kind. */
static const char *refute(enum target_kind kind, int fd, const struct stat *st)
{
	char path[PATH_MAX];

	if (kind == TARGET_EXT4)
		return is_ext4(fd) ? NULL : "not on ext4, or on it with DAX";
	if (!device_path(st->st_rdev, path))
		return "not in sysfs";
	if (kind == TARGET_VIRTIO_BLK)
		return strstr(path, "/virtio") ? NULL : "no virtio-blk disk";
	if (!strstr(path, "/nvme"))
		return "no NVMe";
	/* Without P2PDMA memory there is nothing to own. */
	if (getenv("PINCER_P2PMEM") &&
	    owns_p2pmem(path) != (kind == TARGET_NVME_OWNER))
		return kind == TARGET_NVME_OWNER ?
			"not the one that owns PINCER_P2PMEM" :
			"the one that owns PINCER_P2PMEM";
	return NULL;
}

/* Never opens for writing what is not of the right sort at all. */
static int open_proved(const char *name, struct attempt *a)
{
	const enum target_kind kind = a->door->target;
	const char *wrong = NULL;
	struct stat st;
	int fd;

	if (stat(name, &st))
		return attempt_broken(a, name);
	errno = kind == TARGET_EXT4 ? ENOTDIR : ENOTBLK;
	if (kind == TARGET_EXT4 ? !S_ISDIR(st.st_mode) : !S_ISBLK(st.st_mode))
		return attempt_broken(a, name);
	if (kind != TARGET_EXT4)
		wrong = refute(kind, -1, &st);
	if (!wrong) {
		fd = kind == TARGET_EXT4 ?
			open(name, O_TMPFILE | O_RDWR | O_DIRECT | O_CLOEXEC,
			     0600) :
			open(name, O_RDWR | O_DIRECT | O_EXCL | O_CLOEXEC);
		if (fd < 0)
			return attempt_broken(a, name);
		if (kind == TARGET_EXT4)
			wrong = refute(kind, fd, &st);
		if (!wrong)
			return fd;
		close(fd);
	}
	snprintf(a->broken, sizeof(a->broken), "%s: %s", name, wrong);
	return -ENODEV;
}

int target_open(struct targets *t, struct attempt *a)
{
	const char *env = a->door->need.env, *name = getenv(env);
	struct target *found = t->list;

	while (found < t->list + t->nr && strcmp(found->env, env))
		found++;
	errno = t->nr == TARGETS_MAX ? EMFILE : ENOENT;
	if (found == t->list + TARGETS_MAX)
		return attempt_broken(a, env);
	if (found == t->list + t->nr) {
		found->env = env;
		found->fd = name ? open_proved(name, a) :
				   attempt_broken(a, env);
		memcpy(found->broken, a->broken, sizeof(a->broken));
		t->nr++;
	}
	memcpy(a->broken, found->broken, sizeof(a->broken));
	return found->fd;
}

/* Ordinary memory, aligned for any device: a page more on each side. */
static char *plain_memory(struct attempt *a, size_t *len)
{
	char *at;

	*len = a->len + 2 * (size_t)getpagesize();
	at = mmap(NULL, *len, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (at != MAP_FAILED)
		return at;
	attempt_broken(a, "mmap");
	return NULL;
}

int target_fill(struct attempt *a)
{
	const off_t at = TARGET_OFFSET - getpagesize();
	size_t len;
	char *plain = plain_memory(a, &len);
	int ret = 0;

	if (!plain)
		return -ENOMEM;
	data_fill(plain, len, DATA_DEVICE, 0);
	if (pwrite(a->fd, plain, len, at) != (ssize_t)len)
		ret = attempt_broken(a, "filling the target");
	munmap(plain, len);
	return ret;
}

/* Whether bytes of the target are as they must be after the door was used. */
static bool is_right(const struct attempt *a, const char *at, size_t from,
		     size_t len, long ret)
{
	const bool old = data_is(at, len, DATA_DEVICE, getpagesize() + from);
	const bool new = buffer_held(a, at, from, len);

	if (buffer_prefix_may_have_moved(a, ret))
		return old || new;
	return ret > (long)from ? new : old;
}

/* From @from to the page's end, or to where the transfer ended. */
static size_t stretch(const struct attempt *a, size_t from, long ret)
{
	const size_t len = buffer_piece(a, from).len;

	if (ret > (long)from && ret < (long)(from + len))
		return ret - from;
	return len;
}

int target_check_written(struct attempt *a, long ret)
{
	const size_t page = getpagesize();
	size_t len, from, n;
	char *plain = plain_memory(a, &len);
	int error = 0;

	if (!plain)
		return -ENOMEM;
	if (pread(a->fd, plain, len, TARGET_OFFSET - page) != (ssize_t)len) {
		error = attempt_broken(a, "reading the target back");
		goto out;
	}
	if (!data_is(plain, page, DATA_DEVICE, 0) ||
	    !data_is(plain + len - page, page, DATA_DEVICE, len - page))
		a->wrong_data = true;
	for (from = 0; from < a->len; from += n) {
		n = stretch(a, from, ret);
		if (!is_right(a, plain + page + from, from, n, ret))
			a->wrong_data = true;
	}
out:
	munmap(plain, len);
	return error;
}
