// SPDX-License-Identifier: GPL-2.0
/* The results of mutants as JSON. */
#include "results/mutants_json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
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

/* Files of an older pincer lack it. */
#define UPSTREAM_BUILD "upstream_build"

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
	    json_fields_save(run_fields, r, root) ||
	    !json_nest(root, UPSTREAM_BUILD,
		       json_object_new_string(r->upstream_build)))
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

/* What one of a run's suites came to, apart from the mutants. */
static void take_run(struct mutant_run *r, const struct mutant_run *then,
		     enum mutant_suite suite)
{
	if (suite == MUTANT_SUITE_UPSTREAM) {
		strcpy(r->upstream_build, then->upstream_build);
		return;
	}
	strcpy(r->build, then->build);
	strcpy(r->pincer, then->pincer);
	r->seconds = then->seconds;
	r->clean = then->clean;
	r->alone = then->alone;
}

/* A mutant's description is its file's; only its results are taken over. */
static void take_own(struct mutant *now, const struct mutant *then)
{
	if (now->state != MUTANT_NOT_RUN)
		return;
	now->state = then->state;
	strcpy(now->reason, then->reason);
	memcpy(now->by, then->by, sizeof(now->by));
	now->nr_noticed = then->nr_noticed;
	now->nr_errors = then->nr_errors;
	now->whole = then->whole;
	now->reached = then->reached;
	now->seconds = then->seconds;
}

static void take_over(struct mutant_run *r, const struct mutant *then,
		      enum mutant_suite suite)
{
	struct mutant *now = mutants_find(r->mutants, then->name);

	if (!now)
		return;
	if (suite == MUTANT_SUITE_PINCER)
		take_own(now, then);
	else if (now->upstream == MUTANT_NOT_RUN) {
		now->upstream = then->upstream;
		strcpy(now->upstream_by, then->upstream_by);
	}
}

/* struct earlier - a file of results: its run, and its mutants */
struct earlier {
	struct mutant_run run;
	struct mutants mutants;
};

static int load_mutants(struct earlier *e, struct json_place *p,
			json_object *root)
{
	json_object *array;
	int ret = json_field_get(p, root, "mutants", json_type_array, &array);
	size_t i, nr = ret ? 0 : json_object_array_length(array);

	p->array = "mutants";
	e->mutants.list = calloc(nr + 1, sizeof(*e->mutants.list));
	if (!e->mutants.list)
		return -ENOMEM;
	for (i = 0; !ret && i < nr; i++) {
		p->index = i;
		e->mutants.nr++;
		ret = load_mutant(p, json_object_array_get_idx(array, i),
				  &e->mutants.list[i]);
	}
	return ret;
}

static int load_earlier(struct earlier *e, const char *path)
{
	struct json_place p = { .path = path };
	json_object *root, *build;
	int ret = json_file_read(path, &root);

	memset(e, 0, sizeof(*e));
	if (ret)
		return ret;
	ret = json_fields_load(&p, run_fields, root, &e->run);
	if (!ret && json_object_object_get_ex(root, UPSTREAM_BUILD, &build))
		snprintf(e->run.upstream_build, sizeof(e->run.upstream_build),
			 "%s", json_object_get_string(build));
	if (!ret)
		ret = load_mutants(e, &p, root);
	json_object_put(root);
	return ret;
}

static void take(struct mutant_run *r, const struct earlier *e,
		 enum mutant_suite suite)
{
	for (size_t i = 0; i < e->mutants.nr; i++)
		take_over(r, &e->mutants.list[i], suite);
}

static bool is_same(const struct mutant_run *r, const struct mutant_run *then,
		    enum mutant_suite suite)
{
	if (suite == MUTANT_SUITE_UPSTREAM)
		return !strcmp(then->upstream_build, r->upstream_build);
	return !strcmp(then->build, r->build) &&
	       !strcmp(then->pincer, r->pincer);
}

int mutant_run_resume(struct mutant_run *r, const char *path,
		      enum mutant_suite suite)
{
	struct earlier e;
	int ret = load_earlier(&e, path);

	if (!ret && !is_same(r, &e.run, suite)) {
		msg_error("%s: cannot go on: it is of another kernel (%s) or by another pincer (%s); leave --resume out",
			  path, suite == MUTANT_SUITE_UPSTREAM ?
			  e.run.upstream_build : e.run.build, e.run.pincer);
		ret = -EINVAL;
	}
	if (!ret) {
		take(r, &e, MUTANT_SUITE_PINCER);
		take(r, &e, MUTANT_SUITE_UPSTREAM);
		take_run(r, &e.run, suite == MUTANT_SUITE_PINCER ?
			 MUTANT_SUITE_UPSTREAM : MUTANT_SUITE_PINCER);
	}
	mutants_free(&e.mutants);
	return ret;
}

int mutant_run_keep(struct mutant_run *r, const char *path,
		    enum mutant_suite suite)
{
	struct earlier e;
	int ret;

	if (!path_is_file(path))
		return 0;
	ret = load_earlier(&e, path);
	if (!ret && !strcmp(e.run.kernel, r->kernel) &&
	    !strcmp(e.run.version, r->version)) {
		take(r, &e, suite);
		take_run(r, &e.run, suite);
	}
	mutants_free(&e.mutants);
	return ret;
}

int mutant_run_load(struct mutant_run *r, const char *path)
{
	struct earlier e;
	int ret = load_earlier(&e, path);

	if (ret) {
		mutants_free(&e.mutants);
		return ret;
	}
	*r->mutants = e.mutants;
	e.run.mutants = r->mutants;
	*r = e.run;
	return 0;
}
