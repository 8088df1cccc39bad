/* SPDX-License-Identifier: GPL-2.0 */
/* What tests that play a guest with TEST_DATA/fake_qemu agree on. */
#ifndef PINCER_FAKE_QEMU_H
#define PINCER_FAKE_QEMU_H

#include <stddef.h>
#include <string.h>

#include "model/array_size.h"

/**
 * fake_timeout() - seconds of silence that count as a hang
 * @acts: what the guest is to do, or one of its tests
 *
 * Short where it falls silent; elsewhere a busy machine may take its time.
 */
static inline int fake_timeout(const char *acts)
{
	static const char *const silent[] = { "hang", "marked", "stuck" };
	size_t i;

	for (i = 0; i < ARRAY_SIZE(silent); i++)
		if (strstr(acts, silent[i]))
			return 2;
	return 60;
}

#endif
