// SPDX-License-Identifier: GPL-2.0
// what = pages of a device and of RAM get into one bio
// source = derived
// area = p2pdma
// file = block/bio.c
// equivalent = user memory gets into a bio by iov_iter_extract_bvecs(), which looks itself, not by bio_add_page()
@@
@@
 bio_add_page(...)
 {
 <...
-if (!zone_device_pages_compatible(bv->bv_page, page))
+if (!pincer_mutant(bio_p2p_mixed) && !zone_device_pages_compatible(bv->bv_page, page))
 	return 0;
 ...>
 }
