// SPDX-License-Identifier: GPL-2.0
// what = iommufd does not give back what it charged the user
// source = derived
// area = iommufd
// file = drivers/iommu/iommufd/pages.c
// notices = limit.return.iommufd.map.write limit.charge.iommufd.map.write
// kernels = 6.12-
@@
expression E1, E2;
@@
 decr_user_locked_vm(...)
 {
 <...
-atomic_long_sub(E1, E2);
+if (!pincer_mutant(iommufd_kept))
+	atomic_long_sub(E1, E2);
 ...>
 }
