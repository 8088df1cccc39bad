// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "model/names.h"

/** struct name - a number and what it is called */
struct name {
	int number;
	const char *text;
};

#define NAME(x) { x, #x }

static const struct name errors[] = {
	NAME(EACCES), NAME(EAGAIN), NAME(EBADF), NAME(EBADFD), NAME(EBUSY),
	NAME(EEXIST), NAME(EFAULT), NAME(EINTR), NAME(EINVAL), NAME(EIO),
	NAME(ENOBUFS), NAME(ENODATA), NAME(ENODEV), NAME(ENOENT), NAME(ENOMEM),
	NAME(ENOSPC), NAME(ENOSYS), NAME(ENXIO), NAME(EOPNOTSUPP),
	NAME(EOVERFLOW), NAME(EPERM), NAME(EPIPE), NAME(EREMOTEIO), NAME(ESRCH),
	NAME(ESTALE), NAME(ETIMEDOUT), {}
};

static const struct name signals[] = {
	NAME(SIGABRT), NAME(SIGBUS), NAME(SIGFPE), NAME(SIGILL), NAME(SIGKILL),
	NAME(SIGSEGV), NAME(SIGSYS), NAME(SIGTERM), NAME(SIGTRAP), {}
};

static const char *find_text(const struct name *table, const char *what, int number)
{
	static char text[32];

	for (; table->text; table++)
		if (table->number == number)
			return table->text;
	snprintf(text, sizeof(text), "%s=%d", what, number);
	return text;
}

const char *errno_name(int error)
{
	return find_text(errors, "errno", error);
}

const char *signal_name(int signal)
{
	return find_text(signals, "signal", signal);
}

/* The reverse of find_text(), or 0. */
static int find_number(const struct name *table, const char *what,
		       const char *text)
{
	const size_t len = strlen(what);
	int number;

	for (; table->text; table++)
		if (!strcmp(table->text, text))
			return table->number;
	if (strncmp(text, what, len) || sscanf(text + len, "=%d", &number) != 1)
		return 0;
	return number;
}

int errno_number(const char *name)
{
	return find_number(errors, "errno", name);
}

int signal_number(const char *name)
{
	return find_number(signals, "signal", name);
}
