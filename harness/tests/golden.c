// SPDX-License-Identifier: GPL-2.0
#include <getopt.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"
#include "golden.h"
#include "scratch.h"

static char *text;
static size_t size;

void golden_check(const char *name, const char *actual)
{
	const char *mode = getenv("PINCER_GOLDEN");
	char path[PATH_MAX], *want;

	assert_int_equal(path_format(path, TEST_DATA "/%s", name), 0);
	if (mode && !strcmp(mode, "write"))
		assert_int_equal(file_write(path, actual), 0);
	if (file_read(path, &want, NULL))
		fail_msg("%s cannot be read", path);
	if (strcmp(actual, want))
		print_error("%s is another\n", path);
	assert_string_equal(actual, want);
	free(want);
}

FILE *golden_open(void)
{
	FILE *out = open_memstream(&text, &size);

	assert_non_null(out);
	return out;
}

void golden_close(FILE *out, const char *name)
{
	assert_int_equal(fclose(out), 0);
	golden_check(name, text);
	free(text);
	text = NULL;
}

void golden_command(const char *name, int status,
		    int (*command)(int argc, char **argv), char **argv)
{
	int argc = 0, ret, old;
	char *output;

	while (argv[argc])
		argc++;
	fflush(stdout);
	old = dup(STDOUT_FILENO);
	assert_non_null(freopen(scratch_path("output"), "w", stdout));
	optind = 0;
	ret = command(argc, argv);
	fflush(stdout);
	dup2(old, STDOUT_FILENO);
	close(old);
	assert_int_equal(ret, status);
	assert_int_equal(file_read(scratch_path("output"), &output, NULL), 0);
	golden_check(name, output);
	free(output);
}
