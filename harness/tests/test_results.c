// SPDX-License-Identifier: GPL-2.0
/* Results files: what is written is read, and a broken one is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "model/array_size.h"
#include "results/results.h"
#include "scratch.h"

#ifndef TEST_DATA
#define TEST_DATA "harness/tests/data"
#endif
#define SAMPLE TEST_DATA "/results.json"

static char file[64];

static int make_dir(void **state)
{
	if (scratch_setup(state))
		return -1;
	snprintf(file, sizeof(file), "%s", scratch_path("results.json"));
	return 0;
}

static void write_bytes(const char *bytes, size_t length)
{
	FILE *out = fopen(file, "w");

	assert_non_null(out);
	assert_int_equal(fwrite(bytes, 1, length, out), length);
	assert_int_equal(fclose(out), 0);
}

static void write_json(json_object *root)
{
	size_t length;
	const char *text;

	text = json_object_to_json_string_length(root, 0, &length);
	write_bytes(text, length);
}

static void refused(const char *because)
{
	struct results r;

	assert_int_not_equal(results_load(&r, file), 0);
	assert_null(r.cells);
	assert_null(r.kernels);
	if (!strstr(msg_last(), file) || !strstr(msg_last(), because))
		fail_msg("wanted \"%s\", was told \"%s\"", because,
			 msg_last());
	if (strchr(msg_last(), '\n'))
		fail_msg("more than one line: %s", msg_last());
}

static void test_round_trip(void **state)
{
	struct results r, back;
	size_t i;

	(void)state;
	assert_int_equal(results_load(&r, SAMPLE), 0);
	assert_int_equal(r.nr_kernels, 5);
	assert_int_equal(results_save(&r, file), 0);
	assert_int_equal(results_load(&back, file), 0);
	assert_string_equal(r.command, back.command);
	assert_string_equal(r.pincer, back.pincer);
	assert_int_equal(r.nr_kernels, back.nr_kernels);
	assert_int_equal(r.nr_cells, back.nr_cells);
	for (i = 0; i < r.nr_kernels; i++)
		assert_memory_equal(&r.kernels[i], &back.kernels[i],
				    sizeof(r.kernels[i]));
	for (i = 0; i < r.nr_cells; i++)
		assert_memory_equal(&r.cells[i], &back.cells[i],
				    sizeof(r.cells[i]));
	assert_string_equal(r.kernels[1].version, "6.1.192-2");
	assert_int_equal(r.kernels[1].machine.page_size, 4096);
	/* It came later: older files lack it. */
	assert_string_equal(r.kernels[0].accel, "");
	assert_string_equal(r.kernels[1].accel, "tcg");
	assert_ptr_equal(results_find(&r, 0, r.cells[3].report.id),
			 &r.cells[3]);
	assert_null(results_find(&r, 0, "no/such"));
	results_free(&r);
	results_free(&back);
}

/* struct spot - an object in the sample, and how messages call it */
struct spot {
	json_object *object;
	const char *name;
};

static void find_spots(json_object *root, struct spot spots[5])
{
	json_object *kernel, *cell;

	kernel = json_object_array_get_idx(
		json_object_object_get(root, "kernels"), 0);
	cell = json_object_array_get_idx(
		json_object_object_get(root, "cells"), 0);
	spots[0] = (struct spot){ root, "" };
	spots[1] = (struct spot){ kernel, "kernels[0]." };
	spots[2] = (struct spot){ cell, "cells[0]." };
	spots[3] = (struct spot){ json_object_object_get(kernel, "facts"),
				  "kernels[0].facts." };
	spots[4] = (struct spot){ json_object_object_get(cell, "pins"),
				  "cells[0].pins." };
}

/* Every member in turn is replaced by @with, or taken out if that is NULL. */
static int spoil_each(json_object *(*with)(json_object *old),
		      const char *because)
{
	json_object *root, *own, *bad;
	struct spot spots[5];
	char want[160];
	int i, nr = 0;

	for (i = 0; i < 5; i++) {
		root = json_object_from_file(SAMPLE);
		assert_non_null(root);
		find_spots(root, spots);
		own = NULL;
		json_object_deep_copy(spots[i].object, &own, NULL);
		json_object_object_foreach(own, key, value) {
			bad = with ? with(value) : NULL;
			if (with && !bad)
				continue;
			json_object_object_del(spots[i].object, key);
			if (bad)
				json_object_object_add(spots[i].object, key,
						       bad);
			write_json(root);
			snprintf(want, sizeof(want), ": %s%s %s",
				 spots[i].name, key, because);
			refused(want);
			json_object_object_add(spots[i].object, key,
					       json_object_get(value));
			nr++;
		}
		json_object_put(own);
		json_object_put(root);
	}
	return nr;
}

