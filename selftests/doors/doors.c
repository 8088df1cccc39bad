// SPDX-License-Identifier: GPL-2.0
#include <string.h>

#include "lib/attempt.h"
#include "memory/buffer.h"
#include "doors/doors.h"
#include "doors/target.h"

const struct door *door_find(const char *name)
{
	const struct door *const *family, *door;

	for (family = door_families; *family; family++)
		for (door = *family; door->name; door++)
			if (!strcmp(door->name, name))
				return door;
	return NULL;
}

long door_use(struct attempt *a)
{
	const struct contract *c = a->contract;
	const long ret = c->run(a);

	if (a->setup_error[0] || a->skip_reason[0])
		return ret;
	if (c->role == ROLE_DEST)
		buffer_check_read(a, ret);
	else if (c->role == ROLE_SOURCE)
		target_check_written(a, ret);
	return ret;
}
