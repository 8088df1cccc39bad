// SPDX-License-Identifier: GPL-2.0
/*
 * Addresses, lengths, offsets and counts of system calls at their edges: the
 * checks of fs/read_write.c, lib/iov_iter.c, mm/ and net/xdp/xdp_umem.c.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/if_xdp.h>
#include <linux/udmabuf.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "doors/door_xdp.h"
#include "lib/memlock.h"
#include "lib/pipe.h"
#include "lib/udmabuf.h"
#include "lib/uapi.h"
#include "memory/pattern.h"
#include "scenarios/edges.h"

/* Pages of buffers and files. */
#define PAGES 4

/* MAX_RW_COUNT */
#define MAX_RW (INT_MAX & -(__u64)getpagesize())

/**
 * struct fixture - what the calls work on
 * @a: with the buffer
 * @fd: a file of PAGES pages, or a device
 * @memfd: another
 * @page: PAGE_SIZE
 * @task: where addresses end
 * @iov: as many as a call may take, and more
 */
struct fixture {
	struct attempt *a;
	int fd, memfd;
	__u64 page, task;
	struct iovec iov[IOV_MAX + 2];
};

static long open_fixture(struct attempt *a, struct fixture *f)
{
	f->a = a;
	f->page = getpagesize();
	f->task = edges_task_size();
	return edges_memory(a, PAGES * f->page);
}

/* All segments are the same @len bytes of the buffer. */
static void fill_vectors(struct fixture *f, size_t len)
{
	int i;

	for (i = 0; i < IOV_MAX + 2; i++)
		f->iov[i] = (struct iovec){ f->a->buf, len };
}

static __u64 least(__u64 one, __u64 other)
{
	return one < other ? one : other;
}

static bool wraps(__u64 at, __u64 len)
{
	return at + len < at;
}

enum { ADDRESS, LENGTH, OFFSET };

static long read_direct(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;

	return or_errno(pread(f->fd, (void *)(uintptr_t)v[ADDRESS], v[LENGTH],
			      v[OFFSET]));
}

static __u64 left_in_file(const struct fixture *f, __u64 offset)
{
	return offset < PAGES * f->page ? PAGES * f->page - offset : 0;
}

static long bytes_read(const void *ctx, const __u64 *v)
{
	return least(v[LENGTH], left_in_file(ctx, v[OFFSET]));
}

EDGE_RULE(length_negative, struct fixture, v[LENGTH] > INT64_MAX)
EDGE_RULE(offset_negative, struct fixture, v[OFFSET] > INT64_MAX)
EDGE_RULE(end_negative, struct fixture, v[OFFSET] + v[LENGTH] > INT64_MAX)
EDGE_RULE(range_outside, struct fixture,
	  wraps(v[ADDRESS], v[LENGTH]) ||
	  v[ADDRESS] + v[LENGTH] > f->task - f->page)
EDGE_RULE(read_unmapped, struct fixture,
	  bytes_read(f, v) && !edges_inside(f->a, v[ADDRESS], bytes_read(f, v)))

EDGE_RULE(rest_unmapped, struct fixture,
	  bytes_read(f, v) && !edges_inside(f->a, v[ADDRESS], v[LENGTH]))

static const struct edge_rule read_rules[] = {
	REFUSES(length_negative, EINVAL),
	REFUSES(offset_negative, EINVAL),
	REFUSES(end_negative, EINVAL),
	/* access_ok() of some architectures looks at the highest bit only. */
	REFUSES(range_outside, EFAULT, .may = true),
	REFUSES(read_unmapped, EFAULT, .late = true),
	/* What lies behind the end of the file may be pinned too. */
	REFUSES(rest_unmapped, EFAULT, .late = true, .may = true),
	{}
};

static long open_direct(struct attempt *a, struct fixture *f)
{
	const long ret = open_fixture(a, f);

	if (ret)
		return ret;
	f->fd = attempt_open_tmpfile(a, "PINCER_EXT4", O_DIRECT);
	if (f->fd < 0)
		return f->fd;
	return pwrite(f->fd, a->buf, a->len, 0) == (ssize_t)a->len ? 0 :
		attempt_setup_error(a, "write");
}

