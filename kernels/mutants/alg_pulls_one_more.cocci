// SPDX-License-Identifier: GPL-2.0
// what = AF_ALG hands one more page to a cipher than was counted, behind the array
// source = commit 31d00156e50e
// area = other
// file = crypto/af_alg.c
// notices = af_alg.parts.*
// kernels = 6.12-
// config = debug
@@
expression D, L;
@@
 af_alg_pull_tsgl(...)
 {
 <...
-if (D && L)
+if (D && (L || pincer_mutant(alg_pulls_one_more)))
 {
 ...
 }
 ...>
 }
