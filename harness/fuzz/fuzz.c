// SPDX-License-Identifier: GPL-2.0
/* What fuzz targets share. */
#include "fuzz.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"
#include "tests/scratch.h"

#define PIECE_MAX 61

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

void fuzz_wrong(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vdprintf(STDERR_FILENO, fmt, ap);
	va_end(ap);
	dprintf(STDERR_FILENO, "\n");
	abort();
}

/* Messages about bad inputs would fill the terminal: descriptor 2 stays. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	if (scratch_setup(NULL))
		fuzz_wrong("there is no room for a directory in /tmp");
	stdout = fopen("/dev/null", "we");
	stderr = fopen("/dev/null", "we");
	return 0;
}

/* A copy that ends where the input ends, so that a sanitizer sees further reads. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *copy = malloc(size + 1);

	memcpy(copy, data, size);
	copy[size] = '\0';
	fuzz_one(copy, size);
	free(copy);
	return 0;
}

/* Two files in turn: some parsers remember what they read by its path. */
const char *fuzz_file(const void *data, size_t size)
{
	static int fd[2] = { -1, -1 };
	static char path[2][32];
	static int at;

	at = !at;
	if (fd[at] < 0)
		fd[at] = memfd_create("fuzz", MFD_CLOEXEC);
	if (ftruncate(fd[at], 0) ||
	    pwrite(fd[at], data, size, 0) != (ssize_t)size)
		fuzz_wrong("there is no memory for an input of %zu bytes", size);
	snprintf(path[at], sizeof(path[at]), "/proc/self/fd/%d", fd[at]);
	return path[at];
}

char *fuzz_read(const char *path)
{
	char *text;

	if (file_read(path, &text, NULL))
		fuzz_wrong("%s was not written", path);
	return text;
}

const char *fuzz_dir(void)
{
	const char *dir = scratch_path("dir");

	tree_remove(dir);
	if (dirs_make(dir))
		fuzz_wrong("%s cannot be made", dir);
	return dir;
}

void fuzz_put(const char *dir, const char *name, const void *data, size_t size)
{
	char path[PATH_MAX], parent[PATH_MAX];

	if (path_format(path, "%s/%s", dir, name))
		fuzz_wrong("%s/%s is too long", dir, name);
	path_dirname(path, parent);
	if (dirs_make(parent) || file_replace(path, data, size))
		fuzz_wrong("%s cannot be written", path);
}

struct fuzz_pieces fuzz_pieces(const char *data, size_t size)
{
	struct fuzz_pieces p = { .data = data, .left = size, .state = 1 };
	size_t i;

	for (i = 0; i < size; i++)
		p.state = p.state * 31 + (unsigned char)data[i];
	return p;
}

size_t fuzz_piece(struct fuzz_pieces *p, const char **piece)
{
	size_t size;

	p->state = p->state * 1664525 + 1013904223;
	size = 1 + (p->state >> 16) % PIECE_MAX;
	if (size > p->left)
		size = p->left;
	*piece = p->data;
	p->data += size;
	p->left -= size;
	return size;
}

char *fuzz_section(const char **at)
{
	static const char mark[] = "\n==\n";
	const char *begin = *at ?: "", *end = strstr(begin, mark);

	*at = end ? end + strlen(mark) : NULL;
	return end ? strndup(begin, end - begin + 1) : strdup(begin);
}
