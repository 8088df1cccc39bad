// SPDX-License-Identifier: GPL-2.0
/* Results to JSON. */
#include "results/results.h"

#include <errno.h>

#include "results/json_file.h"
#include "base/msg.h"
#include "results/results_members.h"

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
	    members_save(later_kernel_members, k, out))
		return -ENOMEM;
	facts = nest(out, "facts", json_object_new_object());
	if (!facts || members_save(facts_members, k, facts))
		return -ENOMEM;
	return members_save(later_facts_members, k, facts);
}

static int save_pins(const struct cell *c, json_object *out)
{
	json_object *pins;

	if (c->report.pins_acquired < 0 || c->report.pins_released < 0)
		return json_object_object_add(out, "pins", NULL);
	pins = nest(out, "pins", json_object_new_object());
	return pins ? members_save(pins_members, c, pins) : -ENOMEM;
}

static int save_parts(const struct cell *c, json_object *out)
{
	json_object *parts;

	if (!upstream_is(c->report.id))
		return 0;
	parts = nest(out, "parts", json_object_new_object());
	return parts ? members_save(parts_members, c, parts) : -ENOMEM;
}

static int save_cell(const struct cell *c, const char *kernel,
		     json_object *array)
{
	json_object *out = nest(array, NULL, json_object_new_object());

	if (!nest(out, "kernel", json_object_new_string(kernel)) ||
	    members_save(cell_members, c, out) || save_pins(c, out))
		return -ENOMEM;
	return save_parts(c, out);
}

static int save_root(const struct results *r, json_object *root)
{
	json_object *array;
	int ret = 0;
	size_t i;

	if (!nest(root, "format", json_object_new_int(RESULTS_FORMAT)) ||
	    members_save(run_members, r, root) ||
	    members_save(later_run_members, r, root))
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
