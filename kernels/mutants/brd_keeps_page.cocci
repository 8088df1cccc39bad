// SPDX-License-Identifier: GPL-2.0
// what = a RAM disk keeps the page of a file that is written to it instead of a copy
// source = derived
// area = bio
// file = drivers/block/brd.c
// notices = odirect.write.brd.released
// kernels = 7.2-
@@
identifier B, page;
expression S;
@@
 brd_rw_bvec(struct brd_device *B, ...)
 {
 <...
 page = brd_lookup_page(B, S);
+if (op_is_write(opf) && bv.bv_len == PAGE_SIZE && !bv.bv_offset &&
+    !folio_test_anon(page_folio(bv.bv_page)) && pincer_mutant(brd_keeps_page)) {
+	if (page)
+		put_page(page);
+	get_page(bv.bv_page);
+	xa_store(&B->brd_pages, S >> PAGE_SECTORS_SHIFT, bv.bv_page, GFP_NOIO);
+	page = brd_lookup_page(B, S);
+}
 ...>
 }
