// SPDX-License-Identifier: GPL-2.0
/* Fields of a struct as members of a JSON object. */
#include "base/json_fields.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/msg.h"
#include "base/utf8.h"
#include "model/judge.h"
#include "model/outcome.h"

int json_place_bad(const struct json_place *p, const char *name,
		   const char *what)
{
	const char *inner = p && p->inner ? p->inner : "";
	const char *dot = *inner ? "." : "";

	if (p && p->array)
		msg_error("%s: %s[%zu].%s%s%s %s", p->path, p->array, p->index,
			  inner, dot, name, what);
	else if (p)
		msg_error("%s: %s%s%s %s", p->path, inner, dot, name, what);
	return -EINVAL;
}

int json_field_get(const struct json_place *p, json_object *in,
		   const char *name, json_type type, json_object **out)
{
	static const char *const want[] = {
		[json_type_boolean] = "must be true or false",
		[json_type_double] = "must be a number",
		[json_type_int] = "must be a whole number",
		[json_type_object] = "must be an object",
		[json_type_array] = "must be an array",
		[json_type_string] = "must be a string",
	};

	if (!json_object_object_get_ex(in, name, out))
		return json_place_bad(p, name, "is missing");
	if (!json_object_is_type(*out, type) &&
	    !(type == json_type_double &&
	      json_object_is_type(*out, json_type_int)))
		return json_place_bad(p, name, want[type]);
	return 0;
}

static int load_text(const struct json_place *p, const struct json_field *f,
		     json_object *value, void *field)
{
	const char *text = json_object_get_string(value);
	size_t length = json_object_get_string_len(value);
	char what[64];

	if (strlen(text) != length)
		return json_place_bad(p, f->name, "holds a zero byte");
	if (length >= f->size) {
		snprintf(what, sizeof(what), "is longer than %zu bytes",
			 f->size - 1);
		return json_place_bad(p, f->name, what);
	}
	memcpy(field, text, length + 1);
	return 0;
}

static int load_commit(const struct json_place *p, const struct json_field *f,
		       json_object *value, void *field)
{
	if (!json_object_get_string_len(value))
		value = NULL;
	if (value)
		return load_text(p, f, value, field);
	memcpy(field, "-", 2);
	return 0;
}

static int check_range(const struct json_place *p, const struct json_field *f,
		       json_object *value, int64_t least)
{
	int64_t number = json_object_get_int64(value);

	if (number < least)
		return json_place_bad(p, f->name, "must not be negative");
	if (number > INT32_MAX)
		return json_place_bad(p, f->name, "is too large");
	return 0;
}

static int load_count(const struct json_place *p, const struct json_field *f,
		      json_object *value, void *field)
{
	*(int *)field = json_object_get_int64(value);
	return check_range(p, f, value, 0);
}

static int load_size(const struct json_place *p, const struct json_field *f,
		     json_object *value, void *field)
{
	*(size_t *)field = json_object_get_int64(value);
	return check_range(p, f, value, 0);
}

static int load_long(const struct json_place *p, const struct json_field *f,
		     json_object *value, void *field)
{
	*(long *)field = json_object_get_int64(value);
	return check_range(p, f, value, -1);
}

static int load_time(const struct json_place *p, const struct json_field *f,
		     json_object *value, void *field)
{
	(void)p;
	(void)f;
	*(time_t *)field = json_object_get_int64(value);
	return 0;
}

static int load_seconds(const struct json_place *p, const struct json_field *f,
			json_object *value, void *field)
{
	double seconds = json_object_get_double(value);

	if (!isfinite(seconds) || seconds < 0)
		return json_place_bad(p, f->name, "must be a length of time");
	*(double *)field = seconds;
	return 0;
}

static int load_bool(const struct json_place *p, const struct json_field *f,
		     json_object *value, void *field)
{
	(void)p;
	(void)f;
	*(bool *)field = json_object_get_boolean(value);
	return 0;
}

static int load_verdict(const struct json_place *p, const struct json_field *f,
			json_object *value, void *field)
{
	int verdict = verdict_parse(json_object_get_string(value));

	if (verdict < 0)
		return json_place_bad(p, f->name, "must be one of pass, defect, drift, fail, skip, error");
	*(enum verdict *)field = verdict;
	return 0;
}

