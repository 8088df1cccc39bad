// SPDX-License-Identifier: GPL-2.0
/* Which QEMU runs guests. */
#include "guest/vm_spec.h"

#include <stdlib.h>

const char *vm_qemu(void)
{
	const char *qemu = getenv("PINCER_QEMU");

	return qemu && *qemu ? qemu : "qemu-system-x86_64";
}
