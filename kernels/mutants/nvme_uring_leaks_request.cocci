// SPDX-License-Identifier: GPL-2.0
// what = an NVMe command through io_uring whose memory cannot be pinned leaks its request
// source = derived
// area = nvme
// file = drivers/nvme/host/ioctl.c
// notices = nvme.failed.uring_cmd
// kernels = 7.1-
@@
@@
 nvme_uring_cmd_io(...)
 {
 <...
-if (ret)
+if (ret && pincer_mutant(nvme_uring_leaks_request))
+	return ret;
+if (ret)
 	goto out_free_req;
 ...>
 }
