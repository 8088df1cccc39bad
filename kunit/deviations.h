/* SPDX-License-Identifier: GPL-2.0 */
/*
 * DEVIATION(contracts, commit, when, instead, breaks): what a kernel does
 * instead of what is promised if it has (WITH) or lacks (WITHOUT) a commit, and
 * whether that breaks the promise or was the policy of its time. The contracts
 * are a pattern for glob_match(). The first row that holds decides.
 */

/*
 * With a hole at the start, iov_iter_extract_xarray_pages() computed a length
 * that underflowed, and returned it without a page.
 */
DEVIATION("iov_iter.extract_pages.xarray_hole_unaligned.[ws]*:*",
	  XARRAY_UNDERFLOW, WITHOUT, "no_page@0", true)
DEVIATION("iov_iter.extract_pages.xarray_hole_unaligned.first:*",
	  XARRAY_UNDERFLOW, WITHOUT, "1.5p", true)
DEVIATION("iov_iter.extract_pages.xarray_hole_unaligned.hold:*",
	  XARRAY_UNDERFLOW, WITHOUT, "none", true)
DEVIATION("iov_iter.extract_pages.xarray_hole_first.array",
	  XARRAY_UNDERFLOW, WITHOUT, "leaked", true)
DEVIATION("iov_iter.extract_pages.fault.array",
	  EXTRACT_ARRAY_LEAK, WITHOUT, "leaked", true)

/*
 * extract_xarray_to_sg() used the first folio's offset in every folio, and so
 * too short a length as well.
 */
DEVIATION("iov_iter.extract_iter_to_sg.xarray.small_steps:*",
	  SG_XARRAY_OFFSET, WITHOUT, "wrong_offset@1p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_unaligned.walk:*",
	  SG_XARRAY_OFFSET, WITHOUT, "wrong_offset@0.5p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_unaligned.small_steps:*",
	  SG_XARRAY_OFFSET, WITHOUT, "wrong_offset@0.5p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_unaligned.first:*",
	  SG_XARRAY_OFFSET, WITHOUT, "1.5p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_large.walk:*",
	  SG_XARRAY_OFFSET, WITHOUT, "wrong_offset@3.75p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_large.small_steps:*",
	  SG_XARRAY_OFFSET, WITHOUT, "wrong_page@3.75p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_large.first:*",
	  SG_XARRAY_OFFSET, WITHOUT, "7.5p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_hole_middle.first:*",
	  SG_XARRAY_OFFSET, WITHOUT, "1p", true)

/* extract_xarray_to_sg() skips holes: the next folio stands in their place. */
DEVIATION("iov_iter.extract_iter_to_sg.xarray_hole_middle.[ws]*:*",
	  SG_EXTRACT, WITH, "hole_filled@0.5p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_hole_middle.first:*",
	  SG_EXTRACT, WITH, "1.5p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_hole_[fu]*.[ws]*:*",
	  SG_EXTRACT, WITH, "hole_filled@0", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_hole_first.first:*",
	  SG_EXTRACT, WITH, "1p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_hole_unaligned.first:*",
	  SG_EXTRACT, WITH, "0.5p", true)
DEVIATION("iov_iter.extract_iter_to_sg.xarray_hole_[fu]*.hold:*",
	  SG_EXTRACT, WITH, "none", true)

/* extract_user_to_sg() fails after it has advanced, and does not revert. */
DEVIATION("iov_iter.extract_iter_to_sg.user.hole:*",
	  SG_EXTRACT, WITH, "EFAULT,wrong_advance", true)

/*
 * iov_iter_extract_bvec_pages() goes over several segments, but computes the
 * number of pages without the offset of the first one, and skips one empty
 * segment only.
 */
DEVIATION("iov_iter.extract_pages*.bvec_segments.first:*",
	  EXTRACT_BVEC_SEGMENTS, WITHOUT, "1p", false)
