// SPDX-License-Identifier: GPL-2.0
/* The results of mutants as JSON. */
#include "results/mutants_json.h"

#include <errno.h>
#include <string.h>

#include "base/json_fields.h"
#include "base/msg.h"
#include "results/json_file.h"

#define FORMAT 1

#define R(name, kind, field) JSON_FIELD(struct mutant_run, name, kind, field)
static const struct json_field run_fields[] = {
	R("kernel", TEXT, kernel),
	R("version", TEXT, version),
	R("build", TEXT, build),
	R("pincer", TEXT, pincer),
	R("seconds", SECONDS, seconds),
	R("clean", BOOL, clean),
	R("alone", BOOL, alone),
	R("upstream", BOOL, upstream),
	{ .name = NULL }
};

#define M(name, kind, field) JSON_FIELD(struct mutant, name, kind, field)
static const struct json_field mutant_fields[] = {
	M("name", TEXT, name),
	M("what", TEXT, what),
	M("source", TEXT, source),
	M("area", TEXT, area),
	M("notices", TEXT, notices),
	M("equivalent", TEXT, equivalent),
	M("reason", TEXT, reason),
	M("noticed", SIZE, nr_noticed),
	M("errors", SIZE, nr_errors),
	M("whole", BOOL, whole),
	M("reached", LONG, reached),
	M("seconds", SECONDS, seconds),
	M("upstream_by", TEXT, upstream_by),
	{ .name = NULL }
};

#define B(name, kind, field) JSON_FIELD(struct mutant_by, name, kind, field)
static const struct json_field by_fields[] = {
	B("id", TEXT, id),
	B("observed", TEXT, observed),
	{ .name = NULL }
};

static size_t nr_by(const struct mutant *m)
{
	return m->nr_noticed < MUTANT_BY_MAX ? m->nr_noticed : MUTANT_BY_MAX;
}

static int save_state(json_object *out, const char *name, enum mutant_state s)
{
	return json_nest(out, name,
			 json_object_new_string(mutant_state_name(s))) ?
		0 : -ENOMEM;
}

static int save_mutant(const struct mutant *m, json_object *array)
{
	json_object *out = json_nest(array, NULL, json_object_new_object());
	json_object *by;
	int ret = 0;

	if (!out || json_fields_save(mutant_fields, m, out) ||
	    save_state(out, "state", m->state) ||
	    save_state(out, "upstream", m->upstream))
		return -ENOMEM;
	by = json_nest(out, "by", json_object_new_array());
	for (size_t i = 0; i < nr_by(m) && !ret; i++) {
		out = json_nest(by, NULL, json_object_new_object());
		ret = out ? json_fields_save(by_fields, &m->by[i], out) :
			    -ENOMEM;
	}
	return by ? ret : -ENOMEM;
}

static int save_root(const struct mutant_run *r, json_object *root)
{
	json_object *array;
	int ret = 0;

	if (!json_nest(root, "format", json_object_new_int(FORMAT)) ||
	    json_fields_save(run_fields, r, root))
		return -ENOMEM;
	array = json_nest(root, "mutants", json_object_new_array());
	for (size_t i = 0; array && i < r->mutants->nr && !ret; i++)
		ret = save_mutant(&r->mutants->list[i], array);
	return array ? ret : -ENOMEM;
}

int mutant_run_save(const struct mutant_run *r, const char *path)
{
	json_object *root = json_object_new_object();
	int ret = root ? save_root(r, root) : -ENOMEM;

	if (ret)
		msg_error("%s: not enough memory to write it", path);
	else
		ret = json_file_write(path, root);
	json_object_put(root);
	return ret;
}

static int load_state(const struct json_place *p, json_object *in,
		      const char *name, enum mutant_state *s)
{
	json_object *text;
	int ret = json_field_get(p, in, name, json_type_string, &text);

	for (int i = 0; i < NR_MUTANT_STATES && !ret; i++) {
		if (strcmp(json_object_get_string(text), mutant_state_name(i)))
			continue;
		*s = i;
		return 0;
	}
	return ret ? ret : json_place_bad(p, name, "is no state of a mutant");
}

static int load_mutant(struct json_place *p, json_object *in, struct mutant *m)
{
	json_object *by;
	int ret = json_fields_load(p, mutant_fields, in, m);

	if (!ret)
		ret = load_state(p, in, "state", &m->state);
	if (!ret)
		ret = load_state(p, in, "upstream", &m->upstream);
	if (!ret)
		ret = json_field_get(p, in, "by", json_type_array, &by);
	if (!ret && json_object_array_length(by) != nr_by(m))
		ret = json_place_bad(p, "by", "has another length");
	p->inner = "by";
	for (size_t i = 0; !ret && i < nr_by(m); i++)
		ret = json_fields_load(p, by_fields,
				       json_object_array_get_idx(by, i),
				       &m->by[i]);
	p->inner = NULL;
	return ret;
}

/* A mutant's description is its file's; only its results are taken over. */
static void take_over(struct mutant_run *r, const struct mutant *then)
{
	struct mutant *now = mutants_find(r->mutants, then->name);
	struct mutant old;

	if (!now || now->state != MUTANT_NOT_RUN)
		return;
	old = *now;
	*now = *then;
	memcpy(now->path, old.path, sizeof(now->path));
	memcpy(now->files, old.files, sizeof(now->files));
	memcpy(now->kernels, old.kernels, sizeof(now->kernels));
}

static int load_mutants(struct mutant_run *r, struct json_place *p,
			json_object *root)
{
	json_object *array;
	int ret = json_field_get(p, root, "mutants", json_type_array, &array);

	p->array = "mutants";
	for (size_t i = 0; !ret && i < json_object_array_length(array); i++) {
		struct mutant m = { .reached = -1 };

		p->index = i;
		ret = load_mutant(p, json_object_array_get_idx(array, i), &m);
		if (!ret)
			take_over(r, &m);
	}
	return ret;
}

static int load_root(struct mutant_run *r, const char *path, json_object *root)
{
	struct json_place p = { .path = path };
	struct mutant_run then = { .mutants = NULL };
	int ret = json_fields_load(&p, run_fields, root, &then);

	if (!ret && (strcmp(then.build, r->build) ||
		     strcmp(then.pincer, r->pincer))) {
		msg_error("%s: cannot go on: it is of another kernel (%s) or by another pincer (%s); leave --resume out",
			  path, then.build, then.pincer);
		ret = -EINVAL;
	}
	return ret ? ret : load_mutants(r, &p, root);
}

int mutant_run_resume(struct mutant_run *r, const char *path)
{
	json_object *root;
	int ret = json_file_read(path, &root);

	if (ret)
		return ret;
	ret = load_root(r, path, root);
	json_object_put(root);
	return ret;
}
