/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The list itself: COMMIT(symbol, id, title, mainline, stable, kind, needs,
 * fixed_by), as struct commit describes them. Included wherever something is
 * made of each commit, so there is no guard.
 *
 * Each must change a contract of a system call or, as KERNEL_COMMIT(), a claim
 * of KUnit: `make unit` checks that.
 */
#ifndef KERNEL_COMMIT
#define KERNEL_COMMIT COMMIT
#endif

/* Kinds of memory that did not always exist. */
COMMIT(SECRETMEM, "1507f51255c9",
	"mm: introduce memfd_secret system call to create \"secret\" memory areas",
	"5.14", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(P2PDMA_MMAP, "7e9c7ef83d78",
	"PCI/P2PDMA: Allow userspace VMA allocations through sysfs",
	"6.2", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(GUARD_REGIONS, "662df3e5c376",
	"mm: madvise: implement lightweight guard page mechanism",
	"6.13", "", KIND_FEATURE, C_NONE, C_NONE)

/* secretmem: GUP-fast refuses each page, RLIMIT_MEMLOCK counts it. */
COMMIT(SECRETMEM_GUP_FAST, "65291dcfcf89",
	"mm/secretmem: fix GUP-fast succeeding on secretmem folios",
	"6.9", "5.15.154 6.1.85 6.6.26 6.8.5", KIND_FIX, C_SECRETMEM, C_NONE)
COMMIT(SECRETMEM_MEMLOCK, "97d34aa65c29",
	"mm/secretmem: properly account locked pages",
	"7.3-rc2", "6.1.191 6.12.113 6.18.52 7.2.5", KIND_FIX, C_SECRETMEM, C_NONE)

/* Anonymous folios of sizes between a page and what a PMD maps. */
COMMIT(ANON_MTHP, "19eaf44954df",
	"mm: thp: support allocation of anonymous multi-size THP",
	"6.8", "", KIND_FEATURE, C_NONE, C_NONE)

/* Memory that soft-RoCE does not pin. */
COMMIT(RXE_ON_DEMAND, "2fae67ab33d5",
	"RDMA/rxe: Add support for Send/Recv/Write/Read with ODP",
	"6.15", "", KIND_FEATURE, C_NONE, C_NONE)

/* A FUSE server's gift of part of a large folio. */
COMMIT(FUSE_LARGE_FOLIO, "59ba47b6be9c",
	"fuse: Check for large folio with SPLICE_F_MOVE",
	"7.1", "6.12.84", KIND_FIX, C_NONE, C_NONE)

/*
 * The checksum of a datagram of spliced pages; 7.3-rc7 is the first mainline
 * release that is known to have the fix.
 */
COMMIT(UDP_SPLICE_PAGES, "7ac7c987850c",
	"udp: Convert udp_sendpage() to use MSG_SPLICE_PAGES",
	"6.5", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(UDP_SPLICE_SUMS, "febec6a70764",
	"net: fix checksum offsets in skb_splice_from_iter()",
	"7.3-rc7", "6.12.113 7.2.10", KIND_FIX, C_UDP_SPLICE_PAGES, C_NONE)

/* userfaultfd, for faults of user mode only: those in the kernel fail. */
COMMIT(UFFD_USER_MODE, "37cd0575b849",
	"userfaultfd: add UFFD_USER_MODE_ONLY",
	"5.11", "", KIND_FEATURE, C_NONE, C_NONE)

/* UFFDIO_MOVE of a page that is not pinned. */
COMMIT(UFFD_MOVE, "adef440691ba",
	"userfaultfd: UFFDIO_MOVE uABI",
	"6.8", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(UFFD_MOVE_LIVELOCK, "uffd-6.12.118",
	"userfaultfd: fix UFFDIO_MOVE livelock on large folio with extra references",
	"7.4", "6.12.118", KIND_FIX, C_UFFD_MOVE, C_NONE)

/* /proc/PID/mem and ptrace() at the end of a mapped page frame. */
COMMIT(ACCESS_PHYS_PAGE, "phys-6.12.118",
	"mm/memory: constrain generic_access_phys() to page boundary",
	"7.4", "6.12.118", KIND_FIX, C_NONE, C_NONE)

/* Doors of io_uring that did not always exist. */
COMMIT(IO_URING_BUFFERS_UPDATE, "634d00df5e1c",
	"io_uring: add full-fledged dynamic buffers support",
	"5.13", "5.10.162", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(IO_URING_PBUF_RING, "c7fb19428d67",
	"io_uring: add support for ring mapped supplied buffers",
	"5.19", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(IO_URING_SEND_ZC, "06a5464be84e",
	"io_uring: wire send zc request type",
	"6.0", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(IO_URING_SENDMSG_ZC, "493108d95f14",
	"io_uring/net: zerocopy sendmsg",
	"6.1", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(IO_URING_NO_MMAP, "03d89a2de25b",
	"io_uring: support for user allocated memory for rings/sqes",
	"6.5", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(IO_URING_CLONE_BUFFERS, "7cc2a6eadcd7",
	"io_uring: add IORING_REGISTER_COPY_BUFFERS method",
	"6.12", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(IO_URING_CLONE_OFFSET, "b16e920a1909",
	"io_uring/rsrc: allow cloning at an offset",
	"6.13", "", KIND_FEATURE, C_IO_URING_CLONE_BUFFERS, C_NONE)
COMMIT(IO_URING_CLONE_RANGE, "1d27f11bf02b",
	"io_uring/rsrc: validate buffer count with offset for cloning",
	"6.16", "6.15.4", KIND_FIX, C_IO_URING_CLONE_OFFSET, C_NONE)
COMMIT(IO_URING_MEM_REGION, "93238e661855",
	"io_uring: add memory region registration",
	"6.13", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(IO_URING_VECTORS, "bdabba04bb10",
	"io_uring/rw: implement vectored registered rw",
	"6.15", "", KIND_FEATURE, C_NONE, C_NONE)

/*
 * What io_uring asks of the files behind a buffer: that there be only one, and
 * that it be shmem or hugetlbfs. Both rules ended up where they belong, in GUP
 * or nowhere. The revert of the first one never reached the stable series.
 */
COMMIT(IO_URING_SINGLE_SOURCE, "edd478269640",
	"io_uring/rsrc: disallow multi-source reg buffers",
	"6.3", "5.10.173 5.15.99 6.1.16", KIND_POLICY, C_NONE, C_NONE)
COMMIT(IO_URING_SINGLE_SOURCE_REVERT, "3c85cc43c8e7",
	"Revert \"io_uring/rsrc: disallow multi-source reg buffers\"",
	"6.4", "", KIND_POLICY, C_IO_URING_SINGLE_SOURCE, C_NONE)
COMMIT(IO_URING_FILE_CHECK_REMOVED, "34ed8d0dcd69",
	"io_uring: rsrc: delegate VMA file-backed check to GUP",
	"6.5", "", KIND_POLICY, C_NONE, C_NONE)

COMMIT(IO_URING_SHMEM, "40dad765c045",
	"io_uring: enable shmem/memfd memory registration",
	"5.14", "5.10.162", KIND_POLICY, C_NONE, C_NONE)

/*
 * How io_uring pins a buffer (GUP-fast sees pages only, no VMA), and whether
 * its rings are mapped as bare page frames or as pages that GUP can take.
 */
COMMIT(IO_URING_GUP_FAST, "1943f96b3816",
	"io_uring: unify io_pin_pages()",
	"6.10", "6.6.84", KIND_POLICY, C_NONE, C_NONE)
COMMIT(IO_URING_RING_PAGES, "3ab1db3c6039",
	"io_uring: get rid of remap_pfn_range() for mapping rings/sqes",
	"6.10", "6.1.132 6.6.84", KIND_POLICY, C_NONE, C_NONE)

/* The largest buffer of io_uring: 1 GiB, then 1 TiB; then its page array. */
COMMIT(IO_URING_TIB, "b4e41050b212",
	"io_uring/rsrc: raise registered buffer 1GB limit",
	"7.2", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(IO_URING_PIN_BOUND, "3996771b8f75",
	"io_uring/memmap: bound io_pin_pages() by page array byte size",
	"7.2", "", KIND_FIX, C_IO_URING_TIB, C_NONE)

/*
 * io_uring's own rings are charged to nobody. Of the two fixes 7.3-rc7 is the
 * first mainline release that is known to have them.
 */
COMMIT(IO_URING_RINGS_MEMCG, "26bfa89e25f4",
	"io_uring: place ring SQ/CQ arrays under memcg memory limits",
	"5.12", "5.10.162", KIND_FIX, C_NONE, C_NONE)
COMMIT(IO_URING_PBUF_MMAP, "c56e022c0a27",
	"io_uring: add support for user mapped provided buffer ring",
	"6.4", "", KIND_FEATURE, C_IO_URING_PBUF_RING, C_NONE)
COMMIT(IO_URING_RESIZE, "79cfe9e59c2a",
	"io_uring/register: add IORING_REGISTER_RESIZE_RINGS",
	"6.13", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(IO_URING_RING_REGIONS, "81a4058e0cd0",
	"io_uring: use region api for CQ",
	"6.14", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(IO_URING_RINGS_UNCHARGED, "b59cabf9b4ac",
	"io_uring: do not charge the SQ/CQ rings to RLIMIT_MEMLOCK",
	"7.3-rc7", "7.2.11", KIND_FIX, C_IO_URING_RING_REGIONS, C_NONE)
COMMIT(IO_URING_PBUF_REGIONS, "ef62de3c4ad5",
	"io_uring/kbuf: use region api for pbuf rings",
	"6.14", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(IO_URING_PBUF_UNCHARGED, "9f0c88b7f884",
	"io_uring/kbuf: don't charge provided buffer rings to RLIMIT_MEMLOCK",
	"7.3-rc7", "7.2.11", KIND_FIX, C_IO_URING_PBUF_REGIONS, C_NONE)

/* What io_uring charges to RLIMIT_MEMLOCK: huge pages, clones, and messages. */
COMMIT(IO_URING_SENDMSG_CHARGE, "04491732fc99",
	"io_uring/net: account memory for zc sendmsg",
	"6.15", "", KIND_FIX, C_IO_URING_SENDMSG_ZC, C_NONE)
COMMIT(IO_URING_HUGE_CHARGE, "df0a52537c0f",
	"io_uring/rsrc: add huge page accounting for registered buffers",
	"7.2", "", KIND_FIX, C_IO_URING_BUFFERS_UPDATE, C_NONE)
/* Open: df0a52537c0f loses count where one of two parts is cloned. */
COMMIT(IO_URING_CLONED_HUGE, "clone-7.2",
	"io_buffer_unmap() forgets that a part of a huge page has clones",
	"7.2", "", KIND_BUG, C_IO_URING_CLONE_OFFSET, C_NONE)
COMMIT(IO_URING_CLONE_CHARGE, "19d340a2988d",
	"io_uring/rsrc: require cloned buffers to share accounting contexts",
	"6.14", "6.12.12 6.13.1", KIND_FIX, C_IO_URING_CLONE_BUFFERS, C_NONE)

/*
 * Open: pages that were filled are unpinned without set_page_dirty(), which
 * Documentation/core-api/pin_user_pages.rst asks for.
 */
COMMIT(IO_URING_FIXED_CLEAN, "edafccee56ff",
	"io_uring: add support for pre-mapped user IO buffers",
	"5.1", "", KIND_BUG, C_NONE, C_NONE)
COMMIT(ALG_SKCIPHER_CLEAN, "8ff590903d5f",
	"crypto: algif_skcipher - User-space interface for skcipher operations",
	"2.6.38", "", KIND_BUG, C_NONE, C_NONE)

/* Open: a passthrough read succeeds whose data could not be copied. */
COMMIT(NVME_COPY_UNCHECKED, "nvme-5.10",
	"nvme_submit_user_cmd() ignores what blk_rq_unmap_user() returns",
	"5.10", "", KIND_BUG, C_NONE, C_NONE)

/* Open: whoever may open /dev/udmabuf makes kvmalloc() warn. */
COMMIT(UDMABUF_UNLIMITED, "udmabuf-7.3",
	"udmabuf: size_limit_mb is INT_MAX",
	"7.3-rc1", "", KIND_BUG, C_NONE, C_NONE)

/* Open: AF_XDP gives back less than it took where only some pages are pinned. */
COMMIT(AF_XDP_PARTIAL, "c0c77d8fb787",
	"xsk: add user memory registration support sockopt",
	"4.18", "", KIND_BUG, C_NONE, C_NONE)

/*
 * What a long-term pin may not take: DAX, looked for in the VMA before a page
 * is pinned rather than among all that were pinned; and, for writing, a shared
 * file that must hear of writes.
 */
COMMIT(GUP_FSDAX_EARLY, "52650c8b466b",
	"mm/gup: remove the vma allocation from gup_longterm_locked()",
	"5.11", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(GUP_DIRTY_TRACKED, "8ac268436e6d",
	"mm/gup: disallow FOLL_LONGTERM GUP-nonfast writing to file-backed mappings",
	"6.5", "", KIND_FIX, C_NONE, C_NONE)

COMMIT(GUP_DIRTY_TRACKED_FAST, "a6e79df92e4a",
	"mm/gup: disallow FOLL_LONGTERM GUP-fast writing to file-backed mappings",
	"6.5", "", KIND_FIX, C_NONE, C_NONE)

/*
 * Pages wanted for nothing but to be mapped. Of P2PDMA memory that fails,
 * although nobody takes them: the flag that lets callers have such pages is
 * looked for before it is known whether the caller has any.
 */
COMMIT(MADV_POPULATE, "4ca9b3859dac",
	"mm/madvise: introduce MADV_POPULATE_(READ|WRITE) to prefault page tables",
	"5.14", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(P2PDMA_POPULATE, "4003f107fa2e",
	"mm: introduce FOLL_PCI_P2PDMA to gate getting PCI P2PDMA pages",
	"6.2", "", KIND_BUG, C_NONE, C_NONE)

/* FOLL_FORCE | FOLL_WRITE of huge pages: mapped writable, refused, copied. */
COMMIT(HUGETLB_NO_FORCE, "f347454d0341",
	"mm/gup: disallow FOLL_FORCE|FOLL_WRITE on hugetlb mappings",
	"6.2", "6.1.2", KIND_FIX, C_NONE, C_NONE)
COMMIT(HUGETLB_FORCE, "052ccfbcc6cd",
	"mm/hugetlb: support FOLL_FORCE|FOLL_WRITE",
	"6.14", "", KIND_FEATURE, C_NONE, C_NONE)

/*
 * A private DAX page that another process writes to, by force: copied from what
 * that process has there (CVE-2026-99655), refused, or copied as a page.
 */
COMMIT(FSDAX_PAGES, "38607c62b34b",
	"fs/dax: properly refcount fs dax pages",
	"6.15", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(REMOTE_COW, "cow-6.12.118",
	"mm/memory: reject remote COW faults on PFN mappings",
	"7.4", "6.12.118", KIND_FIX, C_NONE, C_NONE)

/* Open: kernfs has a write fault of P2PDMA memory repeated without end. */
COMMIT(KERNFS_MKWRITE, "bfd40eaff5ab",
	"mm: fix vma_is_anonymous() false-positives",
	"4.18", "", KIND_BUG, C_NONE, C_NONE)

/*
 * AF_ALG pins what it works on, where it took a reference, and takes all of a
 * request's pages or none.
 */
COMMIT(AF_ALG_PINS, "f9e7a5fa51fb",
	"crypto: af_alg: Pin pages rather than ref'ing if appropriate",
	"6.5", "", KIND_FIX, C_NONE, C_NONE)
COMMIT(AF_ALG_EXTRACT, "c1abe6f570af",
	"crypto: af_alg: Use extract_iter_to_sg() to create scatterlists",
	"6.5", "", KIND_POLICY, C_NONE, C_NONE)

/* The same for the pages of a memfd that udmabuf hands to devices. */
COMMIT(UDMABUF_PINS, "c6a3194c05e7",
	"udmabuf: pin the pages using memfd_pin_folios() API",
	"6.11", "", KIND_FIX, C_NONE, C_NONE)

/* Huge pages of a memfd that such a pin allocates. */
COMMIT(MEMFD_RESERVES, "c56b6f3d801d",
	"mm/memfd: reserve hugetlb folios before allocation",
	"6.17", "", KIND_FIX, C_UDMABUF_PINS, C_NONE)
COMMIT(MEMFD_CLEARS, "de8798965fd0",
	"mm/memfd: fix information leak in hugetlb folios",
	"6.18", "6.12.61 6.17.11", KIND_FIX, C_UDMABUF_PINS, C_NONE)
COMMIT(IOMMUFD_FILES, "f4986a72e361",
	"iommufd: Add IOMMU_IOAS_MAP_FILE",
	"6.13", "", KIND_FEATURE, C_NONE, C_NONE)

/* RDMA regions that are only read had to be writable, or copied by force. */
COMMIT(RDMA_NO_FORCE, "b40656aa7d55",
	"RDMA/umem: remove FOLL_FORCE usage",
	"6.2", "", KIND_FIX, C_NONE, C_NONE)

/* Since then rereg_mr must not add write access. */
COMMIT(RXE_REREG, "544c7f62cf32",
	"RDMA/rxe: Implement rereg_user_mr",
	"6.5", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(RDMA_REREG_CHECKED, "badad6fad60d",
	"RDMA: During rereg_mr ensure that REREG_ACCESS is compatible",
	"7.1", "6.6.143 6.12.94 6.18.36 7.0.13", KIND_FIX, C_RXE_REREG, C_NONE)

/* The test driver: pins that are kept, and numbers that its flags have now. */
COMMIT(GUP_TEST_LONGTERM, "c77369b437f9",
	"mm/gup_test: start/stop/read functionality for PIN LONGTERM test",
	"6.2", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(FOLL_RENUMBERED, "2c2241081f7d",
	"mm/gup: move private gup FOLL_ flags to internal.h",
	"6.3", "", KIND_FEATURE, C_NONE, C_NONE)

COMMIT(GUP_UNSHARE, "a7f226604170",
	"mm/gup: trigger FAULT_FLAG_UNSHARE when R/O-pinning a possibly shared anonymous page",
	"5.19", "", KIND_FIX, C_NONE, C_NONE)

/* The vDSO's data: VM_IO until it had to be something mlockall() populates. */
COMMIT(VVAR_MIXEDMAP, "c27e727c9a60",
	"vdso/datastore: Allow prefaulting by mlockall()",
	"7.3-rc1", "", KIND_POLICY, C_NONE, C_NONE)

/* perf's ring went the other way: its pages came with a fault each. */
COMMIT(PERF_PFNMAP, "b709eb872e19",
	"perf: map pages in advance",
	"6.14", "", KIND_POLICY, C_NONE, C_NONE)

/*
 * Asynchronous direct I/O on a block device: a request of few pages is one bio,
 * which can be short, or fail for the reason that GUP gave; where there are
 * more, that reason comes through as far as a bio's status can say it.
 */
COMMIT(BDEV_ASYNC_BIO, "54a88eb838d3",
	"block: add single bio async direct IO helper",
	"5.16", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(BDEV_ASYNC_STATUS, "75ae18ca9426",
	"block: use blkdev_iov_iter_get_pages status for errors",
	"7.3", "", KIND_POLICY, C_NONE, C_NONE)

/*
 * Memory of a PCI device in block I/O: the error when a peer cannot be reached
 * (EREMOTEIO, then EINVAL), one request with both it and RAM, and disks made of
 * such disks.
 */
COMMIT(NVME_DMA_ITER, "7ce3c1dd78fc",
	"nvme-pci: convert the data mapping to blk_rq_dma_map",
	"6.17", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(BIO_P2PDMA_SPLIT, "12da89e8844a",
	"block: open code bio_add_page and fix handling of mismatching P2P ranges",
	"7.0", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(MD_P2PDMA, "02666132403a",
	"md: propagate BLK_FEAT_PCI_P2PDMA from member devices to RAID device",
	"7.2", "", KIND_POLICY, C_NONE, C_NONE)

/*
 * Direct I/O pins the pages of the buffer where it took references: first what
 * is made of a bio, then what is left of fs/direct-io.c. That pins more than
 * once what it has pinned, which is not counted, while its release is.
 */
COMMIT(BIO_PINS, "a7e689dd1c06",
	"block: Convert bio_iov_iter_get_pages to use iov_iter_extract_pages",
	"6.5", "", KIND_FIX, C_NONE, C_NONE)

/*
 * Harmless in mainline, but the 6.1 series made folio_put_refs() of it, which
 * wakes up nobody who waits for a DAX page.
 */
COMMIT(BIO_RELEASE_FOLIO, "38b43539d64b",
	"block: Fix page refcounts for unaligned buffers in __bio_release_pages()",
	"6.9", "6.1.84 6.6.24 6.7.12 6.8.3", KIND_BUG, C_NONE, C_BIO_PINS)
COMMIT(LEGACY_DIO_PINS, "1ccf164ec866",
	"block: Use iov_iter_extract_pages() and page pinning in direct-io.c",
	"6.5", "", KIND_FIX, C_NONE, C_NONE)
COMMIT(ADDED_PIN_UNCOUNTED, "1101fb8f89e5",
	"mm: Provide a function to get an additional pin on a page",
	"6.5", "", KIND_BUG, C_NONE, C_NONE)

/*
 * How pieces of a buffer have to be aligned for a block device and for a file:
 * each to a block, then only their addresses to what the device can address,
 * then their lengths too, and only the whole to a block. What had to be cut
 * off to make it so is not released page by page, still.
 */
COMMIT(BDEV_MEMORY_ALIGN, "b1a000d3b8ec",
	"block: relax direct io memory alignment",
	"6.0", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(IOMAP_MEMORY_ALIGN, "bf8d08532bc1",
	"iomap: add support for dma aligned direct-io",
	"6.0", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(IOMAP_SEGMENT_ALIGN, "7eac33186957",
	"iomap: simplify direct io validity check",
	"6.18", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(BDEV_SEGMENT_ALIGN, "5ff3f74e145a",
	"block: simplify direct io validity check",
	"6.18", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(BIO_ALIGN_DOWN_LEAK, "20a0e6276edb",
	"block: align the bio after building it",
	"6.18", "", KIND_BUG, C_NONE, C_NONE)

/* splice() clears the flags of the pipe_buffer that it reuses. */
COMMIT(PIPE_FLAGS, "9d2231c5d74e",
	"lib/iov_iter: initialize \"flags\" in new pipe_buffer",
	"5.17", "5.10.102 5.15.25 5.16.11", KIND_FIX, C_NONE, C_NONE)

/* fork() copies pinned pages; those of hugetlbfs since then. */
COMMIT(HUGETLB_FORK_PINNED, "4eae4efa2c29",
	"hugetlb: do early cow when page pinned on src mm",
	"5.12", "", KIND_FIX, C_NONE, C_NONE)

/*
 * A page is copied when anyone else refers to it, not only when anyone else
 * maps it: for huge pages that came later. Open: of hugetlbfs, it still has
 * not.
 */
COMMIT(THP_COW_REFS, "3bff7e3f1f16",
	"mm/huge_memory: streamline COW logic in do_huge_pmd_wp_page()",
	"5.18", "", KIND_FIX, C_NONE, C_NONE)
COMMIT(HUGETLB_COW_MAPCOUNT, "0fe6e20b9c4c",
	"hugetlb, rmap: add reverse mapping for hugepage",
	"2.6.36", "", KIND_BUG, C_NONE, C_NONE)

/* NVMe passthrough commands by io_uring. */
COMMIT(NVME_URING_CMD, "456cba386e94",
	"nvme: wire-up uring-cmd support for io-passthru on char-device.",
	"5.19", "", KIND_FEATURE, C_NONE, C_NONE)

/*
 * Such a command with metadata that its namespace does not have: the request
 * was lost, since whoever failed to map it was to free it.
 */
COMMIT(NVME_MAP_REQUEST, "23fd22e55b76",
	"nvme: wire up fixed buffer support for nvme passthrough",
	"6.1", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(NVME_MAP_FREES, "00817f0f1c45",
	"nvme-ioctl: fix leaked requests on mapping error",
	"6.14", "6.12.19 6.13.7", KIND_FIX, C_NVME_MAP_REQUEST, C_NONE)

/*
 * ublk: its server's io_uring gets the buffer of a request, by REGISTER_IO_BUF
 * and then by UBLK_F_AUTO_BUF_REG.
 */
COMMIT(UBLK_BUFFERS, "1f6540e2aabb",
	"ublk: zc register/unregister bvec",
	"6.15", "", KIND_FEATURE, C_NONE, C_NONE)
COMMIT(UBLK_AUTO_BUFFERS, "99c1e4eb6a3f",
	"ublk: register buffer to local io_uring with provided buf index via UBLK_F_AUTO_BUF_REG",
	"6.16", "", KIND_FEATURE, C_UBLK_BUFFERS, C_NONE)

/* ublk pins shared memory of its clients beforehand. */
COMMIT(UBLK_SHARED_MEMORY, "08677040a911",
	"ublk: enable UBLK_F_SHMEM_ZC feature flag",
	"7.1", "", KIND_FEATURE, C_NONE, C_NONE)

/* Commits that only KUnit shows: kunit/. */

/* Extraction of pages: lengths, and the array that was made for them. */
KERNEL_COMMIT(EXTRACT_BVEC_SEGMENTS, "e4e535bff2bc",
	"iov_iter: don't require contiguous pages in iov_iter_extract_bvec_pages",
	"6.13", "", KIND_POLICY, C_NONE, C_NONE)
KERNEL_COMMIT(XARRAY_UNDERFLOW, "55f4bb9373ca",
	"iov_iter: Fix potential underflow in iov_iter_extract_xarray_pages()",
	"7.2-rc2", "", KIND_FIX, C_NONE, C_NONE)
KERNEL_COMMIT(EXTRACT_ARRAY_LEAK, "72698020e15d",
	"iov_iter: Fix a memory leak in iov_iter_extract_user_pages()",
	"7.2-rc2", "", KIND_FIX, C_NONE, C_NONE)
KERNEL_COMMIT(EXTRACT_BVEC_ROOM, "70531f4f3a14",
	"iov_iter: Fix missing alloc fail check in iov_iter_extract_bvec_pages()",
	"7.2-rc2", "", KIND_FIX, C_EXTRACT_BVEC_SEGMENTS, C_NONE)

/* The same into a scatterlist. */
KERNEL_COMMIT(SG_XARRAY_OFFSET, "2bcd3ab37287",
	"scatterlist: Fix offset in folio calc in extract_xarray_to_sg()",
	"7.2-rc2", "", KIND_FIX, C_NONE, C_NONE)
KERNEL_COMMIT(SG_EXTRACT, "f5f82cd18732",
	"Move netfs_extract_iter_to_sg() to lib/scatterlist.c",
	"6.5", "", KIND_BUG, C_NONE, C_NONE)

/*
 * get_pages(): it moves the iterator, takes more than a page, stumbles over an
 * empty segment, takes none of slab.
 */
KERNEL_COMMIT(GET_PAGES_ADVANCE, "1ef255e25717",
	"iov_iter: advancing variants of iov_iter_get_pages{,_alloc}()",
	"6.0", "", KIND_POLICY, C_NONE, C_NONE)
KERNEL_COMMIT(GET_PAGES_MULTIPAGE, "3d671ca62a08",
	"get rid of iterate_all_kinds() in iov_iter_get_pages()/iov_iter_get_pages_alloc()",
	"5.14", "", KIND_POLICY, C_NONE, C_NONE)
KERNEL_COMMIT(GET_PAGES_EMPTY, "3cf42da327f2",
	"iov_iter: saner helper for page array allocation",
	"6.0", "", KIND_BUG, C_NONE, C_NONE)
KERNEL_COMMIT(SLAB_REFERENCE, "b9c0e49abfca",
	"mm: decline to manipulate the refcount on a slab page",
	"6.14", "", KIND_POLICY, C_NONE, C_NONE)

/* An iterator's direction is one bit; copying against it is refused. */
KERNEL_COMMIT(ITER_DIRECTION, "8cd54c1c8480",
	"iov_iter: separate direction from flavour",
	"5.14", "", KIND_POLICY, C_NONE, C_NONE)
KERNEL_COMMIT(COPY_DIRECTION, "a41dad905e5a",
	"iov_iter: saner checks for attempt to copy to/from iterator",
	"6.2", "", KIND_POLICY, C_NONE, C_NONE)

/* xfs with stable_writes: the device gets a bounce buffer. */
COMMIT(XFS_COPIES_STABLE, "3373503df025",
	"xfs: use bounce buffering direct I/O when the device requires stable pages",
	"7.0", "", KIND_POLICY, C_NONE, C_NONE)
COMMIT(BOUNCE_LEAK, "5991bfa3f88e",
	"block: fix folio leak in bio_iov_iter_bounce_read()",
	"7.0", "", KIND_FIX, C_XFS_COPIES_STABLE, C_NONE)

/* GUP: FOLL_LONGTERM migrates pages out of ZONE_MOVABLE and CMA. */
COMMIT(GUP_MOVES_MOVABLE, "d1e153fea2a8",
	"mm/gup: migrate pinned pages out of movable zone",
	"5.13", "", KIND_FIX, C_NONE, C_NONE)
/* Of its series, 6.12.14 is the only release that can be the first. */
COMMIT(GUP_PINS_ISOLATED, "1aaf8c122918",
	"mm: gup: fix infinite loop within __get_longterm_locked",
	"6.14", "6.1.129 6.6.79 6.12.14 6.13.3", KIND_BUG, C_NONE, C_NONE)
COMMIT(GUP_PINS_ISOLATED_REVERT, "517f496e1e61",
	"mm/gup: revert \"mm: gup: fix infinite loop within __get_longterm_locked\"",
	"6.16", "6.1.155 6.6.109 6.12.36 6.15.5", KIND_FIX,
	C_GUP_PINS_ISOLATED, C_NONE)

/* GUP: the zero page is not pinned; FOLL_LONGTERM replaces it. */
COMMIT(GUP_ZERO_PAGE, "c8070b787519",
	"mm: Don't pin ZERO_PAGE in pin_user_pages()",
	"6.5", "6.1.130", KIND_FIX, C_NONE, C_NONE)
KERNEL_COMMIT(GUP_LONGTERM_COW, "84209e87c696",
	"mm/gup: reliable R/O long-term pinning in COW mappings",
	"6.2", "", KIND_FIX, C_NONE, C_NONE)

/* GUP's arguments: the same rules for all calls. */
KERNEL_COMMIT(GUP_VALID_ARGS, "d64e2dbc33a1",
	"mm/gup: simplify the external interface functions and consolidate invariants",
	"6.3", "", KIND_POLICY, C_NONE, C_NONE)

/*
 * GUP-fast, asked for no pages, takes those at the address; 6.12.118 is known
 * to have the fix.
 */
KERNEL_COMMIT(GUP_FAST_NO_PAGES, "gup-6.12.118",
	"mm/gup: fix out-of-bounds write for nr_pages == 0 in GUP-fast",
	"7.4", "6.12.118", KIND_FIX, C_NONE, C_NONE)

#undef KERNEL_COMMIT
