// SPDX-License-Identifier: GPL-2.0
/* The commands: what they refuse, and in which words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "cmd/cmd.h"
#include "cmd/outputs.h"
#include "fetch/kernel.h"
#include "fetch/kernel_named.h"
#include "scratch.h"

#define ARGS_MAX 10

/* One observation and one that was not made. */
static const char sample[] =
"{ \"format\": 1, \"pincer\": \"0.1\", \"command\": \"pincer run\","
"  \"kernels\": [ { \"name\": \"k\", \"origin\": \"image\","
"    \"version\": \"6.1.192\", \"history\": \"\", \"history_from\": \"\","
"    \"config\": \"\", \"boots\": 1, \"seconds\": 1.0, \"console\": \"\","
"    \"facts\": { \"page_size\": 4096, \"gup_fast\": true,"
"      \"p2p_bridge\": false } } ],"
"  \"cells\": [ %s ] }";

#define CELL(id)							\
"{ \"kernel\": \"k\", \"id\": \"" id "\", \"expected\": \"4096\","	\
"  \"observed\": \"4096\", \"verdict\": \"pass\", \"commit\": \"\","	\
"  \"reason\": \"\", \"seconds\": 0.1, \"proof\": \"\", \"pins\": null }"

static int setup(void **state)
{
	if (scratch_setup(state))
		return -1;
	/* Relative paths, such as results/, lie in there. */
	return chdir(scratch_path("."));
}

static int teardown(void **state)
{
	return chdir("/") ? -1 : scratch_teardown(state);
}

static void write_sample(const char *cells)
{
	FILE *f = fopen("r.json", "we");

	assert_non_null(f);
	fprintf(f, sample, cells);
	assert_int_equal(fclose(f), 0);
}

/* Run a command with its words, ended by NULL; what it prints is in "out". */
static int run(int (*command)(int argc, char **argv), ...)
{
	char *argv[ARGS_MAX + 1] = { NULL };
	int argc = 0, ret, old;
	va_list ap;

	va_start(ap, command);
	while (argc < ARGS_MAX && (argv[argc] = va_arg(ap, char *)))
		argc++;
	va_end(ap);
	fflush(stdout);
	old = dup(STDOUT_FILENO);
	assert_non_null(freopen("out", "w", stdout));
	optind = 0;
	ret = command(argc, argv);
	fflush(stdout);
	dup2(old, STDOUT_FILENO);
	close(old);
	return ret;
}

static void said(const char *what)
{
	if (!strstr(msg_last(), what))
		fail_msg("\"%s\" is not in \"%s\"", what, msg_last());
	/* The name of the program comes before it, once. */
	assert_int_not_equal(strncmp(msg_last(), "pincer", 6), 0);
}

static void printed(const char *what)
{
	char *text;

	assert_int_equal(file_read("out", &text, NULL), 0);
	if (!strstr(text, what))
		fail_msg("\"%s\" is not in \"%s\"", what, text);
	free(text);
}

#define REFUSED(command, ...) \
	assert_int_equal(run(command, __VA_ARGS__, NULL), STATUS_USAGE)

static void test_outputs(void **state)
{
	struct stat st;

	(void)state;
	assert_int_equal(outputs_check(NULL), 0);
	assert_true(path_is_dir("results"));
	assert_int_equal(outputs_check("r.json"), 0);
	assert_int_not_equal(outputs_check("-"), 0);
	said(RESULTS_LATEST " is always written");
	assert_int_not_equal(outputs_check("nowhere/r.json"), 0);
	said("nowhere: results cannot be written there");
	assert_int_not_equal(outputs_check("results"), 0);
	said("results: is no regular file");
	/* It would be replaced by a file. */
	scratch_text("r.json", "");
	assert_int_equal(symlink("r.json", "link"), 0);
	assert_int_not_equal(outputs_check("link"), 0);
	assert_int_equal(lstat("link", &st), 0);
	/* Nothing is fetched, let alone booted, before that is known. */
	REFUSED(cmd_run, "run", "running", "--json", "nowhere/r.json");
	said("nowhere: results");
	assert_int_equal(rmdir("results"), 0);
	scratch_text("results", "");
	assert_int_not_equal(outputs_check(NULL), 0);
	said("results: ");
	unlink("results");
}