static long try_read(struct attempt *a)
{
	struct fixture f;
	const long ret = open_direct(a, &f);

	if (ret)
		return ret;
	edges_try(a, &(struct edge_call){
		.name = "pread",
		.argument = {
			ARGUMENT("addr", 64, (uintptr_t)a->buf,
				 .multiple = f.page),
			ARGUMENT("len", 64, f.page, .limit = a->len,
				 .multiple = f.page),
			ARGUMENT("offset", 64, f.page, .limit = a->len,
				 .multiple = f.page),
		},
		.rule = read_rules, .call = read_direct, .success = bytes_read,
	}, &f);
	return 0;
}

static long read_vectors(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;

	return or_errno(syscall(SYS_preadv, f->fd, f->iov, v[0], 0, 0));
}

static long vectors_read(const void *ctx, const __u64 *v)
{
	const struct fixture *f = ctx;

	return least(v[0] * f->page, PAGES * f->page);
}

EDGE_RULE(too_many_vectors, struct fixture, v[0] > IOV_MAX)

static const struct edge_rule vector_rules[] = {
	REFUSES(too_many_vectors, EINVAL),
	{}
};

static long try_vectors(struct attempt *a)
{
	struct fixture f;
	const long ret = open_direct(a, &f);

	if (ret)
		return ret;
	fill_vectors(&f, f.page);
	edges_try(a, &(struct edge_call){
		.name = "preadv",
		.argument = { ARGUMENT("iovcnt", 32, 1, .limit = IOV_MAX) },
		.rule = vector_rules, .call = read_vectors,
		.success = vectors_read,
	}, &f);
	return 0;
}

static long write_two(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;

	f->iov[0].iov_len = v[0];
	f->iov[1].iov_len = v[1];
	return or_errno(writev(f->fd, f->iov, 2));
}

static long two_written(const void *ctx, const __u64 *v)
{
	(void)ctx;
	return least(least(v[0], MAX_RW) + least(v[1], MAX_RW), MAX_RW);
}

EDGE_RULE(one_negative, struct fixture, v[0] > INT64_MAX || v[1] > INT64_MAX)
EDGE_RULE(one_outside, struct fixture,
	  least(v[0], INT64_MAX) + (uintptr_t)f->a->buf > f->task - f->page ||
	  least(v[1], INT64_MAX) + (uintptr_t)f->a->buf > f->task - f->page)

static const struct edge_rule total_rules[] = {
	REFUSES(one_negative, EINVAL),
	REFUSES(one_outside, EFAULT, .may = true),
	{}
};

/* /dev/null takes what import_iovec() leaves, and looks at none of it. */
static long try_total(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f);

	if (ret)
		return ret;
	f.fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (f.fd < 0)
		return attempt_setup_error(a, "/dev/null");
	fill_vectors(&f, 1);
	edges_try(a, &(struct edge_call){
		.name = "writev",
		.argument = {
			ARGUMENT("len0", 64, f.page, .limit = MAX_RW),
			ARGUMENT("len1", 64, f.page, .limit = MAX_RW),
		},
		.rule = total_rules, .call = write_two,
		.success = two_written,
	}, &f);
	return 0;
}

static long splice_vectors(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;
	struct pipe_ends pipe;
	long ret = pipe_open(f->a, &pipe);

	if (ret)
		return ret;
	ret = or_errno(syscall(SYS_vmsplice, pipe.write_end, f->iov, v[0],
			       SPLICE_F_NONBLOCK));
	pipe_close(&pipe);
	return ret;
}

static long vectors_spliced(const void *ctx, const __u64 *v)
{
	const struct fixture *f = ctx;

	return least(v[0], PIPE_PAGES) * f->page;
}

static long try_vmsplice(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f);

	if (ret)
		return ret;
	fill_vectors(&f, f.page);
	edges_try(a, &(struct edge_call){
		.name = "vmsplice",
		.argument = { ARGUMENT("nr_segs", 32, 1, .limit = IOV_MAX) },
		.rule = vector_rules, .call = splice_vectors,
		.success = vectors_spliced,
	}, &f);
	return 0;
}

static long copy_vectors(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;

	return or_errno(syscall(SYS_process_vm_readv, getpid(), f->iov, v[0],
				f->iov, v[1], 0));
}

static long vectors_copied(const void *ctx, const __u64 *v)
{
	(void)ctx;
	return least(v[0], v[1]) * 8;
}