static void test_missing(void **state)
{
	(void)state;
	assert_int_equal(spoil_each(NULL, "is missing"), 5 + 10 + 10 + 3 + 2);
}

static json_object *other_type(json_object *old)
{
	if (json_object_is_type(old, json_type_array))
		return json_object_new_object();
	return json_object_new_array();
}

static void test_wrong_type(void **state)
{
	(void)state;
	assert_int_equal(spoil_each(other_type, "must be"), 30);
}

static json_object *huge(json_object *old)
{
	static char text[200000];

	if (!json_object_is_type(old, json_type_string))
		return NULL;
	memset(text, 'x', sizeof(text) - 1);
	return json_object_new_string(text);
}

static json_object *with_zero(json_object *old)
{
	if (!json_object_is_type(old, json_type_string))
		return NULL;
	return json_object_new_string_len("a\0b", 3);
}

static json_object *below_zero(json_object *old)
{
	if (!json_object_is_type(old, json_type_int))
		return NULL;
	return json_object_new_int64(INT64_MIN);
}

/* "kernel" and "verdict" are looked up, so their message is another one. */
static void test_values(void **state)
{
	(void)state;
	assert_int_equal(spoil_each(huge, ""), 2 + 7 + 8);
	assert_int_equal(spoil_each(with_zero, ""), 2 + 7 + 8);
	assert_int_equal(spoil_each(below_zero, ""), 1 + 1 + 0 + 1 + 2);
}

static char *slurp(size_t *length)
{
	FILE *in = fopen(SAMPLE, "r");
	char *text = NULL;
	size_t size = 0;
	ssize_t got;

	assert_non_null(in);
	got = getdelim(&text, &size, '\0', in);
	assert_true(got > 0);
	fclose(in);
	*length = got;
	return text;
}

static void test_truncated(void **state)
{
	size_t length, i;
	char *text = slurp(&length);

	(void)state;
	/* Without its last newline it is whole still. */
	for (i = 0; i < length - 1; i += i < 3000 ? 1 : 97) {
		write_bytes(text, i);
		refused("it ends too early");
	}
	write_bytes(text, length - 2);
	refused("it ends too early");
	free(text);
}

static void test_hostile(void **state)
{
	static const struct {
		const char *text, *because;
	} files[] = {
		{ "", ":1: not JSON: it ends too early" },
		{ "[]", "must be an object" },
		{ "17 ", "must be an object" },
		{ "null ", "must be an object" },
		{ "{}", "format is missing" },
		{ "{\"format\":2}", "another pincer" },
		{ "{\"format\":18446744073709551617}", "another pincer" },
		{ "{\n\"format\":1,\n}\n", ":3: not JSON" },
		{ "{\"format\":1}\n\n{", ":3: not JSON: something follows" },
		{ "{\"format\":NaN}", "must be a whole number" },
		{ "{\"\xff\":1}", "not JSON" },
		{ "ELF\x7f", "not JSON" },
		{ "{\"format\":1,\"pincer\":\"\",\"command\":\"\",\"kernels\":[1],\"cells\":[]}",
		  "kernels[0] must be an object" },
		{ "{\"format\":1,\"pincer\":\"\",\"command\":\"\",\"kernels\":[],\"cells\":[{\"kernel\":\"x\"}]}",
		  "cells[0].kernel is none of the kernels" },
	};
	char deep[5000];
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(files); i++) {
		write_bytes(files[i].text, strlen(files[i].text));
		refused(files[i].because);
	}
	memset(deep, '[', sizeof(deep));
	write_bytes(deep, sizeof(deep));
	refused("not JSON");
	unlink(file);
	refused("No such file");
}

static void add_copy(json_object *root, const char *array)
{
	json_object *items = json_object_object_get(root, array), *copy = NULL;

	json_object_deep_copy(json_object_array_get_idx(items, 0), &copy, NULL);
	json_object_array_add(items, copy);
}

static void test_twins(void **state)
{
	json_object *root = json_object_from_file(SAMPLE);

	(void)state;
	add_copy(root, "cells");
	write_json(root);
	refused("example.register/anon on bullseye is there twice");
	json_object_put(root);

	root = json_object_from_file(SAMPLE);
	add_copy(root, "kernels");
	write_json(root);
	refused("kernels[5].name is another kernel's too");
	json_object_put(root);
}