static void test_console(void **state)
{
	struct guest_job job = { .dir = "guest" };
	const struct share s = { .nr = 1, .jobs = &job };
	struct result_kernel k = { .name = "a/b" };
	char *text;

	(void)state;
	assert_int_equal(dirs_make("results"), 0);
	scratch_text("guest/console", "one\n");
	outputs_keep(&s, &k);
	assert_string_equal(k.console, "results/console/a_b.txt");
	assert_int_equal(file_read(k.console, &text, NULL), 0);
	assert_string_equal(text, "one\n");
	free(text);
	tree_remove("results/console");
	/* One that cannot be kept is nothing to fail for. */
	scratch_text("results/console", "");
	k.console[0] = '\0';
	outputs_keep(&s, &k);
	assert_string_equal(k.console, "");
	unlink("results/console");
}

static void test_show(void **state)
{
	(void)state;
	write_sample(CELL("splice.vmsplice/anon") ","
		     CELL("splice.vmsplice/anon:read") ","
		     CELL("splice.vmsplice/memfd"));
	/* A whole id is meant, though another holds it. */
	assert_int_equal(run(cmd_show, "show", "k", "splice.vmsplice/anon",
			     "--json", "r.json", NULL), STATUS_GOOD);
	printed("splice.vmsplice/anon on k");
	assert_int_equal(run(cmd_show, "show", "k", "memfd", "--json",
			     "r.json", NULL), STATUS_GOOD);
	printed("splice.vmsplice/memfd on k");
	assert_int_equal(run(cmd_show, "show", "k", "*:r[a-z]*", "--json",
			     "r.json", NULL), STATUS_GOOD);
	printed("splice.vmsplice/anon:read on k");
	REFUSED(cmd_show, "show", "k", "anon", "--json", "r.json");
	said("fits 2 contracts on k: splice.vmsplice/anon, splice.vmsplice/anon:read; say which");
	REFUSED(cmd_show, "show", "k", "splice.vmsplice/memfd+anon", "--json",
		"r.json");
	REFUSED(cmd_show, "show", "k", "splice.vmsplice/menfd", "--json",
		"r.json");
	said("near it: splice.vmsplice/memfd");
	REFUSED(cmd_show, "show", "k", "nonsense", "--json", "r.json");
	said("on k; `pincer contracts`");
	write_sample(CELL("splice.vmsplice/anon:read"));
	REFUSED(cmd_show, "show", "k", "splice.vmsplice/anon", "--json",
		"r.json");
	said("was not tried on k");
}

static void test_judge(void **state)
{
	(void)state;
	write_sample("");
	REFUSED(cmd_judge, "judge", "r.json");
	said("r.json: no results in it");
	write_sample(CELL("splice.vmsplice/anon"));
	assert_int_equal(run(cmd_judge, "judge", "r.json", NULL), STATUS_GOOD);
	printed("1 passed");
	REFUSED(cmd_judge, "judge", "r.json", "--without", "zzz");
	said("--without: no commit \"zzz\"");
	said("`pincer contracts` lists them");
	REFUSED(cmd_judge, "judge", "r.json", "--with", "edd478269641");
	said("near it: edd478269640");
	REFUSED(cmd_judge, "judge", "r.json", "--with", "edd478269640",
		"--without", "edd4782");
	said("in both --with and --without");
}

static void test_words(void **state)
{
	struct kernel k;

	(void)state;
	REFUSED(cmd_run, "run", "--jobs", "none");
	said("run: --jobs takes a whole number");
	setenv("PINCER_KERNELS", ".", 1);
	REFUSED(cmd_bench, "bench", "running");
	said("bench: running has no boot");
	unsetenv("PINCER_KERNELS");
	REFUSED(cmd_contracts, "contracts", "nonsense");
	said("no contract \"nonsense\"; `pincer contracts` lists");
	assert_int_not_equal(kernel_named("/nonexistent", NULL, 0, &k), 0);
	assert_string_equal(msg_last(), "/nonexistent: No such file or directory");
	assert_int_not_equal(kernel_named("nonexistent", NULL, 0, &k), 0);
	said("no kernel \"nonexistent\"");
}

/* A command that has an option of each kind. */
static struct things {
	bool flag;
	const char *word;
	unsigned long long number;
	char set[8];
} things;

#define FIELD(name) .field = offsetof(struct things, name)

static int set_thing(void *request, const char *value)
{
	assert_ptr_equal(request, &things);
	strcat(things.set, value);
	return *value == 'x' ? STATUS_BAD : 0;
}

