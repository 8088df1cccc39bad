// SPDX-License-Identifier: GPL-2.0
/* Results to JSON. */
#include <errno.h>

#include "base/msg.h"
#include "results/json_file.h"
#include "results/results.h"
#include "results/results_fields.h"

static int save_kernel(const struct result_kernel *k, json_object *array)
{
	json_object *out = json_nest(array, NULL, json_object_new_object());
	json_object *machine;

	if (!out || json_fields_save(kernel_fields, k, out) ||
	    json_fields_save(later_kernel_fields, k, out))
		return -ENOMEM;
	machine = json_nest(out, "facts", json_object_new_object());
	if (!machine || json_fields_save(machine_fields, k, machine))
		return -ENOMEM;
	return json_fields_save(later_machine_fields, k, machine);
}

static int save_pins(const struct cell *c, json_object *out)
{
	json_object *pins;

	if (c->report.seen.pins_acquired < 0 || c->report.seen.pins_released < 0)
		return json_object_object_add(out, "pins", NULL);
	pins = json_nest(out, "pins", json_object_new_object());
	return pins ? json_fields_save(pins_fields, c, pins) : -ENOMEM;
}

static int save_parts(const struct cell *c, json_object *out)
{
	json_object *parts;

	if (!upstream_is(c->report.id))
		return 0;
	parts = json_nest(out, "parts", json_object_new_object());
	return parts ? json_fields_save(parts_fields, c, parts) : -ENOMEM;
}

/* Only a cell that was tried again has this. */
static int save_again(const struct cell *c, json_object *out)
{
	json_object *again;

	if (!c->tries)
		return 0;
	again = json_nest(out, "again", json_object_new_object());
	return again ? json_fields_save(again_fields, c, again) : -ENOMEM;
}

static int save_cell(const struct cell *c, const char *kernel,
		     json_object *array)
{
	json_object *out = json_nest(array, NULL, json_object_new_object());

	if (!json_nest(out, "kernel", json_object_new_string(kernel)) ||
	    json_fields_save(cell_fields, c, out) || save_pins(c, out) ||
	    save_again(c, out))
		return -ENOMEM;
	return save_parts(c, out);
}

static int save_root(const struct results *r, json_object *root)
{
	json_object *array;
	int ret = 0;
	size_t i;

	if (!json_nest(root, "format", json_object_new_int(RESULTS_FORMAT)) ||
	    json_fields_save(run_fields, r, root) ||
	    json_fields_save(later_run_fields, r, root))
		return -ENOMEM;
	array = json_nest(root, "kernels", json_object_new_array());
	if (!array)
		return -ENOMEM;
	for (i = 0; i < r->nr_kernels && !ret; i++)
		ret = save_kernel(&r->kernels[i], array);
	array = json_nest(root, "cells", json_object_new_array());
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
