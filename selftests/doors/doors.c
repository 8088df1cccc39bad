// SPDX-License-Identifier: GPL-2.0
#include <stdlib.h>
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

long door_open(struct attempt *a, struct door_use *u)
{
	const struct session *s = a->contract->door->session;
	long ret;

	*u = (struct door_use){ .a = a };
	if (!s)
		return 0;
	u->session = calloc(1, s->size);
	if (!u->session)
		return attempt_setup_error(a, "a session");
	ret = s->open(a, u->session);
	if (!ret)
		return 0;
	free(u->session);
	u->session = NULL;
	return ret;
}

long door_again(const struct door_use *u)
{
	const struct door *door = u->a->contract->door;

	return door->session ? door->session->use(u->a, u->session) :
			       door->run(u->a);
}

void door_close(struct door_use *u)
{
	if (!u->session)
		return;
	u->a->contract->door->session->close(u->a, u->session);
	free(u->session);
	u->session = NULL;
}

long door_in_session(struct attempt *a)
{
	struct door_use u;
	long ret = door_open(a, &u);

	if (ret)
		return ret;
	ret = door_again(&u);
	door_close(&u);
	return ret;
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
