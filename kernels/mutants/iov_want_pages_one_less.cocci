// SPDX-License-Identifier: GPL-2.0
// what = an array of pages is counted without the offset in the first one
// source = derived
// area = iov_iter
// file = lib/iov_iter.c
// notices = iov_iter.*.layouts:* iov_iter.*.first:*
@@
@@
 want_pages_array(...)
 {
 <...
-DIV_ROUND_UP(size + start, PAGE_SIZE)
+DIV_ROUND_UP(size + (pincer_mutant(iov_want_pages_one_less) ? 0 : start), PAGE_SIZE)
 ...>
 }
