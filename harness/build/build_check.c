// SPDX-License-Identifier: GPL-2.0
/* Whether a .config has the values that its fragments want. */
#include "build/build_check.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "base/tool.h"
#include "model/strings.h"

#define OPTIONS_MAX 512
#define SYMBOL "ABCDEFGHIJKLMNOPQRSTUVWXYZ" \
	       "abcdefghijklmnopqrstuvwxyz0123456789_"

/* struct option - an option, as a fragment wants it */
struct option {
	char name[64];
	char value[128];
	const char *fragment;
	int line;
};

/* struct wanted - all of them */
struct wanted {
	struct option option[OPTIONS_MAX];
	int nr;
};

/* "CONFIG_X=y" and "# CONFIG_X is not set", which is n; else false. */
static bool parse_option(const char *line, struct option *o)
{
	size_t len;

	if (!strncmp(line, "# CONFIG_", 9)) {
		len = strspn(line + 9, SYMBOL);
		if (strcmp(line + 9 + len, " is not set"))
			return false;
		snprintf(o->name, sizeof(o->name), "%.*s", (int)len, line + 9);
		strcpy(o->value, "n");
		return true;
	}
	if (strncmp(line, "CONFIG_", 7))
		return false;
	len = strspn(line + 7, SYMBOL);
	if (line[7 + len] != '=')
		return false;
	snprintf(o->name, sizeof(o->name), "%.*s", (int)len, line + 7);
	snprintf(o->value, sizeof(o->value), "%s", line + 8 + len);
	return true;
}

static int add_option(struct wanted *w, const struct option *o)
{
	for (int i = 0; i < w->nr; i++) {
		if (strcmp(w->option[i].name, o->name))
			continue;
		w->option[i] = *o;
		return 0;
	}
	if (w->nr == OPTIONS_MAX) {
		msg_error("%s:%d: more than %d options", o->fragment, o->line,
			  OPTIONS_MAX);
		return -E2BIG;
	}
	w->option[w->nr++] = *o;
	return 0;
}

static int read_fragment(const char *path, struct wanted *w)
{
	struct option o = { .fragment = path };
	char *text, *rest, *line;
	int ret;

	ret = file_need(path, &text, NULL);
	if (ret)
		return ret;
	rest = text;
	while (!ret && (line = strsep(&rest, "\n"))) {
		o.line++;
		if (parse_option(line, &o)) {
			ret = add_option(w, &o);
		} else if (*line && *line != '#') {
			msg_error("%s:%d: neither CONFIG_NAME=value nor a comment",
				  path, o.line);
			ret = -EINVAL;
		}
	}
	free(text);
	return ret;
}

/* The value in a .config; "n" when it has none. */
static void find_value(const char *config, const char *name, char *buf,
		       size_t size)
{
	char key[80];
	const char *at = config;
	size_t len = snprintf(key, sizeof(key), "CONFIG_%s=", name);

	snprintf(buf, size, "n");
	while ((at = strstr(at, key))) {
		if (at == config || at[-1] == '\n') {
			snprintf(buf, size, "%.*s",
				 (int)strcspn(at + len, "\n"), at + len);
			return;
		}
		at += len;
	}
}

/* Another architecture's options are not this kernel's. */
static bool is_ours(const char *file)
{
	return strncmp(file, "./arch/", 7) ||
	       !strncmp(file, "./arch/x86/", 11) ||
	       !strncmp(file, "./arch/Kconfig", 14);
}

/* Return: 1 and "FILE:LINE" where an option is defined, 0, or an errno. */
static int find_definition(const char *src, const char *name, char *file,
			   size_t size, int *line)
{
	char pattern[160];
	const char * const argv[] = {
		"grep", "-rnE", "--include=Kconfig*", pattern, ".", NULL
	};
	struct tool t = { .argv = argv, .dir = src };
	char *rest, *hit;
	int ret;

	snprintf(pattern, sizeof(pattern),
		 "^[[:space:]]*(menu)?config[[:space:]]+%s[[:space:]]*$", name);
	ret = tool_run(&t);
	rest = t.out;
	if (ret > 0)
		ret = 0;
	while (!ret && (hit = strsep(&rest, "\n")) && *hit) {
		if (!is_ours(hit) || !strchr(hit, ':'))
			continue;
		snprintf(file, size, "%.*s", (int)strcspn(hit, ":") - 2,
			 hit + 2);
		*line = atoi(strchr(hit, ':') + 1);
		ret = 1;
	}
	tool_free(&t);
	return ret;
}