EDGE_RULE(too_many_here, struct fixture, v[0] > IOV_MAX)
EDGE_RULE(too_many_there, struct fixture, v[1] > IOV_MAX && v[0])
EDGE_RULE(too_many_for_nothing, struct fixture, v[1] > IOV_MAX && !v[0])

static const struct edge_rule copy_rules[] = {
	REFUSES(too_many_here, EINVAL),
	REFUSES(too_many_there, EINVAL),
	REFUSES(too_many_for_nothing, EINVAL, .may = true),
	{}
};

static long has_process_vm(struct attempt *a)
{
	return syscall(SYS_process_vm_readv, getpid(), NULL, 0, NULL, 0, 0) &&
	       errno == ENOSYS ? attempt_no_interface(a, "process_vm_readv") : 0;
}

static long try_process_vm(struct attempt *a)
{
	struct fixture f;
	const long ret = has_process_vm(a) ?: open_fixture(a, &f);

	if (ret)
		return ret;
	fill_vectors(&f, 8);
	edges_try(a, &(struct edge_call){
		.name = "process_vm_readv",
		.argument = {
			ARGUMENT("liovcnt", 32, 1, .limit = IOV_MAX),
			ARGUMENT("riovcnt", 32, 1, .limit = IOV_MAX),
		},
		.rule = copy_rules, .call = copy_vectors,
		.success = vectors_copied,
	}, &f);
	return 0;
}

static long copy_range(void *ctx, const __u64 *v)
{
	char here[2 * getpagesize()];
	const struct iovec to = { here, sizeof(here) };
	const struct iovec from = {
		(void *)(uintptr_t)v[ADDRESS], v[LENGTH],
	};

	(void)ctx;
	return or_errno(process_vm_readv(getpid(), &to, 1, &from, 1, 0));
}

/* Bytes of the buffer behind an address, if it lies there. */
static __u64 readable(const struct fixture *f, __u64 at)
{
	return edges_inside(f->a, at, 1) ?
		(uintptr_t)f->a->buf + f->a->len - at : 0;
}

static long range_copied(const void *ctx, const __u64 *v)
{
	return least(2 * getpagesize(), least(v[LENGTH], readable(ctx, v[ADDRESS])));
}

EDGE_RULE(copy_unmapped, struct fixture,
	  v[LENGTH] && !readable(f, v[ADDRESS]))

static const struct edge_rule range_rules[] = {
	REFUSES(length_negative, EINVAL),
	REFUSES(copy_unmapped, EFAULT, .late = true),
	{}
};

static long try_remote_range(struct attempt *a)
{
	struct fixture f;
	const long ret = has_process_vm(a) ?: open_fixture(a, &f);

	if (ret)
		return ret;
	edges_try(a, &(struct edge_call){
		.name = "process_vm_readv",
		.argument = {
			ARGUMENT("addr", 64, (uintptr_t)a->buf,
				 .limit = (uintptr_t)a->buf + a->len,
				 .unit = f.page),
			ARGUMENT("len", 64, f.page, .limit = a->len,
				 .unit = f.page),
		},
		.rule = range_rules, .call = copy_range,
		.success = range_copied,
	}, &f);
	return 0;
}

static long populate_range(void *ctx, const __u64 *v)
{
	(void)ctx;
	return or_errno(madvise((void *)(uintptr_t)v[ADDRESS], v[LENGTH],
				MADV_POPULATE_READ));
}

EDGE_RULE(amid_a_page, struct fixture, v[ADDRESS] % f->page)
EDGE_RULE(pages_wrap, struct fixture,
	  wraps(v[LENGTH], f->page - 1) ||
	  wraps(v[ADDRESS], (v[LENGTH] + f->page - 1) & -f->page))
EDGE_RULE(pages_unmapped, struct fixture,
	  v[LENGTH] && !edges_inside(f->a, v[ADDRESS],
				     (v[LENGTH] + f->page - 1) & -f->page))

static const struct edge_rule populate_rules[] = {
	REFUSES(amid_a_page, EINVAL),
	REFUSES(pages_wrap, EINVAL),
	REFUSES(pages_unmapped, ENOMEM, .late = true),
	REFUSES(pages_unmapped, EFAULT, .late = true),
	REFUSES(pages_unmapped, EINVAL, .late = true),
	{}
};

