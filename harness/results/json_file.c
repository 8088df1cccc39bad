// SPDX-License-Identifier: GPL-2.0
/* JSON files: errors name the line; a file is replaced as a whole. */
#include "results/json_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"

/* How many of the first @length bytes of a text are newlines. */
static int count_lines(const char *text, size_t length)
{
	int nr = 0;

	for (; length--; text++)
		nr += *text == '\n';
	return nr;
}

/* struct source - a file on its way through the parser */
struct source {
	const char *path;
	FILE *file;
	json_tokener *parser;
	int line;
};

static int report_error(const struct source *s, const char *what)
{
	msg_error("%s:%d: not JSON: %s; write the file again with `pincer run`",
		  s->path, s->line, what);
	return -EINVAL;
}

static int parse(struct source *s, struct json_object **root)
{
	enum json_tokener_error error = json_tokener_continue;
	char block[65536];
	size_t length, used;

	while ((length = fread(block, 1, sizeof(block), s->file))) {
		used = 0;
		if (error == json_tokener_continue) {
			*root = json_tokener_parse_ex(s->parser, block, length);
			error = json_tokener_get_error(s->parser);
			used = json_tokener_get_parse_end(s->parser);
		}
		s->line += count_lines(block, used);
		if (error == json_tokener_continue)
			continue;
		if (error != json_tokener_success)
			return report_error(s, json_tokener_error_desc(error));
		for (; used < length; used++) {
			if (!memchr(" \t\r\n", block[used], 4))
				return report_error(s, "something follows after its end");
		}
	}
	if (ferror(s->file)) {
		msg_error("%s: cannot be read: %s", s->path, strerror(errno));
		return -EIO;
	}
	if (error == json_tokener_continue)
		return report_error(s, "it ends too early");
	return 0;
}

int json_file_read(const char *path, struct json_object **root)
{
	struct source s = { .path = path, .line = 1 };
	int ret = -ENOMEM;

	*root = NULL;
	s.file = fopen(path, "re");
	if (!s.file) {
		ret = -errno;
		msg_error("%s: %s; `pincer run` writes results", path,
			  strerror(-ret));
		return ret;
	}
	s.parser = json_tokener_new();
	if (!s.parser) {
		msg_error("%s: not enough memory to read it", path);
	} else {
		json_tokener_set_flags(s.parser, JSON_TOKENER_STRICT |
				       JSON_TOKENER_ALLOW_TRAILING_CHARS |
				       JSON_TOKENER_VALIDATE_UTF8);
		ret = parse(&s, root);
		json_tokener_free(s.parser);
	}
	if (ret) {
		json_object_put(*root);
		*root = NULL;
	}
	fclose(s.file);
	return ret;
}

int json_file_write(const char *path, json_object *root)
{
	const char *text = json_object_to_json_string_ext(root,
			JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
			JSON_C_TO_STRING_NOSLASHESCAPE);
	char *lines;
	int ret;

	if (!text || asprintf(&lines, "%s\n", text) < 0) {
		msg_error("%s: not enough memory to write it", path);
		return -ENOMEM;
	}
	ret = file_write(path, lines);
	free(lines);
	return ret;
}
