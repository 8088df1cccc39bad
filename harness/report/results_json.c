// SPDX-License-Identifier: GPL-2.0
/*
 * Results as JSON; RESULTS.md is the description for others.
 *
 * A file that lacks a member, or has another type there, is refused as a
 * whole: a result that went missing must never look like a pass.
 */
#include "results.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "json_file.h"
#include "members.h"
#include "msg.h"

#define FORMAT 1

#define MEMBER(type, name, kind, field)				\
	{ name, MEMBER_##kind, offsetof(type, field),		\
	  sizeof(((type *)0)->field) }

#define R(name, kind, field) MEMBER(struct results, name, kind, field)
static const struct member run_members[] = {
	R("pincer", TEXT, pincer),
	R("command", TEXT, command),
	{ .name = NULL }
};

#define K(name, kind, field) MEMBER(struct result_kernel, name, kind, field)
static const struct member kernel_members[] = {
	K("name", TEXT, name),
	K("origin", TEXT, origin),
	K("version", TEXT, version),
	K("history", TEXT, history),
	K("history_from", TEXT, history_from),
	K("config", TEXT, config),
	K("boots", COUNT, boots),
	K("seconds", SECONDS, seconds),
	K("console", TEXT, console),
	{ .name = NULL }
};

/* Members that came later: files without them are as good. */
static const struct member later_members[] = {
	K("accel", TEXT, accel),
	{ .name = NULL }
};

static const struct member later_facts[] = {
	K("mem_force", BOOL, facts.mem_force),
	{ .name = NULL }
};

static const struct member facts_members[] = {
	K("page_size", SIZE, facts.page_size),
	K("gup_fast", BOOL, facts.gup_fast),
	K("p2p_bridge", BOOL, facts.p2p_bridge),
	{ .name = NULL }
};

#define C(name, kind, field) MEMBER(struct cell, name, kind, field)
static const struct member cell_members[] = {
	C("id", TEXT, report.id),
	C("expected", TEXT, report.expected),
	C("observed", TEXT, report.observed),
	C("verdict", VERDICT, report.verdict),
	C("commit", COMMIT, report.commit),
	C("reason", TEXT, report.reason),
	C("seconds", SECONDS, report.seconds),
	C("proof", TEXT, proof),
	{ .name = NULL }
};

static const struct member pins_members[] = {
	C("acquired", LONG, report.pins_acquired),
	C("released", LONG, report.pins_released),
	{ .name = NULL }
};

/* The kernel of that name among those read so far; their number for none. */
static size_t kernel_index(const struct results *r, const char *name)
{
	size_t i;

	for (i = 0; i < r->nr_kernels; i++) {
		if (!strcmp(r->kernels[i].name, name))
			break;
	}
	return i;
}

static int load_kernel(struct results *r, struct place *p, json_object *in)
{
	struct result_kernel *k;
	json_object *facts;
	int ret;

	k = results_add_kernel(r, "");
	if (!k)
		return -ENOMEM;
	ret = members_load(p, kernel_members, in, k);
	if (!ret && json_object_object_get_ex(in, later_members->name, NULL))
		ret = members_load(p, later_members, in, k);
	if (ret)
		return ret;
	if (kernel_index(r, k->name) != r->nr_kernels - 1)
		return place_bad(p, "name", "is another kernel's too");
	ret = member_get(p, in, "facts", json_type_object, &facts);
	if (ret)
		return ret;
	p->inner = "facts";
	if (json_object_object_get_ex(facts, later_facts->name, NULL))
		ret = members_load(p, later_facts, facts, k);
	return ret ? ret : members_load(p, facts_members, facts, k);
}

static int load_cell(struct results *r, struct place *p, json_object *in)
{
	json_object *name, *pins;
	struct cell *c;
	size_t kernel;
	int ret;

	ret = member_get(p, in, "kernel", json_type_string, &name);
	if (ret)
		return ret;
	kernel = kernel_index(r, json_object_get_string(name));
	if (kernel == r->nr_kernels)
		return place_bad(p, "kernel", "is none of the kernels");
	c = results_add_cell(r, kernel);
	if (!c)
		return -ENOMEM;
	ret = members_load(p, cell_members, in, c);
	if (ret)
		return ret;
	/* Pins that were not counted are null. */
	if (json_object_object_get_ex(in, "pins", &pins) && !pins)
		return 0;
	ret = member_get(p, in, "pins", json_type_object, &pins);
	if (ret)
		return ret;
	p->inner = "pins";
	return members_load(p, pins_members, pins, c);
}

static int load_array(struct results *r, const char *path, json_object *root,
		      const char *name,
		      int (*load)(struct results *r, struct place *p,
				  json_object *in))
{
	const struct place top = { .path = path };
	json_object *array, *item;
	size_t i;
	int ret;

	ret = member_get(&top, root, name, json_type_array, &array);
	for (i = 0; !ret && i < json_object_array_length(array); i++) {
		struct place p = { .path = path, .array = name, .index = i };

		item = json_object_array_get_idx(array, i);
		if (!json_object_is_type(item, json_type_object)) {
			msg_error("%s: %s[%zu] must be an object", path, name,
				  i);
			return -EINVAL;
		}
		ret = load(r, &p, item);
	}
	return ret;
}