static long try_populate(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f);

	if (ret)
		return ret;
	if (madvise(a->buf, a->len, MADV_POPULATE_READ))
		return attempt_no_interface(a, "MADV_POPULATE_READ");
	edges_try(a, &(struct edge_call){
		.name = "MADV_POPULATE_READ",
		.argument = {
			ARGUMENT("addr", 64, (uintptr_t)a->buf,
				 .limit = (uintptr_t)a->buf + a->len,
				 .unit = f.page),
			ARGUMENT("len", 64, f.page, .limit = a->len,
				 .unit = f.page),
		},
		.rule = populate_rules, .call = populate_range,
	}, &f);
	return 0;
}

enum { COUNT, SIZE };

/* Each item of a list is the same range of the memfd. */
static long export_list(void *ctx, const __u64 *v)
{
	static struct {
		struct udmabuf_create_list head;
		struct udmabuf_create_item item[IOV_MAX + 2];
	} list;
	struct fixture *f = ctx;
	int i, buf;

	list.head = (struct udmabuf_create_list){
		.flags = UDMABUF_FLAGS_CLOEXEC, .count = v[COUNT],
	};
	for (i = 0; i < IOV_MAX + 2; i++)
		list.item[i] = (struct udmabuf_create_item){
			.memfd = f->memfd, .size = v[SIZE],
		};
	buf = ioctl(f->fd, UDMABUF_CREATE_LIST, &list);
	return buf < 0 ? -errno : close(buf);
}

/* list_limit, size_limit_mb: the defaults of udmabuf's parameters. */
#define LIST_MAX 1024
#define LIST_BYTES (64ULL << 20)

/*
 * Since 7.3 size_limit_mb is INT_MAX: sizes up to it are refused as behind the
 * end of the file, after arrays were allocated for their pages. udmabuf.edges.size
 * looks at these.
 */
#define AFTER_UDMABUF_LIMIT(f)						\
	.max = LIST_BYTES + (f)->page, .beyond = 1ULL << 51

EDGE_RULE(no_or_many_items, struct fixture, !v[COUNT] || v[COUNT] > LIST_MAX)
EDGE_RULE(no_pages, struct fixture, !v[SIZE] || v[SIZE] % f->page)
EDGE_RULE(too_large, struct fixture,
	  v[SIZE] > LIST_BYTES || v[COUNT] * v[SIZE] > LIST_BYTES)
EDGE_RULE(behind_file, struct fixture, v[SIZE] > 2 * LIST_BYTES / LIST_MAX)

static const struct edge_rule list_rules[] = {
	REFUSES(no_or_many_items, EINVAL),
	REFUSES(no_pages, EINVAL),
	REFUSES(too_large, EINVAL, .until = C_UDMABUF_UNLIMITED),
	REFUSES(behind_file, EINVAL),
	{}
};

