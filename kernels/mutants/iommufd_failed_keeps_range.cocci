// SPDX-License-Identifier: GPL-2.0
// what = a mapping for a device that fails keeps its range of I/O addresses
// source = derived
// area = iommufd
// file = drivers/iommu/iommufd/io_pagetable.c
// notices = iommufd.map.read.failed iommufd.map.write.failed
// kernels = 7.2-
@@
identifier E;
@@
 iopt_map_common(...)
 {
 <...
-if (E.area)
+if (E.area && !pincer_mutant(iommufd_failed_keeps_range))
 	iopt_abort_area(E.area);
 ...>
 }
