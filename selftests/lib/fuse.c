// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "lib/fuse.h"

static int start_server(struct attempt *a, int device,
			const struct fuse_service *service)
{
	const pid_t pid = fork();

	if (pid)
		return pid < 0 ? attempt_setup_error(a, "fork") : 0;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* A copy of a descriptor would keep its file open. */
	dup2(device, STDIN_FILENO);
	syscall(SYS_close_range, STDIN_FILENO + 1, ~0U, 0);
	fuse_serve(STDIN_FILENO, service);
	_exit(0);
}

/* fsmount() without move_mount(): the mount ends with its descriptor. */
static int make_mount(struct attempt *a, int device)
{
	const int fs = fsopen("fuse", FSOPEN_CLOEXEC);
	char number[16];
	int mount;

	if (fs < 0)
		return attempt_setup_error(a, "fsopen");
	snprintf(number, sizeof(number), "%d", device);
	if (fsconfig(fs, FSCONFIG_SET_STRING, "fd", number, 0) ||
	    fsconfig(fs, FSCONFIG_SET_STRING, "rootmode", "40000", 0) ||
	    fsconfig(fs, FSCONFIG_SET_STRING, "user_id", "0", 0) ||
	    fsconfig(fs, FSCONFIG_SET_STRING, "group_id", "0", 0) ||
	    fsconfig(fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0)) {
		mount = attempt_setup_error(a, "fsconfig");
		goto out;
	}
	mount = fsmount(fs, FSMOUNT_CLOEXEC, 0);
	if (mount < 0)
		mount = attempt_setup_error(a, "fsmount");
out:
	close(fs);
	return mount;
}

int fuse_open_service(struct attempt *a, const struct fuse_service *service)
{
	const int device = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	int file, mount;

	if (device < 0)
		return attempt_setup_error(a, "/dev/fuse");
	mount = make_mount(a, device);
	file = mount < 0 ? mount : start_server(a, device, service);
	if (!file) {
		file = openat(mount, "file", O_RDWR | O_CLOEXEC);
		if (file < 0)
			file = attempt_setup_error(a, "a file through FUSE");
	}
	if (mount >= 0)
		close(mount);
	close(device);
	return file;
}

int fuse_open_file(struct attempt *a)
{
	return fuse_open_service(a, &(struct fuse_service){ 0 });
}
