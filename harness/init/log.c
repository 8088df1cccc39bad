// SPDX-License-Identifier: GPL-2.0
/* Reads /dev/kmsg, and counts the records that were overwritten before. */
#define _GNU_SOURCE
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int log_open(struct log *l)
{
	*l = (struct log){
		.fd = open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC),
	};
	return l->fd < 0 ? -errno : 0;
}

void log_close(struct log *l)
{
	if (l->fd >= 0)
		close(l->fd);
}

/* /dev/kmsg escapes backslashes and what is not printable as "\x0a". */
static void unescape(char *text)
{
	unsigned char byte;
	char *to = text;

	for (; *text; text++) {
		if (*text == '\\' && sscanf(text, "\\x%2hhx", &byte) == 1) {
			*to++ = byte;
			text += 3;
		} else {
			*to++ = *text;
		}
	}
	*to = '\0';
}

/* A record is "level,number,time,flags;text", then lines of " KEY=value". */
static char *text_of(struct log *l, char *record)
{
	char *text = strchr(record, ';');
	unsigned long long number;

	if (!text ||
	    sscanf(record, "%*u,%llu,%llu,", &number, &l->time) != 2) {
		l->lost++;
		return NULL;
	}
	if (l->next && number != l->next)
		l->lost += number - l->next;
	l->next = number + 1;
	text++;
	text[strcspn(text, "\n")] = '\0';
	unescape(text);
	return text;
}

void log_read(struct log *l, void (*line)(void *ctx, const char *text),
	      void *ctx)
{
	static char record[8192];
	char *text;
	ssize_t n;

	for (;;) {
		n = read(l->fd, record, sizeof(record) - 1);
		/* EPIPE: records were overwritten; text_of() counts them. */
		if (n < 0 && errno == EPIPE)
			continue;
		if (n <= 0)
			return;
		record[n] = '\0';
		text = text_of(l, record);
		if (text)
			line(ctx, text);
	}
}

static void ignore_line(void *ctx, const char *text)
{
	(void)ctx;
	(void)text;
}

/* lseek(SEEK_END) would leave l->next unknown. */
void log_skip(struct log *l)
{
	log_read(l, ignore_line, NULL);
	l->lost = 0;
}

int log_during(struct log *l, void (*line)(void *ctx, const char *text),
	       void *ctx, int (*work)(const char *arg), const char *arg)
{
	const pid_t pid = fork();
	struct pollfd fds[2] = { { .fd = l->fd, .events = POLLIN } };
	int status;

	if (!pid)
		_exit(work(arg));
	fds[1] = (struct pollfd){
		.fd = syscall(SYS_pidfd_open, pid, 0), .events = POLLIN,
	};
	while (pid > 0 && fds[1].fd >= 0 && !fds[1].revents) {
		poll(fds, 2, -1);
		log_read(l, line, ctx);
	}
	close(fds[1].fd);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return errno;
	log_read(l, line, ctx);
	return WIFEXITED(status) ? WEXITSTATUS(status) : EINTR;
}

/* A suite's result is not indented; " # SKIP" may follow its name. */
bool log_is_result(const char *text, const char *suite)
{
	const char *at = strstr(text, suite), *behind;

	if (!at || (strncmp(text, "ok ", 3) && strncmp(text, "not ok ", 7)))
		return false;
	behind = at + strlen(suite);
	return at[-1] == ' ' && (!*behind || !strncmp(behind, " #", 2));
}