static int by_contract(const void *a, const void *b)
{
	const struct cell *x = *(const struct cell *const *)a;
	const struct cell *y = *(const struct cell *const *)b;

	if (x->kernel != y->kernel)
		return x->kernel < y->kernel ? -1 : 1;
	return strcmp(x->report.id, y->report.id);
}

/* Two verdicts on one contract would let the reader pick the nicer one. */
static int refuse_twins(const struct results *r, const char *path)
{
	const struct cell **sorted;
	int ret = 0;
	size_t i;

	sorted = calloc(r->nr_cells + 1, sizeof(*sorted));
	if (!sorted)
		return -ENOMEM;
	for (i = 0; i < r->nr_cells; i++)
		sorted[i] = &r->cells[i];
	qsort(sorted, r->nr_cells, sizeof(*sorted), by_contract);
	for (i = 1; i < r->nr_cells && !ret; i++) {
		if (by_contract(&sorted[i - 1], &sorted[i]))
			continue;
		msg_error("%s: cells: %s on %s is there twice", path,
			  sorted[i]->report.id,
			  r->kernels[sorted[i]->kernel].name);
		ret = -EINVAL;
	}
	free(sorted);
	return ret;
}

static int load_root(struct results *r, const char *path, json_object *root)
{
	const struct place top = { .path = path };
	json_object *format;
	int ret;

	if (!json_object_is_type(root, json_type_object)) {
		msg_error("%s: must be an object, as `pincer run` writes it",
			  path);
		return -EINVAL;
	}
	ret = member_get(&top, root, "format", json_type_int, &format);
	if (ret)
		return ret;
	if (json_object_get_int64(format) != FORMAT)
		return place_bad(&top, "format", "is another than 1: it takes another pincer to read it");
	ret = members_load(&top, run_members, root, r);
	if (!ret)
		ret = load_array(r, path, root, "kernels", load_kernel);
	if (!ret)
		ret = load_array(r, path, root, "cells", load_cell);
	return ret ? ret : refuse_twins(r, path);
}

int results_load(struct results *r, const char *path)
{
	json_object *root = NULL;
	int ret;

	memset(r, 0, sizeof(*r));
	ret = json_file_read(path, &root);
	if (ret)
		return ret;
	ret = load_root(r, path, root);
	if (ret == -ENOMEM)
		msg_error("%s: not enough memory to read it", path);
	if (ret)
		results_free(r);
	json_object_put(root);
	return ret;
}

/* A new object or array, in its parent; NULL without memory. */
static json_object *nest(json_object *parent, const char *name,
			 json_object *child)
{
	int ret;

	if (!parent || !child)
		ret = -1;
	else if (name)
		ret = json_object_object_add(parent, name, child);
	else
		ret = json_object_array_add(parent, child);
	if (!ret)
		return child;
	json_object_put(child);
	return NULL;
}

static int save_kernel(const struct result_kernel *k, json_object *array)
{
	json_object *out = nest(array, NULL, json_object_new_object());
	json_object *facts;

	if (!out || members_save(kernel_members, k, out) ||
	    members_save(later_members, k, out))
		return -ENOMEM;
	facts = nest(out, "facts", json_object_new_object());
	if (!facts || members_save(facts_members, k, facts))
		return -ENOMEM;
	return members_save(later_facts, k, facts);
}

static int save_cell(const struct cell *c, const char *kernel,
		     json_object *array)
{
	json_object *out = nest(array, NULL, json_object_new_object());
	json_object *pins;

	if (!nest(out, "kernel", json_object_new_string(kernel)) ||
	    members_save(cell_members, c, out))
		return -ENOMEM;
	if (c->report.pins_acquired < 0 || c->report.pins_released < 0)
		return json_object_object_add(out, "pins", NULL);
	pins = nest(out, "pins", json_object_new_object());
	return pins ? members_save(pins_members, c, pins) : -ENOMEM;
}

static int save_root(const struct results *r, json_object *root)
{
	json_object *array;
	int ret = 0;
	size_t i;

	if (!nest(root, "format", json_object_new_int(FORMAT)) ||
	    members_save(run_members, r, root))
		return -ENOMEM;
	array = nest(root, "kernels", json_object_new_array());
	if (!array)
		return -ENOMEM;
	for (i = 0; i < r->nr_kernels && !ret; i++)
		ret = save_kernel(&r->kernels[i], array);
	array = nest(root, "cells", json_object_new_array());
	if (!array)
		return -ENOMEM;
	for (i = 0; i < r->nr_cells && !ret; i++)
		ret = save_cell(&r->cells[i],
				r->kernels[r->cells[i].kernel].name, array);
	return ret;
}

int results_save(const struct results *r, const char *path)
{
	json_object *root = json_object_new_object();
	int ret;

	ret = root ? save_root(r, root) : -ENOMEM;
	if (ret)
		msg_error("%s: not enough memory to write it", path);
	else
		ret = json_file_write(path, root);
	json_object_put(root);
	return ret;
}
