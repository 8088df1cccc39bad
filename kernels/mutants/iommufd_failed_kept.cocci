// SPDX-License-Identifier: GPL-2.0
// what = iommufd keeps the pages before one that cannot be pinned
// source = derived
// area = iommufd
// file = drivers/iommu/iommufd/pages.c
// notices = iommufd.map.read.failed iommufd.map.write.failed
// kernels = 6.12-
@@
identifier P;
@@
 pfn_reader_release_pins(...)
 {
 <...
-pfn_reader_unpin(P);
+if (!pincer_mutant(iommufd_failed_kept))
+	pfn_reader_unpin(P);
 ...>
 }
