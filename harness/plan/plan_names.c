// SPDX-License-Identifier: GPL-2.0
/* The names of kernels that were given by their paths. */
#include "plan/plan_names.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "model/strings.h"

#define NAME_MAX_BYTES sizeof(((struct kernel *)0)->name)

/* results.json is UTF-8: what else differs in the byte would be one name. */
static void make_printable(char *name)
{
	size_t length;

	for (; *name; name += length) {
		length = utf8_decode(name, NULL);
		if (!length || iscntrl((unsigned char)*name)) {
			*name = '?';
			length = 1;
		}
	}
}

/* The part of a path that has @depth parts behind it; its length, 0 for none. */
static size_t path_part(const char *path, int depth, const char **part)
{
	const char *end = path + strlen(path), *start = end;

	for (;; end = start - 1) {
		start = end;
		while (start > path && start[-1] != '/')
			start--;
		*part = start;
		if (!depth-- || start == path)
			break;
	}
	return depth >= 0 ? 0 : (size_t)(end - start);
}

/* The label at depth 0, "PART/LABEL" at those above; false: no such part. */
static bool name_at(const struct kernel *k, int depth, char *name)
{
	const int room = NAME_MAX_BYTES - 2 - strlen(k->label);
	const char *part = "";
	int length = depth ? path_part(k->path, depth, &part) : 0;

	if (depth && !length)
		return false;
	if (length > room)
		length = room > 0 ? room : 0;
	*name = '\0';
	string_append(name, NAME_MAX_BYTES, "%.*s%s%s", length, part,
		      length ? "/" : "", k->label);
	make_printable(name);
	return true;
}

/* The same, too, as the name of a file that keeps a console: '/' is '_'. */
static bool same_name(const char *a, const char *b)
{
	for (; *a && *b; a++, b++)
		if (*a != *b && !(strchr("/_", *a) && strchr("/_", *b)))
			return false;
	return *a == *b;
}

/* Whether another kernel has a name, or would have it at that depth. */
static bool is_taken(const struct plan *p, size_t own, int depth,
		     const char *name)
{
	char other[NAME_MAX_BYTES];

	for (size_t i = 0; i < p->nr; i++) {
		const struct kernel *k = &p->kernels[i].kernel;

		if (i == own)
			continue;
		if (same_name(k->name, name))
			return true;
		if (*k->label && name_at(k, depth, other) &&
		    same_name(other, name))
			return true;
	}
	return false;
}

/* The last resort, where parts were cut that differ: a number at the end. */
static void number_name(const struct plan *p, size_t own, char *name)
{
	const int room = NAME_MAX_BYTES - 8;
	char base[NAME_MAX_BYTES];

	name_at(&p->kernels[own].kernel, 0, base);
	for (size_t i = 1; i <= p->nr + 1; i++) {
		snprintf(name, NAME_MAX_BYTES, "%.*s~%zu", room, base, i);
		make_printable(name);
		if (!is_taken(p, own, 0, name))
			return;
	}
}

static void name_kernel(struct plan *p, size_t own)
{
	struct kernel *k = &p->kernels[own].kernel;
	char name[NAME_MAX_BYTES];
	bool taken = true;

	for (int depth = 0; taken && name_at(k, depth, name); depth++)
		taken = is_taken(p, own, depth, name);
	if (taken)
		number_name(p, own, name);
	memcpy(k->name, name, sizeof(name));
}

void plan_names(struct plan *p)
{
	for (size_t i = 0; i < p->nr; i++)
		if (*p->kernels[i].kernel.label)
			p->kernels[i].kernel.name[0] = '\0';
	for (size_t i = 0; i < p->nr; i++)
		if (*p->kernels[i].kernel.label)
			name_kernel(p, i);
}
