// SPDX-License-Identifier: GPL-2.0
// what = an NVMe passthrough command whose memory cannot be pinned leaks its request
// source = derived
// area = nvme
// file = drivers/nvme/host/ioctl.c
// notices = nvme.failed.io nvme.failed.admin
// kernels = 7.1-
@@
@@
 nvme_submit_user_cmd(...)
 {
 <...
-if (ret)
+if (ret == -EFAULT && pincer_mutant(nvme_address_leaks_request))
+	return ret;
+if (ret)
 	goto out_free_req;
 ...>
 }
