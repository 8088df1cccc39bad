// SPDX-License-Identifier: GPL-2.0
// what = a ring of provided buffers may have any number of entries
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
-if (!is_power_of_2(reg.ring_entries))
+if (!is_power_of_2(reg.ring_entries) && !pincer_mutant(kbuf_ring_odd))
 	return -EINVAL;
 ...>
 }
