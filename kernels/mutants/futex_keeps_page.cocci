// SPDX-License-Identifier: GPL-2.0
// what = get_futex_key() keeps a reference to the page of a shared futex
// source = derived
// area = other
// file = kernel/futex/core.c
// notices = futex.shared.released futex.shared.failed
// kernels = 6.12-
@@
identifier F, L;
@@
 get_futex_key(...)
 {
 <...
 L:
-folio_put(F);
+if (!pincer_mutant(futex_keeps_page))
+	folio_put(F);
 return err;
 ...>
 }