static int command_with_options(int argc, char **argv)
{
	static const struct cmd_option options[] = {
		{ "flag", 'f', FIELD(flag), .help = "one" },
		{ "word", .argument = "WORD", FIELD(word), .help = "two" },
		{ "number", 'n', "N", FIELD(number), .least = 2, .most = 9,
		  .help = "three" },
		{ "a-longer-option", .argument = "X", .set = set_thing,
		  .help = "four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen" },
		{ .name = NULL }
	};
	static const struct cmd_syntax syntax = {
		.usage = "c [X]", .about = "Does it.", .options = options,
		.examples = "  pincer c 1",
	};

	return cmd_options(argc, argv, &syntax, &things);
}

static void test_options(void **state)
{
	(void)state;
	assert_int_equal(run(command_with_options, "c", "a", "--flag",
			     "--word=w", "-n9", "--a-longer-option", "1", "b",
			     "--a-l=2", NULL), CMD_GO_ON);
	assert_int_equal(optind, 7);
	assert_true(things.flag);
	assert_string_equal(things.word, "w");
	assert_int_equal(things.number, 9);
	assert_string_equal(things.set, "12");
	assert_int_equal(run(command_with_options, "c", "--a-longer-option", "x",
			     "--word", "v", NULL), STATUS_BAD);
	assert_string_equal(things.word, "w");

	REFUSED(command_with_options, "c", "--number", "1");
	said("c: --number takes a whole number from 2 to 9, not \"1\"");
	REFUSED(command_with_options, "c", "--ward", "x");
	said("c: cannot use --ward; there are: --flag, --word, --number, --a-longer-option, --help");
	REFUSED(command_with_options, "c", "-w");
	said("c: cannot use -w here; there are: --flag,");
	REFUSED(command_with_options, "c", "--word");
	said("c: --word needs a value; see pincer c --help");
}

static void test_help(void **state)
{
	static int (*const commands[])(int argc, char **argv) = {
		cmd_run, cmd_list, cmd_contracts, cmd_show, cmd_judge,
		cmd_source, cmd_bench,
	};
	char *text;

	(void)state;
	assert_int_equal(run(command_with_options, "c", "-h", NULL),
			 STATUS_GOOD);
	assert_int_equal(file_read("out", &text, NULL), 0);
	assert_string_equal(text,
		"usage: pincer c [X]\n\n"
		"Does it.\n\n"
		"  -f, --flag      one\n"
		"  --word WORD     two\n"
		"  -n, --number N  three\n"
		"  --a-longer-option X\n"
		"                  four, five, six, seven, eight, nine, ten, eleven, twelve,\n"
		"                  thirteen\n"
		"\n  pincer c 1\n");
	free(text);
	for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		assert_int_equal(run(commands[i], "x", "--help", NULL),
				 STATUS_GOOD);
		printed("usage: pincer ");
		assert_int_equal(system("! grep -n '.\\{80\\}' out"), 0);
	}
}

/* Said once, not by each of the kernels. */
static void test_no_home(void **state)
{
	char *cache = strdup(getenv("XDG_CACHE_HOME")), *home;
	char *text;
	int old;

	(void)state;
	home = getenv("HOME") ? strdup(getenv("HOME")) : NULL;
	scratch_text("kernels/a.ini", "origin = debian-image\nsuite = a\n");
	scratch_text("kernels/b.ini", "origin = debian-image\nsuite = b\n");
	setenv("PINCER_KERNELS", "kernels", 1);
	unsetenv("XDG_CACHE_HOME");
	unsetenv("HOME");
	fflush(stderr);
	old = dup(STDERR_FILENO);
	assert_non_null(freopen("err", "w", stderr));
	REFUSED(cmd_run, "run");
	fflush(stderr);
	dup2(old, STDERR_FILENO);
	close(old);
	setenv("XDG_CACHE_HOME", cache, 1);
	if (home)
		setenv("HOME", home, 1);
	unsetenv("PINCER_KERNELS");
	assert_int_equal(file_read("err", &text, NULL), 0);
	assert_string_equal(text, "pincer: no place for the cache: set XDG_CACHE_HOME or HOME to an absolute path\n");
	free(text);
	free(cache);
	free(home);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_outputs),
		cmocka_unit_test(test_console),
		cmocka_unit_test(test_show),
		cmocka_unit_test(test_judge),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_options),
		cmocka_unit_test(test_help),
		cmocka_unit_test(test_no_home),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