/* Add the names in an expression that are not set; quotes are no names. */
static void add_unmet(const char *expression, const char *config, char *buf,
		      size_t size)
{
	const char *at = expression;
	char name[64], value[16];
	size_t len;

	for (; *at && *at != '#'; at += len ? len : 1) {
		if (*at == '"') {
			len = strcspn(at + 1, "\"") + 2;
			continue;
		}
		len = strspn(at, SYMBOL);
		if (!len || !isupper((unsigned char)*at))
			continue;
		snprintf(name, sizeof(name), "%.*s", (int)len, at);
		find_value(config, name, value, sizeof(value));
		if (!strcmp(value, "n") && !strstr(buf, name))
			string_append_item(buf, size, ", ", "%s", name);
	}
}

/* Searches the indented lines of a config entry of Kconfig. */
static void find_unmet(const char *src, const char *file, int line,
		       const char *config, char *buf, size_t size)
{
	char path[PATH_MAX], *text, *rest, *at;
	int nr = 0;

	buf[0] = '\0';
	if (path_format(path, "%s/%s", src, file) ||
	    file_read(path, &text, NULL))
		return;
	rest = text;
	while ((at = strsep(&rest, "\n"))) {
		if (++nr <= line)
			continue;
		if (*at && !isspace((unsigned char)*at) && *at != '#')
			break;
		at += strspn(at, " \t");
		if (!strncmp(at, "help", 4))
			break;
		if (!strncmp(at, "depends on ", 11))
			add_unmet(at + 11, config, buf, size);
		else if (strstr(at, " if "))
			add_unmet(strstr(at, " if ") + 4, config, buf, size);
	}
	free(text);
}

/* Return: 0 when it is as it should be, 1 when not, reported, or an errno. */
static int check_one(const char *name, const char *src, const char *config,
		     const struct option *o)
{
	char value[128], file[256], unmet[256];
	int line, ret;

	find_value(config, o->name, value, sizeof(value));
	if (!strcmp(value, o->value))
		return 0;
	ret = find_definition(src, o->name, file, sizeof(file), &line);
	if (ret <= 0)
		return ret;
	if (!strcmp(o->value, "n")) {
		msg_error("%s: CONFIG_%s is %s, though %s:%d turns it off: another option selects it (see %s:%d)",
			  name, o->name, value, o->fragment, o->line, file,
			  line);
		return 1;
	}
	find_unmet(src, file, line, config, unmet, sizeof(unmet));
	msg_error("%s: CONFIG_%s is %s, not %s as %s:%d wants it: %s%s (see %s:%d)",
		  name, o->name, value, o->value, o->fragment, o->line,
		  *unmet ? "not set, and it depends on them: " :
		  "what it depends on is in a menu around it, or another choice excludes it",
		  unmet, file, line);
	return 1;
}

int build_check(const char *name, const char *src, const char *config,
		const struct fragments *f)
{
	struct wanted *w = calloc(1, sizeof(*w));
	int ret = w ? 0 : -ENOMEM, bad = 0;
	char *text = NULL;

	for (int i = 0; i < f->nr && !ret; i++)
		ret = read_fragment(f->path[i], w);
	if (!ret)
		ret = file_need(config, &text, NULL);
	/* Report every wrong option, not only the first. */
	for (int i = 0; !ret && i < w->nr; i++) {
		ret = check_one(name, src, text, &w->option[i]);
		bad += ret > 0;
		ret = ret > 0 ? 0 : ret;
	}
	free(text);
	free(w);
	return ret ? ret : bad ? -EINVAL : 0;
}
