// SPDX-License-Identifier: GPL-2.0
/*
 * Results from JSON, as RESULTS.md describes it.
 *
 * A file that lacks a member, or has one of another type, is refused as a whole:
 * a missing result must not look like a pass.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_fields.h"
#include "base/msg.h"
#include "results/json_file.h"
#include "results/results.h"
#include "results/results_fields.h"

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

/* Loads the fields that are there: older files lack some. */
static int load_later(const struct json_place *p, const struct json_field *m,
		      json_object *in, void *to)
{
	struct json_field one[2] = { { .name = NULL } };
	int ret = 0;

	for (; m->name && !ret; m++) {
		one[0] = *m;
		if (json_object_object_get_ex(in, m->name, NULL))
			ret = json_fields_load(p, one, in, to);
	}
	return ret;
}

static int load_kernel(struct results *r, struct json_place *p, json_object *in)
{
	struct result_kernel *k;
	json_object *machine;
	int ret;

	k = results_add_kernel(r, "");
	if (!k)
		return -ENOMEM;
	ret = json_fields_load(p, kernel_fields, in, k);
	if (!ret)
		ret = load_later(p, later_kernel_fields, in, k);
	if (ret)
		return ret;
	if (kernel_index(r, k->name) != r->nr_kernels - 1)
		return json_place_bad(p, "name", "is another kernel's too");
	ret = json_field_get(p, in, "facts", json_type_object, &machine);
	if (ret)
		return ret;
	p->inner = "facts";
	ret = json_fields_load(p, machine_fields, machine, k);
	return ret ? ret : load_later(p, later_machine_fields, machine, k);
}

/* Pins that were not counted are null. */
static int load_pins(struct json_place *p, json_object *in, struct cell *c)
{
	json_object *pins;
	int ret;

	if (json_object_object_get_ex(in, "pins", &pins) && !pins)
		return 0;
	ret = json_field_get(p, in, "pins", json_type_object, &pins);
	if (ret)
		return ret;
	p->inner = "pins";
	ret = json_fields_load(p, pins_fields, pins, c);
	p->inner = NULL;
	return ret;
}

/* An object that few cells have. */
static int load_inner(struct json_place *p, json_object *in, const char *name,
		      const struct json_field *fields, struct cell *c)
{
	json_object *inner;
	int ret;

	if (!json_object_object_get_ex(in, name, NULL))
		return 0;
	ret = json_field_get(p, in, name, json_type_object, &inner);
	if (ret)
		return ret;
	p->inner = name;
	return json_fields_load(p, fields, inner, c);
}

/* How often a cell was bad cannot be more than how often it was tried. */
static int load_again(struct json_place *p, json_object *in, struct cell *c)
{
	const int ret = load_inner(p, in, "again", again_fields, c);

	if (!ret && (c->tries < 0 || c->bad < 0 || c->bad > c->tries))
		return json_place_bad(p, "bad", "must be between 0 and tries");
	return ret;
}

static int load_cell(struct results *r, struct json_place *p, json_object *in)
{
	json_object *name;
	struct cell *c;
	size_t kernel;
	int ret;

	ret = json_field_get(p, in, "kernel", json_type_string, &name);
	if (ret)
		return ret;
	kernel = kernel_index(r, json_object_get_string(name));
	if (kernel == r->nr_kernels)
		return json_place_bad(p, "kernel", "is none of the kernels");
	c = results_add_cell(r, kernel);
	if (!c)
		return -ENOMEM;
	ret = json_fields_load(p, cell_fields, in, c);
	if (!ret)
		ret = load_pins(p, in, c);
	if (!ret)
		ret = load_again(p, in, c);
	return ret ? ret : load_inner(p, in, "parts", parts_fields, c);
}

static int load_array(struct results *r, const char *path, json_object *root,
		      const char *name,
		      int (*load)(struct results *r, struct json_place *p,
				  json_object *in))
{
	const struct json_place top = { .path = path };
	json_object *array, *item;
	size_t i;
	int ret;

	ret = json_field_get(&top, root, name, json_type_array, &array);
	for (i = 0; !ret && i < json_object_array_length(array); i++) {
		struct json_place p = { .path = path, .array = name, .index = i };

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

/* A contract must not have two verdicts on one kernel. */
static int check_twice(const struct results *r, const char *path)
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

static bool is_judged(const struct results *r, size_t kernel)
{
	for (size_t i = 0; i < r->nr_cells; i++)
		if (r->cells[i].kernel == kernel &&
		    cell_rests_on_kernel(&r->cells[i]))
			return true;
	return false;
}

/*
 * What the verdicts of a kernel rest on. A kernel that was lost before it said
 * anything has none of it, and nothing that could be judged.
 */
static int check_kernel(const struct results *r, size_t kernel,
			const char *path)
{
	const struct json_place p = {
		.path = path, .array = "kernels", .index = kernel,
	};
	const struct results_gap gap = results_gap(&r->kernels[kernel]);

	if (!gap.member || (!gap.wrong && !is_judged(r, kernel)))
		return 0;
	return json_place_bad(&p, gap.member, gap.what);
}

static int check_kernels(const struct results *r, const char *path)
{
	int ret = 0;

	for (size_t i = 0; i < r->nr_kernels && !ret; i++)
		ret = check_kernel(r, i, path);
	return ret;
}

static int load_root(struct results *r, const char *path, json_object *root)
{
	const struct json_place top = { .path = path };
	json_object *format;
	int ret;

	if (!json_object_is_type(root, json_type_object)) {
		msg_error("%s: must be an object, as `pincer run` writes it",
			  path);
		return -EINVAL;
	}
	ret = json_field_get(&top, root, "format", json_type_int, &format);
	if (ret)
		return ret;
	if (json_object_get_int64(format) != RESULTS_FORMAT)
		return json_place_bad(&top, "format", "is another than 1: it takes another pincer to read it");
	ret = json_fields_load(&top, run_fields, root, r);
	if (!ret)
		ret = load_later(&top, later_run_fields, root, r);
	if (!ret)
		ret = load_array(r, path, root, "kernels", load_kernel);
	if (!ret)
		ret = load_array(r, path, root, "cells", load_cell);
	if (!ret)
		ret = check_twice(r, path);
	return ret ? ret : check_kernels(r, path);
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