DEVIATION("iov_iter.extract_*s*.bvec_offset.first:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "0.5p", true)
DEVIATION("iov_iter.extract_pages*.bvec_empty_two.[ws]*:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "0,0", true)
DEVIATION("iov_iter.extract_pages*.bvec_empty_two.first:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "0", true)
DEVIATION("iov_iter.extract_bvecs.bvec_empty_two.[ws]*:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "0,EFAULT", true)
DEVIATION("iov_iter.extract_bvecs.bvec_empty_two.first:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "EFAULT", true)
DEVIATION("iov_iter.extract_[pb]*.bvec_empty_two.hold:*",
	  EXTRACT_BVEC_SEGMENTS, WITH, "nothing", true)

/* iov_iter_extract_bvec_pages() stored a page in an array of no entries. */
DEVIATION("iov_iter.extract_pages.bvec_[og]*.no_room",
	  EXTRACT_BVEC_ROOM, WITHOUT, "0.5p,warned,advanced", true)
DEVIATION("iov_iter.extract_pages.bvec_empty_two.no_room",
	  EXTRACT_BVEC_ROOM, WITHOUT, "0,warned", true)
DEVIATION("iov_iter.extract_pages.bvec_*.no_room",
	  EXTRACT_BVEC_ROOM, WITHOUT, "1p,warned,advanced", true)

/* iov_iter_get_pages() did not advance the iterator. */
DEVIATION("iov_iter.get_pages.bvec.advance",
	  GET_PAGES_ADVANCE, WITHOUT, "stays", false)

/* iov_iter_get_pages() returned one page of a BVEC in each call. */
DEVIATION("iov_iter.get_pages*.bvec_multipage.first:*",
	  GET_PAGES_MULTIPAGE, WITHOUT, "1p", false)
DEVIATION("iov_iter.get_pages*.bvec_offset.first:*",
	  GET_PAGES_MULTIPAGE, WITHOUT, "0.5p", false)

/* want_pages_array() warns when an empty segment needs no entries. */
DEVIATION("iov_iter.get_pages*.bvec_empty_middle.walk",
	  GET_PAGES_EMPTY, WITH, "1p,ENOMEM,warned", true)
DEVIATION("iov_iter.get_pages*.bvec_empty_*.walk",
	  GET_PAGES_EMPTY, WITH, "0,ENOMEM,warned", true)

/* get_page() took references to slab pages. */
DEVIATION("iov_iter.get_pages.bvec_slab.hold",
	  SLAB_REFERENCE, WITHOUT, "reference", false)

/* copy_to_iter() and copy_from_iter() did not check the direction. */
DEVIATION("iov_iter.copy_*_iter.kvec.wrong_direction",
	  COPY_DIRECTION, WITHOUT, "copied,silent", false)

/* GUP pinned the zero page like any other; its count could overflow. */
DEVIATION("gup.pin_user_pages*.untouched_read",
	  GUP_ZERO_PAGE, WITHOUT, "zero,pin", true)
DEVIATION("gup.pin_user_pages*.readonly_read",
	  GUP_ZERO_PAGE, WITHOUT, "zero,pin", true)

/*
 * GUP pinned the zero page for long: a write by the process replaced it in its
 * page table, so that the holder of the pin no longer saw the same page.
 */
DEVIATION("gup.pin_user_pages*.untouched_longterm_read",
	  GUP_LONGTERM_COW, WITHOUT, "zero", true)

/* The NVMe driver itself checked whether the device reaches the memory. */
DEVIATION("block.*.p2pdma.unreachable",
	  NVME_DMA_ITER, WITHOUT, "EREMOTEIO", false)

/* The constructors used bit 0 of a direction that is neither READ nor WRITE. */
DEVIATION("iov_iter.construct.*.no_direction",
	  ITER_DIRECTION, WITHOUT, "dest,warned", false)

/*
 * Each call of pin_user_pages() checked its own flags: none refused FOLL_PIN,
 * and those without "fast" returned EINVAL for FOLL_GET.
 */
DEVIATION("gup.pin_user_pages*.internal_flag",
	  GUP_VALID_ARGS, WITHOUT, "1,silent", false)
DEVIATION("gup.pin_user_pages.get_too",
	  GUP_VALID_ARGS, WITHOUT, "EINVAL,warned", false)
DEVIATION("gup.pin_user_pages_remote.get_too",
	  GUP_VALID_ARGS, WITHOUT, "EINVAL,warned", false)

/* GUP-fast walked the page tables from the address up to the same address. */
DEVIATION("gup.*_user_pages_fast.no_pages",
	  GUP_FAST_NO_PAGES, WITHOUT, "2,written", true)
