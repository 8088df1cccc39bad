// SPDX-License-Identifier: GPL-2.0
/* Arrays that grow. */
#include "base/grow.h"

#include <stdlib.h>

#include "base/msg.h"

void *grow_array(void *array, size_t nr, size_t size)
{
	/* The room is the next power of two; it is used up at each of them. */
	if (nr & (nr - 1))
		return array;
	array = reallocarray(array, nr ? 2 * nr : 1, size);
	if (!array)
		msg_error("out of memory");
	return array;
}
