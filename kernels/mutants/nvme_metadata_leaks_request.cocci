// SPDX-License-Identifier: GPL-2.0
// what = an NVMe passthrough command with metadata that its namespace does not have leaks its request
// source = commit 00817f0f1c45
// area = nvme
// file = drivers/nvme/host/ioctl.c
// notices = nvme.failed.admin nvme.failed.io
// kernels = 7.1-
@@
@@
 nvme_submit_user_cmd(...)
 {
 <...
-if (ret)
+if (ret && pincer_mutant(nvme_metadata_leaks_request) && meta_buffer && meta_len)
+	return ret;
+if (ret)
 	goto out_free_req;
 ...>
 }
