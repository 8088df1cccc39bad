// SPDX-License-Identifier: GPL-2.0
/*
 * Runs a fuzz target where the compiler has no libFuzzer: first its seeds, then
 * random changes of them. Takes those of libFuzzer's arguments that ci/fuzz uses:
 *
 *   fuzz_NAME [-max_total_time=SECONDS] [-artifact_prefix=PATH] FILE|DIRECTORY...
 *
 * The input that is being tried lies in PATH"current", which a target that dies
 * leaves behind.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/files.h"
#include "base/grow.h"
#include "fuzz.h"
#include "model/array_size.h"
#include "model/strings.h"

#define INPUT_MAX 65536
#define CHANGES_MAX 4

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* struct input - some bytes */
struct input {
	char *data;
	size_t size;
};

static struct input *seeds;
static size_t nr_seeds;
static unsigned long runs;
static int current = -1;

static size_t below(size_t limit)
{
	return limit ? (size_t)random() % limit : 0;
}

static void try(const char *data, size_t size)
{
	if (current >= 0 && (ftruncate(current, size) ||
			     pwrite(current, data, size, 0) != (ssize_t)size))
		fuzz_wrong("the input that is tried next cannot be written");
	LLVMFuzzerTestOneInput((const uint8_t *)data, size);
	runs++;
}

static void add_seed(const char *path)
{
	struct input in, *more;

	if (file_read(path, &in.data, &in.size))
		fuzz_wrong("%s cannot be read", path);
	more = grow_array(seeds, nr_seeds, sizeof(*seeds));
	if (!more)
		fuzz_wrong("there is no memory for %s", path);
	seeds = more;
	seeds[nr_seeds++] = in;
}

static void add_seeds(const char *path)
{
	char file[PATH_MAX];
	DIR *dir = opendir(path);
	struct dirent *d;

	if (!dir) {
		add_seed(path);
		return;
	}
	while ((d = readdir(dir))) {
		if (*d->d_name != '.' &&
		    !path_format(file, "%s/%s", path, d->d_name))
			add_seed(file);
	}
	closedir(dir);
}

static void flip(struct input *in)
{
	if (in->size)
		in->data[below(in->size)] ^= 1 << below(8);
}

/* Bytes that parsers look for. */
static void replace(struct input *in)
{
	static const char telling[] = "\n\0 =#/,.-0129\"'[]{}:;%\\\xff\x80\t\r";

	if (in->size)
		in->data[below(in->size)] = telling[below(sizeof(telling) - 1)];
}

static void cut(struct input *in)
{
	const size_t at = below(in->size), size = below(in->size - at + 1);

	memmove(in->data + at, in->data + at + size, in->size - at - size);
	in->size -= size;
}

static void insert(struct input *in, const char *data, size_t size)
{
	const size_t at = below(in->size + 1);

	if (in->size + size > INPUT_MAX)
		return;
	memmove(in->data + at + size, in->data + at, in->size - at);
	memcpy(in->data + at, data, size);
	in->size += size;
}

/* A part of this or another seed. */
static void splice(struct input *in)
{
	const struct input *from = &seeds[below(nr_seeds)];
	const size_t at = below(from->size);

	insert(in, from->data + at, below(from->size - at + 1));
}

static void repeat(struct input *in)
{
	char bytes[300];
	const size_t size = 1 + below(sizeof(bytes));

	memset(bytes, in->size ? in->data[below(in->size)] : 'x', size);
	insert(in, bytes, size);
}

static void (*const changes[])(struct input *in) = {
	flip, replace, cut, splice, repeat,
};

static void try_changed(void)
{
	static char room[INPUT_MAX];
	const struct input *from = &seeds[below(nr_seeds)];
	struct input in = { room, from->size < INPUT_MAX ? from->size :
					INPUT_MAX };
	size_t n = 1 + below(CHANGES_MAX);

	memcpy(room, from->data, in.size);
	while (n--)
		changes[below(ARRAY_SIZE(changes))](&in);
	try(in.data, in.size);
}

/* Keeps what is tried, from now on. */
static void open_current(const char *prefix, char path[PATH_MAX])
{
	if (path_format(path, "%scurrent", prefix))
		fuzz_wrong("%s is too long", prefix);
	current = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (current < 0)
		fuzz_wrong("%s cannot be written", path);
}

static void run(time_t seconds)
{
	const time_t end = time(NULL) + seconds;
	size_t i;

	for (i = 0; i < nr_seeds; i++)
		try(seeds[i].data, seeds[i].size);
	srandom(time(NULL) ^ getpid());
	while (seconds && nr_seeds && time(NULL) < end)
		try_changed();
	dprintf(STDERR_FILENO, "stat::number_of_executed_units: %lu\n", runs);
	for (i = 0; i < nr_seeds; i++)
		free(seeds[i].data);
	free(seeds);
}

int main(int argc, char **argv)
{
	static const char time_is[] = "-max_total_time=";
	static const char prefix_is[] = "-artifact_prefix=";
	char path[PATH_MAX] = "";
	time_t seconds = 0;
	int i;

	LLVMFuzzerInitialize(&argc, &argv);
	for (i = 1; i < argc; i++) {
		if (string_begins(argv[i], time_is))
			seconds = atol(argv[i] + strlen(time_is));
		else if (string_begins(argv[i], prefix_is))
			open_current(argv[i] + strlen(prefix_is), path);
		else if (*argv[i] != '-')
			add_seeds(argv[i]);
	}
	run(seconds);
	if (*path)
		unlink(path);
	return 0;
}
