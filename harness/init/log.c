// SPDX-License-Identifier: GPL-2.0
/* The kernel's log, line by line, and whether all of it was there. */
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
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

/* The kernel writes what is not printable, and backslashes, as "\x0a". */
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

/* A record is "level,number,time,flags;text", then lines of no interest. */
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

void log_take(struct log *l, void (*line)(void *ctx, const char *text),
	      void *ctx)
{
	static char record[8192];
	char *text;
	ssize_t n;

	for (;;) {
		n = read(l->fd, record, sizeof(record) - 1);
		/* The next record says by its number how many were lost. */
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

static void ignore(void *ctx, const char *text)
{
	(void)ctx;
	(void)text;
}

/* Seeking to the end would not tell a number. */
void log_skip(struct log *l)
{
	log_take(l, ignore, NULL);
	l->lost = 0;
}
