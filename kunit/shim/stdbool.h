/* SPDX-License-Identifier: GPL-2.0 */
/* For selftests/model: see model_kernel.c. */
#include <linux/types.h>
