/* SPDX-License-Identifier: GPL-2.0 */
/*
 * EXCEPTION(contracts, commit, when, instead, breaks): what a kernel does
 * instead of what is promised when it has (WITH) or lacks (WITHOUT) a commit,
 * and whether that breaks the promise or merely is another policy. The
 * contracts are a glob, as glob_match() has it. The first row that holds
 * decides.
 */

/* A hole at the start is a length without a page: the length underflowed. */
EXCEPTION("iov_iter.extract_pages.xarray_hole_unaligned.[ws]*:*",
	  XARRAY_UNDERFLOW, WITHOUT, "no_page@0", true)
EXCEPTION("iov_iter.extract_pages.xarray_hole_unaligned.first:*",
	  XARRAY_UNDERFLOW, WITHOUT, "1.5p", true)
EXCEPTION("iov_iter.extract_pages.xarray_hole_unaligned.hold:*",
	  XARRAY_UNDERFLOW, WITHOUT, "none", true)
EXCEPTION("iov_iter.extract_pages.xarray_hole_first.array",
	  XARRAY_UNDERFLOW, WITHOUT, "leaked", true)
EXCEPTION("iov_iter.extract_pages.fault.array",
	  EXTRACT_ARRAY_LEAK, WITHOUT, "leaked", true)

/*
 * Every folio of a list began where the first one had, so that too little of it
 * was taken, too.
 */
EXCEPTION("iov_iter.extract_iter_to_sg.xarray.small_steps:*",
	  SG_XARRAY_OFFSET, WITHOUT, "wrong_offset@1p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_unaligned.walk:*",
	  SG_XARRAY_OFFSET, WITHOUT, "wrong_offset@0.5p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_unaligned.small_steps:*",
	  SG_XARRAY_OFFSET, WITHOUT, "wrong_offset@0.5p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_unaligned.first:*",
	  SG_XARRAY_OFFSET, WITHOUT, "1.5p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_large.walk:*",
	  SG_XARRAY_OFFSET, WITHOUT, "wrong_offset@3.75p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_large.small_steps:*",
	  SG_XARRAY_OFFSET, WITHOUT, "wrong_page@3.75p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_large.first:*",
	  SG_XARRAY_OFFSET, WITHOUT, "7.5p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_hole_middle.first:*",
	  SG_XARRAY_OFFSET, WITHOUT, "1p", true)

/* Holes are stepped over, as if what follows them came at once. */
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_hole_middle.[ws]*:*",
	  SG_EXTRACT, WITH, "hole_filled@0.5p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_hole_middle.first:*",
	  SG_EXTRACT, WITH, "1.5p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_hole_[fu]*.[ws]*:*",
	  SG_EXTRACT, WITH, "hole_filled@0", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_hole_first.first:*",
	  SG_EXTRACT, WITH, "1p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_hole_unaligned.first:*",
	  SG_EXTRACT, WITH, "0.5p", true)
EXCEPTION("iov_iter.extract_iter_to_sg.xarray_hole_[fu]*.hold:*",
	  SG_EXTRACT, WITH, "none", true)

/* What it gives up when it cannot have all, the iterator has left behind. */
EXCEPTION("iov_iter.extract_iter_to_sg.user.hole:*",
	  SG_EXTRACT, WITH, "EFAULT,wrong_advance", true)

/*
 * Several segments in one call; it counts pages without the offset of the
 * first, and steps over one empty segment only.
 */
EXCEPTION("iov_iter.extract_pages*.bvec_segments.first:*",
	  EXTRACT_BVEC_SEGMENTS, WITHOUT, "1p", false)