/* The sample, with one member of its first kernel's (or its facts') replaced. */
static void spoil_kernel(bool facts, const char *name, json_object *value)
{
	json_object *root = json_object_from_file(SAMPLE), *k;

	k = json_object_array_get_idx(json_object_object_get(root, "kernels"),
				      0);
	if (facts)
		k = json_object_object_get(k, "facts");
	else
		json_object_object_add(k, "version",
				       json_object_new_string(""));
	json_object_object_add(k, name, value);
	write_json(root);
	json_object_put(root);
}

/* Without it, all would be judged as if the kernel had no commit at all. */
static void test_nothing_to_judge_by(void **state)
{
	static const int sizes[] = { 0, 1, 2048, 4095, 12288 };

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		spoil_kernel(true, "page_size", json_object_new_int(sizes[i]));
		refused("kernels[0].facts.page_size must be a power of two, 4096 or more");
	}
	spoil_kernel(false, "history", json_object_new_string(""));
	refused("kernels[0].history is empty, and its version is none");
	spoil_kernel(false, "history",
		     json_object_new_string("+8ac268436e6d,-1507f51255c9,-8ac268436e6d"));
	refused("kernels[0].history has a commit with both signs");
}

/* Members of a later pincer are no reason to refuse a file. */
static void test_unknown_member(void **state)
{
	json_object *root = json_object_from_file(SAMPLE);
	struct spot spots[5];
	struct results r;
	int i;

	(void)state;
	find_spots(root, spots);
	for (i = 0; i < 5; i++)
		json_object_object_add(spots[i].object, "weather",
				       json_object_new_array());
	write_json(root);
	json_object_put(root);
	assert_int_equal(results_load(&r, file), 0);
	results_free(&r);
}

static void test_save(void **state)
{
	struct results r = { .nr_cells = 0 }, back;
	json_object *root;
	struct spot spots[5];
	char path[100];
	struct cell *c;
	struct stat st;

	(void)state;
	results_add_kernel(&r, "k");
	c = results_add_cell(&r, 0);
	strcpy(c->report.id, "a/b");
	strcpy(c->report.seen.reason, "bad \xff\xc0\xaf\xed\xa0\x80 good \xc3\xaf");
	assert_int_equal(results_save(&r, file), 0);
	assert_int_equal(results_load(&back, file), 0);
	assert_string_equal(back.cells[0].report.seen.reason,
			    "bad ?????? good \xc3\xaf");
	assert_string_equal(back.cells[0].report.commit, "-");
	assert_int_equal(back.cells[0].report.seen.pins_acquired, -1);
	results_free(&back);
	root = json_object_from_file(file);
	find_spots(root, spots);
	assert_string_equal(json_object_get_string(
		json_object_object_get(spots[2].object, "commit")), "");
	assert_null(spots[4].object);
	json_object_put(root);
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0644);

	snprintf(path, sizeof(path), "%s", scratch_path("nowhere/r.json"));
	assert_int_equal(results_save(&r, path), -ENOENT);
	assert_non_null(strstr(msg_last(), path));

	/* What cannot be put in place leaves nothing behind. */
	assert_int_equal(dirs_make(scratch_path("full/there")), 0);
	assert_int_not_equal(results_save(&r, scratch_path("full")), 0);
	snprintf(path, sizeof(path), "ls -d %s.* 2>/dev/null",
		 scratch_path("full"));
	assert_int_not_equal(system(path), 0);
	results_free(&r);
}

/* The example in the description is one. */
static void test_described(void **state)
{
	char *text, *from, *end;
	struct results r;

	(void)state;
	assert_int_equal(file_read(TEST_DATA "/../../RESULTS.md", &text, NULL),
			 0);
	from = strstr(text, "```json\n");
	assert_non_null(from);
	from += strlen("```json\n");
	end = strstr(from, "```");
	assert_non_null(end);
	write_bytes(from, end - from);
	assert_int_equal(results_load(&r, file), 0);
	assert_int_equal(r.nr_cells, 2);
	assert_string_equal(r.kernels[0].accel, "tcg");
	results_free(&r);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_wrong_type),
		cmocka_unit_test(test_values),
		cmocka_unit_test(test_nothing_to_judge_by),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_twins),
		cmocka_unit_test(test_unknown_member),
		cmocka_unit_test(test_save),
		cmocka_unit_test(test_described),
	};

	umask(022);
	return cmocka_run_group_tests(tests, make_dir, scratch_teardown);
}
