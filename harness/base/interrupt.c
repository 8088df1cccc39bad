// SPDX-License-Identifier: GPL-2.0
/* SIGINT, SIGTERM and SIGHUP, as a flag and as a readable descriptor. */
#include "base/interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "model/array_size.h"

static const int ends[] = { SIGINT, SIGTERM, SIGHUP };

/* A signal handler has no argument, so its data are global. */
static struct {
	volatile sig_atomic_t signal, seen[NSIG];
	int pipe[2];
} caught = { .pipe = { -1, -1 } };

/* Guests and tools end with this process: PR_SET_PDEATHSIG. */
static void end_at_once(int sig)
{
	static const char text[] =
		"pincer: ended at once: nothing was saved; the next run removes this one's files from the cache\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		errno = 0;
	signal(sig, SIG_DFL);
	raise(sig);
}

static void note_signal(int sig)
{
	const int was = errno;

	if (caught.seen[sig]) {
		end_at_once(sig);
	} else if (!caught.signal) {
		caught.signal = sig;
		/* Nobody reads it: it stays readable for every poll(). */
		if (write(caught.pipe[1], "", 1) < 0)
			errno = was;
	}
	caught.seen[sig] = 1;
	errno = was;
}

void interrupt_catch(void)
{
	struct sigaction new = {
		.sa_handler = note_signal, .sa_flags = SA_RESTART,
	};
	struct sigaction old;
	size_t i;

	if (caught.pipe[0] < 0 && pipe2(caught.pipe, O_CLOEXEC | O_NONBLOCK))
		return;
	for (i = 0; i < ARRAY_SIZE(ends); i++) {
		/* nohup ignores SIGHUP; shells ignore SIGINT of background jobs. */
		if (ends[i] != SIGHUP || sigaction(SIGHUP, NULL, &old) ||
		    old.sa_handler != SIG_IGN)
			sigaction(ends[i], &new, NULL);
	}
}

int interrupt_signal(void)
{
	return caught.signal;
}

int interrupt_fd(void)
{
	return caught.pipe[0];
}

void interrupt_forget(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ends); i++)
		signal(ends[i], SIG_DFL);
	if (caught.pipe[0] >= 0) {
		close(caught.pipe[0]);
		close(caught.pipe[1]);
	}
	caught.pipe[0] = -1;
	caught.pipe[1] = -1;
	caught.signal = 0;
	memset((void *)caught.seen, 0, sizeof(caught.seen));
}
