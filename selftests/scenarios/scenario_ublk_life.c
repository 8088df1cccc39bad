// SPDX-License-Identifier: GPL-2.0
/*
 * io_uring: a request to ublk does not end while its registered buffer is in
 * use, so that the client does not get its memory back before. It fails when
 * its server closes the ring or is killed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "doors/door_io_uring.h"
#include "scenarios/ublk_buffer.h"
#include "scenarios/scenario.h"

/* The server commits the request, which must not end yet. */
static bool is_kept(struct attempt *a, struct ublk_buffer *l, const char *by)
{
	ublk_commit(&l->disk, l->len);
	return scenario_answer(a, by, ublk_answers_soon(&l->disk) ?
			       (long)l->len : -EINPROGRESS, -EINPROGRESS);
}

static bool clone_buffer(struct attempt *a, struct ublk_buffer *l,
			 struct ring *to)
{
	const int ret = ring_clone_buffers(to->fd, l->disk.ring.fd);

	return scenario_answer(a, "the clone", ret ? -errno : 0, 0);
}

/* A clone in another ring keeps the buffer that the first one unregisters. */
static bool outlives_source(struct attempt *a, struct ublk_buffer *l,
			    struct ring *to)
{
	if (!ublk_buffer_register(a, l) || !clone_buffer(a, l, to) ||
	    !ublk_buffer_unregister(a, l))
		return false;
	l->other = to;
	return ublk_buffer_is_one_way(a, l) &&
	       is_kept(a, l, "the request while there is a clone") &&
	       ublk_buffer_is_used(a, l) &&
	       scenario_answer(a, "the clone's end",
			       ring_unregister_buffers(to->fd), 0) &&
	       ublk_buffer_is_no_more(a, l, "after the clone's end") &&
	       ublk_buffer_is_done(a, l);
}

/*
 * ublk_buffer_open() forks the client before the other ring is mapped: a client
 * that inherits the mapping keeps the ring with the clone alive.
 */
static long keep_clone(struct attempt *a)
{
	struct ring other;
	struct ublk_buffer l;
	long ret = ublk_buffer_open(a, &l, UBLK_READ, UBLK_BY_COMMAND);

	if (ret)
		return ret;
	ret = attempt_ring(a, &other, 1);
	if (!ret) {
		a->disagrees = !outlives_source(a, &l, &other);
		ring_close(&other);
	}
	ublk_buffer_close(a, &l);
	return ret;
}

/* Less than PIPE_BUF: read and written at once. */
#define LENGTH 512

/* The buffer is unregistered while a read from an empty pipe is in flight. */
static bool outlives_slot(struct attempt *a, struct ublk_buffer *l,
			  const int *pipe)
{
	const struct io_uring_sqe sqe = {
		.opcode = IORING_OP_READ_FIXED, .fd = pipe[0], .len = LENGTH,
	};
	char data[LENGTH];

	if (!ublk_buffer_register(a, l))
		return false;
	ublk_begin(&l->disk, &sqe);
	if (!ublk_buffer_unregister(a, l) ||
	    !is_kept(a, l, "the request while its buffer is read into"))
		return false;
	pattern_fill(data, LENGTH, PATTERN_DEVICE, 0);
	if (write(pipe[1], data, LENGTH) != LENGTH)
		attempt_setup_error(a, "writing to a pipe");
	if (!scenario_answer(a, "the read", ublk_end(&l->disk), LENGTH) ||
	    !scenario_answer(a, "the request", ublk_answer(&l->disk), l->len))
		return false;
	a->wrong_data = memcmp(l->memory + UBLK_BUFFER_MARGIN, data, LENGTH);
	return true;
}

static long read_meanwhile(struct attempt *a)
{
	struct ublk_buffer l;
	long ret = ublk_buffer_open(a, &l, UBLK_READ, UBLK_BY_COMMAND);
	int ends[2];

	if (ret)
		return ret;
	if (pipe2(ends, O_CLOEXEC))
		attempt_setup_error(a, "pipe");
	else
		a->disagrees = !outlives_slot(a, &l, ends);
	return ublk_buffer_close(a, &l);
}

/* The server closes /dev/ublkcN and the ring that has the buffer registered. */
static long close_server(struct attempt *a)
{
	struct ublk_buffer l;
	const long ret = ublk_buffer_open(a, &l, UBLK_READ, UBLK_BY_COMMAND);

	if (ret)
		return ret;
	a->disagrees = !ublk_buffer_register(a, &l);
	ublk_leave(&l.disk);
	if (!a->disagrees)
		a->disagrees = !scenario_answer(a, "the request",
						ublk_answer(&l.disk), -EIO);
	return ublk_buffer_close(a, &l);
}

static void serve_and_die(struct attempt *a, struct ublk_buffer *l)
{
	if (ublk_buffer_open(a, l, UBLK_READ, UBLK_BY_COMMAND))
		_exit(1);
	if (ublk_buffer_register(a, l))
		raise(SIGKILL);
	_exit(0);
}

/* As a subreaper, this process gets the client when its server is killed. */
static bool is_killed(struct attempt *a, pid_t server,
		      const struct ublk_buffer *l)
{
	int status = 0;

	if (waitpid(server, &status, 0) < 0 ||
	    (WIFEXITED(status) && WEXITSTATUS(status))) {
		attempt_setup_error(a, "a ublk server");
		return false;
	}
	if (!scenario_answer(a, "what the server died of", WTERMSIG(status),
			     SIGKILL))
		return false;
	if (wait(&status) < 0)
		attempt_setup_error(a, "a ublk client");
	return scenario_answer(a, "the end of the disk",
			       ublk_ended(&l->disk, status), 0);
}

static long kill_server(struct attempt *a)
{
	const long ret = ublk_check(a, UBLK_BY_COMMAND);
	struct ublk_buffer *l = mmap(NULL, sizeof(*l), PROT_READ | PROT_WRITE,
				     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t server;

	if (ret)
		return ret;
	if (l == MAP_FAILED || prctl(PR_SET_CHILD_SUBREAPER, 1))
		return attempt_setup_error(a, "PR_SET_CHILD_SUBREAPER");
	server = fork();
	if (!server)
		serve_and_die(a, l);
	if (server < 0)
		return attempt_setup_error(a, "fork");
	a->disagrees = !is_killed(a, server, l);
	return 0;
}

#define FROM_UBLK SUCCESS_IS_ZERO, .expect = scenario_works,		\
	.need = { .config = "BLK_DEV_UBLK", .feature = C_UBLK_BUFFERS,	\
		  .guest_only = true }

const struct scenario scenarios_ublk_life[] = {
	{
		.name = "io_uring.kernel_buffer.clone",
		.title = "a request to ublk does not end while a clone of its buffer is registered",
		FROM_UBLK, .run = keep_clone,
	}, {
		.name = "io_uring.kernel_buffer.busy",
		.title = "a request to ublk does not end while a read into its buffer is in flight",
		FROM_UBLK, .run = read_meanwhile,
	}, {
		.name = "io_uring.kernel_buffer.server.leaves",
		.title = "a request to ublk whose buffer is registered fails when its server closes the ring",
		FROM_UBLK, .run = close_server,
	}, {
		.name = "io_uring.kernel_buffer.server.killed",
		.title = "a ublk server that is killed leaves neither its request nor its disk behind",
		FROM_UBLK, .run = kill_server,
	}, {}
};
