// SPDX-License-Identifier: GPL-2.0
/* kernels/mutants/: a semantic patch a mutant, headed by what it is about. */
#include "fetch/mutant_file.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "base/text.h"
#include "model/array_size.h"
#include "model/strings.h"

#define ENDING ".cocci"
#define NAME_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789_"

/* The keys of a header. What an equivalent mutant lacks is a contract. */
#define TEXT(member) offsetof(struct mutant, member), \
		     sizeof(((struct mutant *)0)->member)

static const struct key {
	const char *name;
	bool needed;
	size_t offset, size;
} keys[] = {
	{ "what", true, TEXT(what) }, { "source", true, TEXT(source) },
	{ "area", true, TEXT(area) }, { "file", true, TEXT(files) },
	{ "notices", false, TEXT(notices) },
	{ "kernels", false, TEXT(kernels) },
	{ "config", false, TEXT(config) },
	{ "equivalent", false, TEXT(equivalent) },
};

/* struct reader - a file that is being read */
struct reader {
	struct mutant *m;
	int line;
	int key_line[ARRAY_SIZE(keys)];
};

static int bad(const struct reader *r, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static int bad(const struct reader *r, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	msg_error("%s:%d: %s", r->m->path, r->line, text);
	return -EINVAL;
}

static int set_key(struct reader *r, size_t i, const char *value)
{
	if (r->key_line[i])
		return bad(r, "\"%s\" again, it is in line %d already: remove one",
			   keys[i].name, r->key_line[i]);
	r->key_line[i] = r->line;
	if (!*value)
		return bad(r, "%s = has no value", keys[i].name);
	if (strlen(value) >= keys[i].size)
		return bad(r, "%s = is longer than %zu characters",
			   keys[i].name, keys[i].size - 1);
	strcpy((char *)r->m + keys[i].offset, value);
	return 0;
}

static int unknown_key(const struct reader *r, const char *line)
{
	char known[256] = "";

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		string_append_item(known, sizeof(known), ", ", "%s",
				   keys[i].name);
	return bad(r, "\"%.40s\" is no KEY = VALUE; known keys: %s", line,
		   known);
}

/* "KEY = VALUE", without the comment's slashes. */
static int read_key(struct reader *r, const char *line)
{
	size_t length = strcspn(line, " =");
	const char *value = line + length + strspn(line + length, " ");

	for (size_t i = 0; i < ARRAY_SIZE(keys) && *value == '='; i++) {
		if (strlen(keys[i].name) == length &&
		    !strncmp(keys[i].name, line, length))
			return set_key(r, i, value + 1 + strspn(value + 1, " "));
	}
	return unknown_key(r, line);
}

/* The comments that the file begins with; the first one is its licence. */
static int read_header(struct reader *r, char *text)
{
	char *line;
	int ret = 0;

	while (!ret && (line = strsep(&text, "\n"))) {
		r->line++;
		if (strncmp(line, "//", 2))
			break;
		line += 2;
		line += strspn(line, " ");
		if (strncmp(line, "SPDX-", 5))
			ret = read_key(r, line);
	}
	r->line = 1;
	return ret;
}

static int check_area(struct reader *r)
{
	char near[128], known[400] = "";
	size_t nr;

	for (nr = 0; mutant_areas[nr]; nr++) {
		if (!strcmp(mutant_areas[nr], r->m->area))
			return 0;
		string_append_item(known, sizeof(known), ", ", "%s",
				   mutant_areas[nr]);
	}
	text_nearest(r->m->area, mutant_areas, nr, near, sizeof(near));
	return bad(r, "area = %s is not known; %s%s", r->m->area,
		   *near ? "did you mean " : "there are ",
		   *near ? near : known);
}

/* "6.12", "6.12-", "-6.12" and "6.1-6.12"; returns what follows, or NULL. */
static const char *read_range(const char *at, int from[2], int to[2])
{
	int n = 0;

	from[0] = from[1] = 0;
	to[0] = to[1] = INT_MAX;
	if (isdigit((unsigned char)*at)) {
		if (sscanf(at, "%d.%d%n", &from[0], &from[1], &n) != 2 || !n)
			return NULL;
		at += n;
		if (*at != '-') {
			memcpy(to, from, 2 * sizeof(*to));
			return at;
		}
	} else if (*at != '-') {
		return NULL;
	}
	at++;
	n = 0;
	if (isdigit((unsigned char)*at)) {
		if (sscanf(at, "%d.%d%n", &to[0], &to[1], &n) != 2 || !n)
			return NULL;
		at += n;
	}
	return at;
}

static int check_kernels(struct reader *r)
{
	const char *at = r->m->kernels;
	int from[2], to[2];

	while (*at) {
		at = read_range(at, from, to);
		if (!at || (*at && *at != ' '))
			return bad(r, "kernels = %s: give versions such as 6.12, 6.12-, -6.1 and 6.1-7.2, blanks between",
				   r->m->kernels);
		at += strspn(at, " ");
	}
	return 0;
}

static bool is_before(const int a[2], const int b[2])
{
	return a[0] < b[0] || (a[0] == b[0] && a[1] < b[1]);
}

bool mutant_fits_version(const struct mutant *m, const char *version)
{
	int v[2] = { 0, 0 }, from[2], to[2];
	const char *at = m->kernels;

	sscanf(version, "%d.%d", &v[0], &v[1]);
	while (*at) {
		at = read_range(at, from, to);
		if (!at)
			return false;
		if (!is_before(v, from) && !is_before(to, v))
			return true;
		at += strspn(at, " ");
	}
	return !*m->kernels;
}

/* Each pincer_mutant() of a semantic patch asks for its own mutant. */
static int check_uses(struct reader *r, const char *text)
{
	static const char use[] = "pincer_mutant(";
	const char *at = text, *name = r->m->name;
	int nr = 0;

	while ((at = strstr(at, use))) {
		at += strlen(use);
		if (strncmp(at, name, strlen(name)) || at[strlen(name)] != ')')
			return bad(r, "pincer_mutant(%.*s) has to be pincer_mutant(%s), as the file is called",
				   (int)strcspn(at, ")\n"), at, name);
		nr++;
	}
	return nr ? 0 : bad(r, "nothing asks for pincer_mutant(%s)", name);
}

static int check(struct reader *r)
{
	if (r->m->name[strspn(r->m->name, NAME_CHARACTERS)])
		return bad(r, "its name has more in it than a-z, 0-9 and _");
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		if (keys[i].needed && !r->key_line[i])
			return bad(r, "has no \"%s =\"", keys[i].name);
	}
	if (!*r->m->notices == !*r->m->equivalent)
		return bad(r, "needs either \"notices =\" or \"equivalent =\"");
	if (check_area(r))
		return -EINVAL;
	return check_kernels(r);
}

