// SPDX-License-Identifier: GPL-2.0
// what = AF_ALG begins a hash anew though more was announced
// source = derived
// area = splice
// file = crypto/algif_hash.c
// notices = splice.pieces.*af_alg.hash
// kernels = 6.12-
@@
@@
 hash_sendmsg(...)
 {
 <...
-continuing = ctx->more;
+continuing = ctx->more && !pincer_mutant(alg_hash_forgets_more);
 ...>
 }
