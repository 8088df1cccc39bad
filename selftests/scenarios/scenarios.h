/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The families of scenarios: scenarios_NAME[] in scenario_NAME.c, ended by an
 * empty entry.
 */
#ifndef PINCER_SCENARIOS_H
#define PINCER_SCENARIOS_H

#include "model/scenario.h"

/* In the order in which they run: leak loses pins, kernel asks kmemleak. */
#define SCENARIO_FAMILIES(X)						\
	X(alg) X(align) X(bio) X(bounce) X(changed) X(clone) X(coalesce) \
	X(coredump) X(cow) X(dirty) X(edges_io_uring) X(edges_io_uring_table) \
	X(edges_io_uring_pbuf) X(edges_odirect) X(edges_splice) \
	X(edges_process_vm) X(edges_populate) X(edges_udmabuf) X(edges_xdp) \
	X(failed) X(failed_nvme) X(folio) X(force) X(force_copy) X(fuse) X(gup_test) X(inflight) \
	X(io_uring) X(io_uring_bio) X(io_uring_charge) X(io_uring_empty) \
	X(io_uring_fixed) X(io_uring_memlock) X(io_uring_offset) X(io_uring_own) X(io_uring_segments) \
	X(io_uring_shared) X(limit) X(movable) X(nvme_copied) X(movable_held) \
	X(movable_short) X(move) X(odirect) X(odirect_blocks) X(page_frames) X(p2pmem) X(p2pmem_cpu) \
	X(p2pmem_life) X(p2pmem_device) X(pieces) X(pincount) X(pinned) \
	X(pins) X(populate) X(random) X(rdma) X(rights) X(secretmem) \
	X(splice) X(ublk) X(ublk_life) X(udmabuf) \
	X(wait) X(write_protect) X(xdp) X(allocate) X(leak) X(kernel)

#define DECLARE_SCENARIOS(name) extern const struct scenario scenarios_##name[];
SCENARIO_FAMILIES(DECLARE_SCENARIOS)
#undef DECLARE_SCENARIOS

#endif
