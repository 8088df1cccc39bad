// SPDX-License-Identifier: GPL-2.0
// what = pages that io_pin_pages() pinned before it failed stay pinned
// source = derived
// area = io_uring-memmap
// file = io_uring/memmap.c
// notices = io_uring.register/anon+hole io_uring.failed.register io_uring.edges.register
// kernels = 6.10-
@@
@@
 io_pin_pages(...)
 {
 <...
-if (ret)
+if (ret && !pincer_mutant(memmap_partial_pin_kept))
 	unpin_user_pages(pages, ret);
 ...>
 }
