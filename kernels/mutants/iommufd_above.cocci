// SPDX-License-Identifier: GPL-2.0
// what = iommufd charges a page beyond RLIMIT_MEMLOCK
// source = derived
// area = iommufd
// file = drivers/iommu/iommufd/pages.c
// notices = limit.charge.iommufd.map.write
// kernels = 6.12-
@@
statement S;
identifier new_pages, lock_limit;
@@
 incr_user_locked_vm(...)
 {
 <...
-if (new_pages > lock_limit)
+if (new_pages > lock_limit + pincer_mutant(iommufd_above))
 S
 ...>
 }