static int load_outcome(const struct json_place *p, const struct json_field *f,
			json_object *value, void *field)
{
	const struct json_field text = {
		.name = f->name, .size = OUTCOME_TEXT_MAX,
	};
	char buf[OUTCOME_TEXT_MAX];
	const int ret = load_text(p, &text, value, buf);

	if (!ret)
		*(struct outcome *)field = outcome_read(buf);
	return ret;
}

static json_object *save_text(const void *field)
{
	char *copy = strdup(field), *p;
	json_object *value = NULL;
	size_t length;

	if (!copy)
		return NULL;
	for (p = copy; *p; p += length) {
		length = utf8_decode(p, NULL);
		if (length)
			continue;
		*p = '?';
		length = 1;
	}
	value = json_object_new_string(copy);
	free(copy);
	return value;
}

static json_object *save_commit(const void *field)
{
	return save_text(strcmp(field, "-") ? field : "");
}

static json_object *save_count(const void *field)
{
	return json_object_new_int(*(const int *)field);
}

static json_object *save_size(const void *field)
{
	return json_object_new_int64(*(const size_t *)field);
}

static json_object *save_long(const void *field)
{
	return json_object_new_int64(*(const long *)field);
}

static json_object *save_time(const void *field)
{
	return json_object_new_int64(*(const time_t *)field);
}

static json_object *save_seconds(const void *field)
{
	char text[64];

	snprintf(text, sizeof(text), "%.3f", *(const double *)field);
	return json_object_new_double_s(*(const double *)field, text);
}

static json_object *save_bool(const void *field)
{
	return json_object_new_boolean(*(const bool *)field);
}

static json_object *save_verdict(const void *field)
{
	return json_object_new_string(verdict_name(*(const enum verdict *)field));
}

static json_object *save_outcome(const void *field)
{
	char text[OUTCOME_TEXT_MAX];

	outcome_write(field, text);
	return save_text(text);
}

static const struct {
	json_type type;
	int (*load)(const struct json_place *p, const struct json_field *f,
		    json_object *value, void *field);
	json_object *(*save)(const void *field);
} kinds[] = {
	[FIELD_TEXT] = { json_type_string, load_text, save_text },
	[FIELD_COMMIT] = { json_type_string, load_commit, save_commit },
	[FIELD_COUNT] = { json_type_int, load_count, save_count },
	[FIELD_SIZE] = { json_type_int, load_size, save_size },
	[FIELD_LONG] = { json_type_int, load_long, save_long },
	[FIELD_TIME] = { json_type_int, load_time, save_time },
	[FIELD_SECONDS] = { json_type_double, load_seconds, save_seconds },
	[FIELD_BOOL] = { json_type_boolean, load_bool, save_bool },
	[FIELD_VERDICT] = { json_type_string, load_verdict, save_verdict },
	[FIELD_OUTCOME] = { json_type_string, load_outcome, save_outcome },
};

int json_fields_load(const struct json_place *p, const struct json_field *f,
		     json_object *in, void *to)
{
	json_object *value;
	int ret = 0;

	for (; f->name && !ret; f++) {
		ret = json_field_get(p, in, f->name, kinds[f->kind].type, &value);
		if (!ret)
			ret = kinds[f->kind].load(p, f, value,
						  (char *)to + f->offset);
	}
	return ret;
}

int json_fields_save(const struct json_field *f, const void *from,
		     json_object *out)
{
	json_object *value;

	for (; f->name; f++) {
		value = kinds[f->kind].save((const char *)from + f->offset);
		if (!json_nest(out, f->name, value))
			return -ENOMEM;
	}
	return 0;
}

json_object *json_nest(json_object *parent, const char *name,
		       json_object *child)
{
	int ret = -1;

	if (parent && child && name)
		ret = json_object_object_add(parent, name, child);
	else if (parent && child)
		ret = json_object_array_add(parent, child);
	if (!ret)
		return child;
	json_object_put(child);
	return NULL;
}
