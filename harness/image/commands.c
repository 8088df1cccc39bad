// SPDX-License-Identifier: GPL-2.0
/* Which programs of this machine the words of shell scripts name. */
#include "image/commands.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/grow.h"
#include "base/msg.h"
#include "image/program.h"
#include "model/array_size.h"

#define WORD_MAX 64

/* struct command - a program of this machine */
struct command {
	char name[WORD_MAX];
	size_t order;		/* of its directory in PATH */
	char *path;
	bool used;
};

/* struct search - all of them, and what is to be read */
struct search {
	struct command *command;
	size_t nr;
	struct paths queue;
	struct paths *found;
};

bool is_shell(const char *interpreter)
{
	static const char *const shells[] = {
		"sh", "bash", "dash", "ash", "ksh", "zsh",
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(shells); i++) {
		if (!strcmp(shells[i], interpreter))
			return true;
	}
	return false;
}

static int add_command(struct search *s, const char *dir, const char *name,
		       size_t order)
{
	struct command *c;

	c = grow_array(s->command, s->nr, sizeof(*c));
	if (!c)
		return -ENOMEM;
	s->command = c;
	c += s->nr;
	*c = (struct command){ .order = order };
	strcpy(c->name, name);
	if (asprintf(&c->path, "%s/%s", dir, name) < 0)
		return -ENOMEM;
	s->nr++;
	return 0;
}

static int read_dir(struct search *s, const char *path, size_t order)
{
	DIR *dir = opendir(path);
	struct dirent *e;
	int ret = 0;

	while (dir && !ret && (e = readdir(dir))) {
		if (*e->d_name != '.' && strlen(e->d_name) < WORD_MAX)
			ret = add_command(s, path, e->d_name, order);
	}
	if (dir)
		closedir(dir);
	return ret;
}

static int by_name(const void *a, const void *b)
{
	const struct command *x = a, *y = b;
	int diff = strcmp(x->name, y->name);

	return diff ? diff : (x->order > y->order) - (x->order < y->order);
}

/* PATH, and the directories that a guest's PATH has besides. */
static int read_dirs(struct search *s)
{
	const char *path = getenv("PATH");
	char *text, *rest, *dir;
	size_t order = 0;
	int ret = 0;

	if (asprintf(&text, "%s:/usr/sbin:/sbin", path ? path :
		     "/usr/bin:/bin") < 0)
		return -ENOMEM;
	rest = text;
	while (!ret && (dir = strsep(&rest, ":"))) {
		if (*dir == '/')
			ret = read_dir(s, dir, order++);
	}
	free(text);
	if (!ret && s->nr)
		qsort(s->command, s->nr, sizeof(*s->command), by_name);
	return ret;
}

/* The first of that name in PATH. */
static struct command *find_command(const struct search *s, const char *name)
{
	size_t low = 0, high = s->nr, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (strcmp(s->command[middle].name, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->nr && !strcmp(s->command[low].name, name) ?
	       &s->command[low] : NULL;
}

static int use_word(struct search *s, const char *word)
{
	struct command *c = find_command(s, word);
	char interpreter[INTERPRETER_MAX];
	int ret = 0;

	if (!c || c->used || !path_is_file(c->path) || access(c->path, X_OK))
		return 0;
	c->used = true;
	switch (program_kind(c->path, interpreter)) {
	case PROGRAM_SCRIPT:
		/* Guests have shells, but neither perl nor python. */
		if (!is_shell(interpreter))
			return 0;
		ret = paths_add(&s->queue, c->path, strlen(c->path));
		break;
	case PROGRAM_ELF:
		break;
	default:
		return 0;
	}
	return ret ? ret : paths_add(s->found, c->path, strlen(c->path));
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || (c && strchr("_-.+", c));
}

static int scan_line(struct search *s, const char *line)
{
	const char *at = line;
	char word[WORD_MAX];
	size_t length;
	int ret = 0;

	/* "#" within a word begins no comment, and in "#!" none either. */
	while (!ret && *at) {
		if (*at == '#' && at[1] != '!' &&
		    (at == line || isspace((unsigned char)at[-1])))
			return 0;
		for (length = 0; is_word(at[length]); length++)
			;
		if (length && length < WORD_MAX) {
			memcpy(word, at, length);
			word[length] = '\0';
			ret = use_word(s, word);
		}
		at += length ? length : 1;
	}
	return ret;
}

static int scan_script(struct search *s, const char *path)
{
	char *text, *rest, *line;
	int ret;

	ret = file_need(path, &text, NULL);
	if (ret)
		return ret;
	rest = text;
	while (!ret && (line = strsep(&rest, "\n")))
		ret = scan_line(s, line);
	free(text);
	return ret;
}

int commands_find(struct paths *found, const struct paths *scripts)
{
	struct search s = { .found = found };
	size_t i;
	int ret;

	ret = read_dirs(&s);
	if (ret)
		msg_error("out of memory");
	for (i = 0; i < scripts->nr && !ret; i++)
		ret = scan_script(&s, scripts->path[i]);
	for (i = 0; i < s.queue.nr && !ret; i++)
		ret = scan_script(&s, s.queue.path[i]);
	while (s.nr)
		free(s.command[--s.nr].path);
	free(s.command);
	paths_free(&s.queue);
	return ret;
}
