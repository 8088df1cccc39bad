// SPDX-License-Identifier: GPL-2.0
/* Lock files: held by a process, gone with it. */
#include "base/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/interrupt.h"

#define NAP_US 100000

/*
 * Lock files are removed by those who hold them, so the one that we have
 * locked may be gone from its place; then another run can lock a new one.
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
		/* Waited for in naps, since flock() is deaf to an interrupt. */
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

/* Unlink before unlocking: the other way round would unlink another's. */
void lock_release(const char *path, int lock)
{
	unlink(path);
	close(lock);
}
