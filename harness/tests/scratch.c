// SPDX-License-Identifier: GPL-2.0
/* A directory of a test's own, which is its cache too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "base/files.h"
#include "base/msg.h"
#include "model/array_size.h"
#include "scratch.h"

static char root[64];
static pid_t cleaner;
static int alive;

/*
 * A process that outlives the test, however that ends, and removes what it
 * left: the pipe tells, which nobody writes to.
 */
static int start_cleaner(void)
{
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
	int life[2];
	char c;

	if (pipe2(life, O_CLOEXEC))
		return -1;
	cleaner = fork();
	if (!cleaner) {
		for (size_t i = 0; i < ARRAY_SIZE(ends); i++)
			signal(ends[i], SIG_IGN);
		setpgid(0, 0);
		close(life[1]);
		while (read(life[0], &c, 1) < 0 && errno == EINTR)
			;
		tree_remove(root);
		_exit(0);
	}
	close(life[0]);
	alive = life[1];
	return cleaner < 0 ? -1 : 0;
}

int scratch_setup(void **state)
{
	(void)state;
	strcpy(root, "/tmp/pincer-test-XXXXXX");
	if (!mkdtemp(root) || start_cleaner())
		return -1;
	return setenv("XDG_CACHE_HOME", root, 1);
}

int scratch_teardown(void **state)
{
	(void)state;
	close(alive);
	waitpid(cleaner, NULL, 0);
	return path_is_dir(root) ? -1 : 0;
}

const char *scratch_path(const char *name)
{
	static char ring[4][PATH_MAX];
	static int at;

	at = (at + 1) % 4;
	assert_int_equal(path_format(ring[at], "%s/%s", root, name), 0);
	return ring[at];
}

void scratch_write(const char *name, const void *data, size_t size)
{
	char dir[PATH_MAX];
	FILE *f;

	path_dirname(scratch_path(name), dir);
	assert_int_equal(dirs_make(dir), 0);
	f = fopen(scratch_path(name), "we");
	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, size, f), size);
	assert_int_equal(fclose(f), 0);
}

void scratch_text(const char *name, const char *text)
{
	scratch_write(name, text, strlen(text));
}

static void put(struct archive *a, const char *path, const void *data,
		size_t size)
{
	struct archive_entry *e = archive_entry_new();

	archive_entry_set_pathname(e, path);
	archive_entry_set_mode(e, AE_IFREG | 0644);
	archive_entry_set_size(e, size);
	assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
	assert_int_equal(archive_write_data(a, data, size), size);
	archive_entry_free(e);
}

/* A text that begins with '^' stands for a kernel image of that version. */
static void put_text(struct archive *a, const char *path, const char *text)
{
	unsigned char head[4096];

	if (*text != '^') {
		put(a, path, text, strlen(text));
		return;
	}
	scratch_head(head, text + 1);
	put(a, path, head, sizeof(head));
}

void scratch_deb(const char *name, ...)
{
	struct archive *tar = archive_write_new();
	size_t room = 1 << 20, size = 0;
	char *buf = malloc(room);
	const char *path;
	va_list ap;

	assert_int_equal(archive_write_add_filter_xz(tar), ARCHIVE_OK);
	archive_write_set_format_ustar(tar);
	archive_write_open_memory(tar, buf, room, &size);
	va_start(ap, name);
	while ((path = va_arg(ap, const char *)))
		put_text(tar, path, va_arg(ap, const char *));
	va_end(ap);
	assert_int_equal(archive_write_close(tar), ARCHIVE_OK);
	archive_write_free(tar);
	scratch_package(name, buf, size);
	free(buf);
}

void scratch_package(const char *name, const void *data, size_t size)
{
	struct archive *ar = archive_write_new();

	archive_write_set_format_ar_svr4(ar);
	assert_int_equal(archive_write_open_filename(ar, scratch_path(name)),
			 ARCHIVE_OK);
	put(ar, "debian-binary", "2.0\n", 4);
	put(ar, "control.tar.xz", "", 0);
	put(ar, "data.tar.xz", data, size);
	assert_int_equal(archive_write_close(ar), ARCHIVE_OK);
	archive_write_free(ar);
}

void scratch_head(unsigned char *head, const char *version)
{
	memset(head, 0, 4096);
	memcpy(head + 0x202, "HdrS", 4);
	head[0x20f] = 4;	/* 0x400, behind 0x200: 0x600 */
	strcpy((char *)head + 0x600, version);
}

void scratch_bzimage(const char *name, const char *version)
{
	unsigned char head[4096];

	scratch_head(head, version);
	scratch_write(name, head, sizeof(head));
}

void scratch_holds(const char *file, const char *text)
{
	char *got;

	assert_int_equal(file_read(file, &got, NULL), 0);
	assert_string_equal(got, text);
	free(got);
}

void scratch_reported(const char *text)
{
	if (!strstr(msg_last(), text))
		fail_msg("said: %s\nnot: %s", msg_last(), text);
}

int scratch_count(const char *dir)
{
	DIR *d = opendir(dir);
	int n = 0;

	if (!d)
		return 0;
	while (readdir(d))
		n++;
	closedir(d);
	return n - 2;
}
