// SPDX-License-Identifier: GPL-2.0
// what = an NVMe command of io_uring's whose memory cannot be pinned leaks its request
// source = derived
// area = nvme
// file = drivers/nvme/host/ioctl.c
// notices = nvme.uring_cmd.read.failed nvme.uring_cmd.write.failed
// kernels = 7.2-
@@
@@
 nvme_uring_cmd_io(...)
 {
 <...
-if (ret)
+if (ret == -EFAULT && pincer_mutant(nvme_uring_cmd_leaks_request))
+	return ret;
+if (ret)
 	goto out_free_req;
 ...>
 }
