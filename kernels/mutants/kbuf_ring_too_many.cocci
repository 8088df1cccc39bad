// SPDX-License-Identifier: GPL-2.0
// what = a ring of provided buffers may have 65536 entries
// source = derived
// area = io_uring-kbuf
// file = io_uring/kbuf.c
// notices = io_uring.edges.pbuf_ring
// kernels = 6.1-
@@
@@
 io_register_pbuf_ring(...)
 {
 <...
-if (reg.ring_entries >= 65536)
+if (reg.ring_entries >= 65536 + pincer_mutant(kbuf_ring_too_many))
 	return -EINVAL;
 ...>
 }
