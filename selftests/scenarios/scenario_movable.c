// SPDX-License-Identifier: GPL-2.0
/*
 * Since d1e153fea2a8 FOLL_LONGTERM migrates pages out of ZONE_MOVABLE before it
 * pins them: a pinned page keeps its memory block from going offline.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "doors/door_io_uring.h"
#include "doors/door_xdp.h"
#include "lib/gup_test.h"
#include "memory/movable.h"
#include "lib/rdma.h"
#include "scenarios/scenario.h"
#include "lib/udmabuf.h"

/* Whether WRITE_FIXED writes what the process has written since. */
static long write_through(struct attempt *a, struct ring *r)
{
	const int file = memfd_create("pincer", MFD_CLOEXEC);
	char copy[a->len];
	long ret;

	if (file < 0)
		return attempt_setup_error(a, "memfd");
	pattern_fill(a->buf, a->len, PATTERN_DEVICE, 0);
	ret = attempt_fixed(a, r, IORING_OP_WRITE_FIXED, file, 0);
	if (ret != (long)a->len ||
	    pread(file, copy, a->len, 0) != (ssize_t)a->len ||
	    !pattern_is(copy, a->len, PATTERN_DEVICE, 0))
		a->wrong_data = true;
	close(file);
	return ret < 0 ? ret : 0;
}

static long use_io_uring(struct attempt *a)
{
	struct movable m;
	struct ring r;
	long ret = movable_buffer(a, &m, -1) ?: attempt_ring(a, &r, 1) ?:
		   attempt_register(a, r.fd), stay;

	if (ret)
		return ret;
	stay = movable_count_pages(a, &m);
	ret = write_through(a, &r) ?: attempt_unregister(a, r.fd);
	ring_close(&r);
	return ret < 0 ? ret : stay;
}

/* The last page is unmapped, so io_uring unpins the others. */
static long refuse_io_uring(struct attempt *a)
{
	struct movable m;
	struct ring r;
	long ret = movable_buffer(a, &m, -1) ?: attempt_ring(a, &r, 1);
	size_t rest;

	if (ret)
		return ret;
	rest = a->len - getpagesize();
	munmap(a->buf + rest, getpagesize());
	ret = attempt_register(a, r.fd);
	ring_close(&r);
	a->wrong_data = !pattern_is(a->buf, rest, PATTERN_MEMORY, 0);
	return ret;
}

static long use_xdp(struct attempt *a)
{
	const int fd = xdp_socket(a);
	struct movable m;
	long ret;

	if (fd < 0)
		return fd;
	ret = movable_buffer(a, &m, -1) ?: xdp_umem(fd, a->buf, a->len) ?:
	      movable_count_pages(a, &m);
	close(fd);
	return ret;
}

static long use_rdma(struct attempt *a)
{
	struct rdma_region r;
	struct movable m;
	long ret = movable_buffer(a, &m, -1) ?:
		   rdma_register(a, &r, a->buf, a->len,
				 IB_UVERBS_ACCESS_LOCAL_WRITE);

	if (ret)
		return ret;
	ret = movable_count_pages(a, &m);
	rdma_close(&r);
	return ret;
}

static long export_memfd(struct attempt *a, int device, int memfd)
{
	struct movable m;
	long ret = movable_buffer(a, &m, memfd);
	int buf;

	if (ret)
		return ret;
	buf = udmabuf_export(device, memfd, MOVABLE_PAGES);
	if (buf < 0)
		return -errno;
	ret = movable_count_pages(a, &m);
	close(buf);
	return ret;
}

static long use_udmabuf(struct attempt *a)
{
	const int device = attempt_open_device(a, UDMABUF_DEVICE);
	int memfd;

	if (device < 0)
		return device;
	memfd = memfd_create("pincer", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (memfd < 0 || ftruncate(memfd, MOVABLE_PAGES * getpagesize()) ||
	    fcntl(memfd, F_ADD_SEALS, F_SEAL_SHRINK))
		return attempt_setup_error(a, "memfd");
	return export_memfd(a, device, memfd);
}

static long pin_longterm(struct attempt *a)
{
	const unsigned int longterm =
		a->contract->scenario->how == GUP_TEST_PIN_FAST ?
		gup_test_longterm(a) : 0;

	return gup_test_pin_buffer(a, a->contract->scenario->how,
				   GUP_TEST_WRITE | longterm);
}

static long use_gup_test(struct attempt *a)
{
	return movable_count_after(a, pin_longterm);
}

DEFINE_EXPECT(none_stays,
	      .ret = h->has[C_GUP_MOVES_MOVABLE] ? 0 : MOVABLE_PAGES);

DEFINE_EXPECT(none_of_file_stays,
	      .ret = h->has[C_UDMABUF_PINS] ? 0 : MOVABLE_PAGES);

DEFINE_EXPECT(is_refused, .ret = -EFAULT);

const struct scenario scenarios_movable[] = {
	MOVABLE("io_uring", "IO_URING",
		"io_uring migrates pages out of ZONE_MOVABLE before it pins them",
		none_stays, use_io_uring),
	MOVABLE("io_uring.refused", "IO_URING",
		"a registration that io_uring refuses leaves no page of ZONE_MOVABLE pinned",
		is_refused, refuse_io_uring),
	MOVABLE("afxdp", "XDP_SOCKETS",
		"AF_XDP migrates pages out of ZONE_MOVABLE before it pins them",
		none_stays, use_xdp),
	MOVABLE("rdma", "RDMA_RXE",
		"RDMA migrates pages out of ZONE_MOVABLE before it pins them",
		none_stays, use_rdma),
	MOVABLE("udmabuf", "UDMABUF",
		"udmabuf migrates a memfd's pages out of ZONE_MOVABLE before it pins them",
		none_of_file_stays, use_udmabuf),
	MOVABLE("gup_test.slow", "GUP_TEST",
		"pin_user_pages() with FOLL_LONGTERM migrates pages out of ZONE_MOVABLE",
		none_stays, use_gup_test, .how = GUP_TEST_PIN_LONGTERM),
	MOVABLE("gup_test.fast", "GUP_TEST",
		"pin_user_pages_fast() with FOLL_LONGTERM migrates pages out of ZONE_MOVABLE",
		none_stays, use_gup_test, .how = GUP_TEST_PIN_FAST),
	{}
};