EXCEPTION("iov_iter.extract_*s*.bvec_offset.first:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "0.5p", true)
EXCEPTION("iov_iter.extract_pages*.bvec_empty_two.[ws]*:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "0,0", true)
EXCEPTION("iov_iter.extract_pages*.bvec_empty_two.first:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "0", true)
EXCEPTION("iov_iter.extract_bvecs.bvec_empty_two.[ws]*:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "0,EFAULT", true)
EXCEPTION("iov_iter.extract_bvecs.bvec_empty_two.first:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "EFAULT", true)
EXCEPTION("iov_iter.extract_[pb]*.bvec_empty_two.hold:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "nothing", true)

/* Without room for a page, one was stored all the same. */
EXCEPTION("iov_iter.extract_pages.bvec_[og]*.no_room",
	  EXTRACT_BVEC_ROOM, WITHOUT, "0.5p,warned,advanced", true)
EXCEPTION("iov_iter.extract_pages.bvec_empty_two.no_room",
	  EXTRACT_BVEC_ROOM, WITHOUT, "0,warned", true)
EXCEPTION("iov_iter.extract_pages.bvec_*.no_room",
	  EXTRACT_BVEC_ROOM, WITHOUT, "1p,warned,advanced", true)

/* It was get_pages(), and left the iterator where it was. */
EXCEPTION("iov_iter.get_pages.bvec.advance",
	  GET_PAGES_ADVANCE, WITHOUT, "stays", false)

/* It gave one page of a BVEC at a time. */
EXCEPTION("iov_iter.get_pages*.bvec_multipage.first:*",
	  GET_PAGES_MULTIPAGE, WITHOUT, "1p", false)
EXCEPTION("iov_iter.get_pages*.bvec_offset.first:*",
	  GET_PAGES_MULTIPAGE, WITHOUT, "0.5p", false)

/* What is left of an empty segment is no room for a page, and warned about. */
EXCEPTION("iov_iter.get_pages*.bvec_empty_middle.walk",
	  GET_PAGES_EMPTY, WITH, "1p,ENOMEM,warned", true)
EXCEPTION("iov_iter.get_pages*.bvec_empty_*.walk",
	  GET_PAGES_EMPTY, WITH, "0,ENOMEM,warned", true)

/* Slab pages had reference counts that meant something. */
EXCEPTION("iov_iter.get_pages.bvec_slab.hold",
	  SLAB_REFERENCE, WITHOUT, "reference", false)

/* Nobody looked in which direction an iterator goes. */
EXCEPTION("iov_iter.copy_*_iter.kvec.wrong_direction",
	  COPY_DIRECTION, WITHOUT, "copied,silent", false)

/* The zero page was pinned like any other, and its count could overflow. */
EXCEPTION("gup.pin_user_pages*.untouched_read",
	  GUP_ZERO_PAGE, WITHOUT, "zero,pin", true)
EXCEPTION("gup.pin_user_pages*.readonly_read",
	  GUP_ZERO_PAGE, WITHOUT, "zero,pin", true)

/*
 * A long-term pin for reading took what a write would have replaced, so that
 * the process and whoever held the pin went apart.
 */
EXCEPTION("gup.pin_user_pages*.untouched_longterm_read",
	  GUP_LONGTERM_COW, WITHOUT, "zero", true)

/* A device that cannot reach the memory of another: the driver said so. */
EXCEPTION("block.*.p2pdma.unreachable",
	  NVME_DMA_ITER, WITHOUT, "EREMOTEIO", false)

/* A direction that is none lost its other bits. */
EXCEPTION("iov_iter.construct.*.no_direction",
	  ITER_DIRECTION, WITHOUT, "dest,warned", false)

/*
 * Pinning looked at what it was told call by call: it did not mind being told
 * to pin, and said what the others say.
 */
EXCEPTION("gup.pin_user_pages*.internal_flag",
	  GUP_VALID_ARGS, WITHOUT, "1,silent", false)
EXCEPTION("gup.pin_user_pages.get_too",
	  GUP_VALID_ARGS, WITHOUT, "EINVAL,warned", false)
EXCEPTION("gup.pin_user_pages_remote.get_too",
	  GUP_VALID_ARGS, WITHOUT, "EINVAL,warned", false)
