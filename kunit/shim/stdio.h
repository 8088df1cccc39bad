/* SPDX-License-Identifier: GPL-2.0 */
/* For history.c, which is also a userspace program's: see history_kernel.c. */
#include <linux/kernel.h>
