/* SPDX-License-Identifier: GPL-2.0 */
/* For selftests/model/history.c: see history_kernel.c. */
#include <linux/types.h>
