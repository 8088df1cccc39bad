// SPDX-License-Identifier: GPL-2.0
// what = the offset of a chunk of a UMEM beyond 4 GiB wraps at 32 bits
// source = commit 559847f56769
// area = af_xdp
// file = net/xdp/xsk_buff_pool.c
// equivalent = with 4 KiB pages only a UMEM above 4 GiB shows it, and vmap() refuses more pages than there is RAM: guests have 2 GiB
// kernels = 6.1-
@@
typedef u64;
@@
 xp_create_and_assign_umem(...)
 {
 <...
-xp_init_xskb_addr(xskb, pool, (u64)i * pool->chunk_size);
+xp_init_xskb_addr(xskb, pool, pincer_mutant(xdp_pool_chunk_wraps) ? i * pool->chunk_size : (u64)i * pool->chunk_size);
 ...>
 }
