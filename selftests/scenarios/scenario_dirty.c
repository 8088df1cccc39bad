// SPDX-License-Identifier: GPL-2.0
/*
 * Memory that a door has filled is dirty. MADV_FREE leaves anonymous pages
 * clean and writable, so that GUP-fast takes them as they are; if whoever
 * unpins them does not call set_page_dirty(), reclaim drops what arrived.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/doors.h"
#include "doors/target.h"
#include "lib/pin_counters.h"
#include "lib/uapi.h"
#include "memory/buffer.h"
#include "scenarios/payer.h"
#include "scenarios/scenario.h"

#define PREFIX "dirty."
#define KEPT "dirty.kept."

/* Pages of the buffer; a witness follows them, which nobody fills. */
#define PAGES 2

/* Reclaim may find a page busy, as in a batch of another CPU. */
#define TRIES 10
#define PAUSE_US 500

static char *map_clean(struct attempt *a, size_t len)
{
	char *at = mmap(NULL, len, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (at == MAP_FAILED) {
		attempt_setup_error(a, "mmap");
		return NULL;
	}
	madvise(at, len, MADV_NOHUGEPAGE);
	memset(at, 1, len);
	if (!madvise(at, len, MADV_FREE))
		return at;
	attempt_setup_error(a, "MADV_FREE");
	munmap(at, len);
	return NULL;
}

/* Whether reclaim dropped the witness, which is clean: it reads as zero. */
static bool reclaim(char *at, size_t len)
{
	const char *witness = at + PAGES * getpagesize();
	int i;

	for (i = 0; i < TRIES; i++) {
		if (i)
			usleep(PAUSE_US << i);
		if (madvise(at, len, MADV_PAGEOUT))
			break;
		if (!*witness)
			return true;
		errno = EBUSY;
	}
	return false;
}

static long fill_and_reclaim(struct attempt *a, char *at, size_t len)
{
	long ret = a->fd >= 0 ? target_fill(a) : 0;

	if (ret)
		return ret;
	ret = door_use(a);
	if (a->setup_error[0] || a->skip_reason[0])
		return ret;
	if (ret < 0 || a->wrong_data)
		return ret;
	if (!reclaim(at, len))
		return attempt_setup_error(a, "MADV_PAGEOUT of a clean page");
	buffer_check_read(a, ret);
	return ret;
}

static long use_door(struct attempt *a)
{
	const size_t page = getpagesize(), len = (PAGES + 1) * page;
	char *at = map_clean(a, len);
	const struct part part = {
		.kind = mapping_find("anon"), .at = at, .len = len, .page = at,
		.pages = PAGES, .fd = -1,
	};
	struct scenario_door d;
	long ret;

	if (!at)
		return -ENOMEM;
	scenario_open_door(a, &d, a->contract->scenario->name + strlen(PREFIX),
			   &part, 0, PAGES * page);
	ret = fill_and_reclaim(a, at, len);
	scenario_close_door(a, &d);
	munmap(at, len);
	return ret > 0 ? 0 : ret;
}

/* xdp_umem_release() is deferred: waits until its pins are gone, or a while. */
static void wait_for_release(struct pin_counters *c, const struct pins *before)
{
	struct pins now;
	int i;

	for (i = 0; i < TRIES; i++) {
		now = pin_counters_read(c);
		if (now.acquired < 0 || now.acquired - before->acquired <=
						now.released - before->released)
			break;
		usleep(PAUSE_US << i);
	}
}

/*
 * A device could write to what was pinned for it, whether or not one has: all is
 * dirty when it is given back, though MADV_FREE cleaned it meanwhile.
 */
static long keep_and_reclaim(struct attempt *a)
{
	const size_t page = getpagesize(), len = (PAGES + 1) * page;
	char *at = map_clean(a, len);
	struct payment p = {
		.a = a, .at = at, .len = PAGES * page, .memfd = -1,
		.payer = payer_find(a->contract->scenario->name +
				    strlen(KEPT)),
	};
	struct pin_counters c;
	struct pins before;
	long ret;

	if (!at)
		return -ENOMEM;
	memset(at, 1, len);
	pin_counters_open(&c);
	before = pin_counters_read(&c);
	ret = p.payer->pin(&p);
	if (ret)
		return ret;
	if (madvise(at, len, MADV_FREE))
		return attempt_setup_error(a, "MADV_FREE");
	p.payer->give_back(&p);
	wait_for_release(&c, &before);
	pin_counters_close(&c);
	if (!reclaim(at, len))
		return attempt_setup_error(a, "MADV_PAGEOUT of a clean page");
	a->wrong_data = at[0] != 1 || at[page] != 1;
	return 0;
}

/* io_release_ubuf() and af_alg_free_sg() do not dirty what they unpin. */
DEFINE_EXPECT(fixed_dirty,
	      .flaws = h->has[C_IO_URING_FIXED_CLEAN] ? FLAW(DATA) : 0);
DEFINE_EXPECT(cipher_dirty,
	      .flaws = h->has[C_ALG_SKCIPHER_CLEAN] ? FLAW(DATA) : 0);

#define EXPECT_DIRTY(expect_, door_, title_, ...)			\
	{								\
		.name = PREFIX door_,					\
		.title = title_ " dirties the pages that it fills",	\
		SUCCESS_IS_ZERO, .expect = expect_, .run = use_door,	\
		__VA_ARGS__						\
	}
#define DIRTY(...) EXPECT_DIRTY(scenario_works, __VA_ARGS__)

#define ODIRECT(target_, ...)						\
	DIRTY("odirect.read." target_, "an O_DIRECT read", __VA_ARGS__)
#define AIO(target_, ...)						\
	DIRTY("aio.read." target_, "a read by io_submit()", __VA_ARGS__)
#define RING(target_, ...)						\
	DIRTY("io_uring.read." target_, "a direct read by io_uring", __VA_ARGS__)
#define REMOTE(door_, call_, config_)					\
	DIRTY(door_, call_, .need.config = config_)

#define KEEP(payer_, title_, ...)					\
	{								\
		.name = KEPT payer_,					\
		.title = title_ " dirties the pages that it gives back", \
		SUCCESS_IS_ZERO, .expect = scenario_works,		\
		.run = keep_and_reclaim, __VA_ARGS__			\
	}

const struct scenario scenarios_dirty[] = {
	KEEP("afxdp.umem", "a UMEM of AF_XDP", .need.config = "XDP_SOCKETS"),
	KEEP("rdma.mr.write", "an RDMA region",
	     .need = { .config = "RDMA_RXE", .env = "PINCER_RDMA" }),
	KEEP("iommufd.map.write", "IOMMU_IOAS_MAP",
	     .need.config = "IOMMUFD_TEST"),
	ODIRECT("nvme_cmb", ON_NVME_CMB),
	ODIRECT("virtio_blk", ON_VIRTIO_BLK),
	ODIRECT("loop", ON_LOOP),
	ODIRECT("brd", ON_BRD),
	ODIRECT("ext4", ON_EXT4),
	ODIRECT("xfs", ON_XFS),
	ODIRECT("vfat", ON_VFAT, .props.flags = D_REPINS),
	ODIRECT("fuse", ON_FUSE),
	AIO("virtio_blk", ON_VIRTIO_BLK),
	AIO("ext4", ON_EXT4),
	AIO("vfat", ON_VFAT, .props.flags = D_REPINS),
	RING("virtio_blk", .need = { .config = "IO_URING",
				     .env = "PINCER_VIRTIO_BLK",
				     .target = TARGET_VIRTIO_BLK }),
	EXPECT_DIRTY(fixed_dirty, "io_uring.read_fixed",
		     "a direct read by registration",
		     .need = { .config = "IO_URING", .env = "PINCER_VIRTIO_BLK",
			       .target = TARGET_VIRTIO_BLK }),
	DIRTY("nvme.ioctl.read", "a read command to an NVMe", ON_NVME_CMB),
	DIRTY("nvme.uring_cmd.read", "a read command to an NVMe through io_uring",
	      .need = { .config = "BLK_DEV_NVME", .env = "PINCER_NVME_CMB",
			.target = TARGET_NVME_OWNER,
			.feature = C_NVME_URING_CMD }),
	REMOTE("process_vm.write", "process_vm_writev()", "CROSS_MEMORY_ATTACH"),
	REMOTE("procmem.write", "a write to /proc/PID/mem", NULL),
	REMOTE("ptrace.poke", "PTRACE_POKEDATA", NULL),
	REMOTE("splice.vmsplice.to_user", "vmsplice from a pipe", NULL),
	EXPECT_DIRTY(cipher_dirty, "af_alg.decrypt", "a cipher of AF_ALG",
		     .need.config = "CRYPTO_USER_API_SKCIPHER"),
	{}
};