static long open_udmabuf(struct attempt *a, struct fixture *f)
{
	const long ret = open_fixture(a, f);

	if (ret)
		return ret;
	f->fd = attempt_open_device(a, UDMABUF_DEVICE);
	if (f->fd < 0)
		return f->fd;
	f->memfd = memfd_create("pincer", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	return ftruncate(f->memfd, 2 * LIST_BYTES / LIST_MAX) ||
	       fcntl(f->memfd, F_ADD_SEALS, F_SEAL_SHRINK) ?
		attempt_setup_error(a, "memfd") : 0;
}

static long try_list(struct attempt *a)
{
	struct fixture f;
	const long ret = open_udmabuf(a, &f);

	if (ret)
		return ret;
	edges_try(a, &(struct edge_call){
		.name = "UDMABUF_CREATE_LIST",
		.argument = {
			ARGUMENT("count", 32, 1, .limit = LIST_MAX),
			ARGUMENT("size", 64, f.page,
				 .limit = LIST_BYTES / LIST_MAX,
				 .unit = f.page, AFTER_UDMABUF_LIMIT(&f)),
		},
		.rule = list_rules, .call = export_list,
	}, &f);
	return 0;
}

enum { START, BYTES };

static long export_range(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;
	const struct udmabuf_create what = {
		.memfd = f->memfd, .flags = UDMABUF_FLAGS_CLOEXEC,
		.offset = v[START], .size = v[BYTES],
	};
	const int buf = ioctl(f->fd, UDMABUF_CREATE, &what);

	return buf < 0 ? -errno : close(buf);
}

EDGE_RULE(no_range, struct fixture,
	  !v[BYTES] || v[BYTES] % f->page || v[START] % f->page)
EDGE_RULE(range_behind_file, struct fixture,
	  wraps(v[START], v[BYTES]) ||
	  v[START] + v[BYTES] > 2 * LIST_BYTES / LIST_MAX)

static const struct edge_rule export_rules[] = {
	REFUSES(no_range, EINVAL),
	REFUSES(range_behind_file, EINVAL),
	REFUSES(range_behind_file, EFBIG, .until = C_UDMABUF_PINS),
	{}
};

static long try_export(struct attempt *a)
{
	struct fixture f;
	const long ret = open_udmabuf(a, &f);

	if (ret)
		return ret;
	edges_try(a, &(struct edge_call){
		.name = "UDMABUF_CREATE",
		.argument = {
			ARGUMENT("offset", 64, f.page,
				 .limit = 2 * LIST_BYTES / LIST_MAX,
				 .unit = f.page),
			ARGUMENT("size", 64, f.page, .limit = LIST_BYTES,
				 .unit = f.page, AFTER_UDMABUF_LIMIT(&f)),
		},
		.rule = export_rules, .call = export_range,
	}, &f);
	return 0;
}

/* A size for whose pages no array can be allocated. */
static long try_export_everything(struct attempt *a)
{
	struct fixture f;
	long ret = open_udmabuf(a, &f);

	if (ret)
		return ret;
	ret = export_range(&f, (__u64[]){ [BYTES] = 1ULL << 46 });
	a->disagrees = ret != -ENOMEM &&
		       !scenario_answer(a, "64 TiB", ret, -EINVAL);
	return 0;
}

/* Without a limit kvmalloc() warns of what nobody could allocate. */
DEFINE_EXPECT(export_everything,
	      .flaws = h->has[C_UDMABUF_UNLIMITED] ? FLAW(WARNING) : 0)

enum { UMEM, UMEM_LENGTH, CHUNK, HEADROOM };

/* XDP_UMEM_MIN_CHUNK_SIZE, XDP_PACKET_HEADROOM */
#define CHUNK_MIN 2048
#define PACKET_HEADROOM 256

static long register_umem(void *ctx, const __u64 *v)
{
	struct fixture *f = ctx;
	const struct xdp_umem_reg umem = {
		.addr = v[UMEM], .len = v[UMEM_LENGTH], .chunk_size = v[CHUNK],
		.headroom = v[HEADROOM],
	};
	const long ret = or_errno(setsockopt(f->fd, SOL_XDP, XDP_UMEM_REG,
					     &umem, sizeof(umem)));

	if (ret)
		return ret;
	close(f->fd);
	f->fd = xdp_socket(f->a);
	return f->fd < 0 ? f->fd : 0;
}

EDGE_RULE(chunk_size, struct fixture,
	  v[CHUNK] < CHUNK_MIN || v[CHUNK] > f->page ||
	  v[CHUNK] & (v[CHUNK] - 1))
EDGE_RULE(chunk_parts, struct fixture,
	  !v[CHUNK] || v[UMEM_LENGTH] < v[CHUNK] || v[UMEM_LENGTH] % v[CHUNK])
EDGE_RULE(chunk_count, struct fixture,
	  v[CHUNK] && v[UMEM_LENGTH] / v[CHUNK] > UINT32_MAX)
EDGE_RULE(umem_wraps, struct fixture, wraps(v[UMEM], v[UMEM_LENGTH]))
EDGE_RULE(headroom, struct fixture, v[HEADROOM] + PACKET_HEADROOM > v[CHUNK])
EDGE_RULE(umem_unmapped, struct fixture,
	  !edges_inside(f->a, v[UMEM],
			(v[UMEM_LENGTH] + f->page - 1) & -f->page))

static const struct edge_rule umem_rules[] = {
	REFUSES(amid_a_page, EINVAL),
	REFUSES(chunk_size, EINVAL),
	REFUSES(chunk_parts, EINVAL),
	REFUSES(chunk_count, EINVAL),
	REFUSES(umem_wraps, EINVAL),
	REFUSES(headroom, EINVAL),
	/* For the first page EFAULT, ENOMEM when some were pinned. */
	REFUSES(umem_unmapped, EFAULT, .late = true),
	REFUSES(umem_unmapped, ENOMEM, .late = true),
	{}
};

static long try_umem(struct attempt *a)
{
	struct fixture f;
	const long ret = open_fixture(a, &f);

	if (ret)
		return ret;
	f.fd = xdp_socket(a);
	if (f.fd < 0)
		return f.fd;
	if (!memlock_privileged())
		return attempt_skip(a, "CAP_IPC_LOCK is missing");
	edges_try(a, &(struct edge_call){
		.name = "XDP_UMEM_REG",
		.argument = {
			ARGUMENT("addr", 64, (uintptr_t)a->buf, .unit = f.page),
			/* What lies between is valid and an array of pages. */
			ARGUMENT("len", 64, 2 * f.page, .unit = f.page,
				 .limit = CHUNK_MIN * (1ULL << 32),
				 .max = 64 << 20,
				 .beyond = CHUNK_MIN * (1ULL << 32) - 1),
			ARGUMENT("chunk_size", 32, CHUNK_MIN, .limit = f.page),
			ARGUMENT("headroom", 32, 0),
		},
		.rule = umem_rules, .call = register_umem,
	}, &f);
	close(f.fd);
	return 0;
}

#define ON_EXT4_DIRECTORY .need = { .config = "EXT4_FS", .env = "PINCER_EXT4" }

const struct scenario scenarios_edges[] = {
	{
		.name = "odirect.edges.range",
		.title = "an O_DIRECT read refuses negative lengths and offsets, sums that wrap and addresses of the kernel",
		SUCCESS_IS_ZERO, ON_EXT4_DIRECTORY,
		.expect = scenario_works, .run = try_read,
	}, {
		.name = "odirect.edges.vectors",
		.title = "an O_DIRECT preadv() takes up to IOV_MAX segments",
		SUCCESS_IS_ZERO, ON_EXT4_DIRECTORY,
		.expect = scenario_works, .run = try_vectors,
	}, {
		.name = "odirect.edges.total",
		.title = "segments together are cut to MAX_RW_COUNT, and none is negative",
		SUCCESS_IS_ZERO,
		.expect = scenario_works, .run = try_total,
	}, {
		.name = "splice.vmsplice.edges",
		.title = "vmsplice() takes up to IOV_MAX segments",
		SUCCESS_IS_ZERO,
		.expect = scenario_works, .run = try_vmsplice,
	}, {
		.name = "process_vm.edges.vectors",
		.title = "process_vm_readv() takes up to IOV_MAX segments on either side",
		SUCCESS_IS_ZERO, .need.config = "CROSS_MEMORY_ATTACH",
		.expect = scenario_works, .run = try_process_vm,
	}, {
		.name = "process_vm.edges.range",
		.title = "process_vm_readv() reads up to the end of a mapping and refuses addresses of the kernel",
		SUCCESS_IS_ZERO, .need.config = "CROSS_MEMORY_ATTACH",
		.expect = scenario_works, .run = try_remote_range,
	}, {
		.name = "populate.edges",
		.title = "MADV_POPULATE_READ refuses ranges that wrap, begin amid a page or are not mapped",
		SUCCESS_IS_ZERO, .need.feature = C_MADV_POPULATE,
		.expect = scenario_works, .run = try_populate,
	}, {
		.name = "udmabuf.edges.list",
		.title = "udmabuf takes up to 1024 ranges of 64 MiB together",
		SUCCESS_IS_ZERO, .need.config = "UDMABUF",
		.expect = scenario_works, .run = try_list,
	}, {
		.name = "udmabuf.edges.range",
		.title = "udmabuf refuses ranges that wrap, are no whole pages or lie behind the end of the file",
		SUCCESS_IS_ZERO, .need.config = "UDMABUF",
		.expect = scenario_works, .run = try_export,
	}, {
		.name = "udmabuf.edges.size",
		.title = "udmabuf refuses a size that it cannot allocate an array for, without a warning",
		SUCCESS_IS_ZERO, .need.config = "UDMABUF",
		.expect = export_everything, .run = try_export_everything,
	}, {
		.name = "afxdp.edges",
		.title = "a UMEM's address and length do not wrap, and it has at most 2^32 - 1 whole chunks of 2048 bytes to a page",
		SUCCESS_IS_ZERO, .need.config = "XDP_SOCKETS",
		.expect = scenario_works, .run = try_umem,
	}, {}
};