static int load_one(const char *dir, const char *file, struct mutant *m)
{
	struct reader r = { .m = m };
	char *text, *copy;
	int ret;

	m->reached = -1;
	snprintf(m->name, sizeof(m->name), "%.*s",
		 (int)(strlen(file) - strlen(ENDING)), file);
	ret = path_format(m->path, "%s/%s", dir, file);
	if (!ret)
		ret = file_need(m->path, &text, NULL);
	if (ret)
		return ret;
	copy = strdup(text);
	ret = copy ? read_header(&r, copy) : -ENOMEM;
	if (!ret)
		ret = check(&r);
	if (!ret)
		ret = check_uses(&r, text);
	free(copy);
	free(text);
	return ret;
}

static int is_mutant(const struct dirent *d)
{
	return *d->d_name != '.' && string_ends(d->d_name, ENDING);
}

int mutants_load(const char *dir, struct mutants *m)
{
	char full[PATH_MAX];
	struct dirent **names;
	int n, ret = 0;

	*m = (struct mutants){ NULL, 0 };
	n = realpath(dir, full) ? scandir(full, &names, is_mutant, alphasort) :
				  -1;
	if (n < 0) {
		ret = -errno;
		msg_error("%s: cannot read the mutants there: %s", dir,
			  strerror(-ret));
		return ret;
	}
	m->list = calloc(n + 1, sizeof(*m->list));
	for (int i = 0; i < n; i++) {
		if (!m->list || load_one(full, names[i]->d_name,
					 &m->list[m->nr++]))
			ret = m->list ? -EINVAL : -ENOMEM;
		free(names[i]);
	}
	free(names);
	if (ret)
		mutants_free(m);
	return ret;
}
