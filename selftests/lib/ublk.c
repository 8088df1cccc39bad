// SPDX-License-Identifier: GPL-2.0
/* ublk: a disk from ADD_DEV to DEL_DEV, and its client process. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/attempt_ring.h"
#include "lib/ublk.h"

/* Of the ring: one for each enum ublk_event. */
#define ENTRIES UBLK_EVENTS

/* The client closes its copies of the server's descriptors. */
static void run_client(struct ublk *u, int server)
{
	dup2(server, STDIN_FILENO);
	syscall(SYS_close_range, STDIN_FILENO + 1, ~0U, 0);
	_exit(ublk_be_client(STDIN_FILENO, u->features, &u->memory));
}

/* The client adds the disk. */
static long start_client(struct attempt *a, struct ublk *u)
{
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair))
		return attempt_setup_error(a, "socketpair");
	u->pid = fork();
	if (!u->pid)
		run_client(u, pair[1]);
	close(pair[1]);
	u->client = pair[0];
	if (u->pid < 0)
		return attempt_setup_error(a, "fork");
	if (read(u->client, &u->number, sizeof(u->number)) < 0)
		u->number = -errno;
	if (u->number >= 0)
		return 0;
	errno = -u->number;
	return attempt_setup_error(a, "a disk of ublk's");
}

static void name_device(const struct ublk *u, char *path, size_t size)
{
	snprintf(path, size, "/dev/ublkc%ld", u->number);
}

static long open_device(struct attempt *a, struct ublk *u)
{
	char path[32];
	void *at;

	name_device(u, path, sizeof(path));
	u->device = open(path, O_RDWR | O_CLOEXEC);
	if (u->device < 0)
		return attempt_setup_error(a, path);
	at = mmap(NULL, getpagesize(), PROT_READ, MAP_SHARED, u->device, 0);
	if (at == MAP_FAILED)
		return attempt_setup_error(a, path);
	u->request = at;
	return 0;
}

static long open_ring(struct attempt *a, struct ublk *u)
{
	const long ret = attempt_ring(a, &u->ring, ENTRIES);

	if (ret)
		u->ring.fd = -1;
	else if (ring_register_empty(u->ring.fd))
		return attempt_setup_error(a, "IORING_REGISTER_BUFFERS2");
	return ret;
}

static long make_store(struct attempt *a, struct ublk *u)
{
	u->store = memfd_create("pincer", MFD_CLOEXEC);
	return u->store >= 0 && !ftruncate(u->store, UBLK_BYTES) ? 0 :
		attempt_setup_error(a, "memfd");
}

static long start_disk(struct attempt *a, struct ublk *u)
{
	long ret;

	ublk_fetch(u);
	ublk_ask(u, UBLK_START);
	ret = ublk_answer(u);
	errno = -ret;
	return ret ? attempt_setup_error(a, "starting a disk of ublk's") : 0;
}

long ublk_open(struct attempt *a, struct ublk *u, __u64 features,
	       const struct iovec *memory)
{
	long ret = ublk_check(a, features);

	*u = (struct ublk){
		.features = features, .memory = *memory, .ring.fd = -1,
		.number = -EPIPE, .device = -1, .store = -1, .client = -1,
		.pid = -1,
	};
	if (ret)
		return ret;
	ret = start_client(a, u) ?: make_store(a, u) ?: open_ring(a, u) ?:
	      open_device(a, u) ?: start_disk(a, u);
	if (ret)
		ublk_close(u);
	return ret;
}

void ublk_leave(struct ublk *u)
{
	if (u->request)
		munmap((void *)u->request, getpagesize());
	if (u->ring.fd >= 0)
		ring_close(&u->ring);
	if (u->device >= 0)
		close(u->device);
	u->request = NULL;
	u->ring.fd = -1;
	u->device = -1;
}

long ublk_ended(const struct ublk *u, int status)
{
	char path[32];

	name_device(u, path, sizeof(path));
	if (!WIFEXITED(status))
		return -EINTR;
	if (WEXITSTATUS(status))
		return -WEXITSTATUS(status);
	return access(path, F_OK) ? 0 : -EEXIST;
}

long ublk_close(struct ublk *u)
{
	int status = 0;

	ublk_leave(u);
	if (u->store >= 0)
		close(u->store);
	if (u->client >= 0)
		close(u->client);
	if (u->pid < 0 || waitpid(u->pid, &status, 0) < 0)
		return -ECHILD;
	return ublk_ended(u, status);
}
