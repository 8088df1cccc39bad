// SPDX-License-Identifier: GPL-2.0
/* Lock files: flock() gives a lock back when its process ends. */
#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/interrupt.h"

#define NAP_US 100000

/*
 * Whoever holds a lock file removes it, so the file that was just locked may
 * have no name any more, and another process can lock a new one.
 */
static bool still_there(int fd, const char *path)
{
	struct stat ours, there;

	return !fstat(fd, &ours) && !stat(path, &there) &&
	       ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

int lock_acquire(const char *path, bool wait)
{
	int fd, ret;

	for (;;) {
		fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
		if (fd < 0)
			return -errno;
		/* Poll: SA_RESTART makes a blocking flock() miss the signal. */
		while ((ret = flock(fd, LOCK_EX | LOCK_NB)) &&
		       (errno == EINTR || (wait && errno == EWOULDBLOCK)) &&
		       !interrupt_signal())
			usleep(NAP_US);
		if (ret) {
			ret = -errno;
			close(fd);
			return ret;
		}
		if (still_there(fd, path))
			return fd;
		close(fd);
	}
}

/* Unlink before unlocking: afterwards it could be another process's file. */
void lock_release(const char *path, int lock)
{
	unlink(path);
	close(lock);
}
