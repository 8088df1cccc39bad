// SPDX-License-Identifier: GPL-2.0
/* Fields of a struct as members of a JSON object. */
#include "results/members.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/judge.h"
#include "base/msg.h"

int place_bad(const struct place *p, const char *name, const char *what)
{
	const char *inner = p->inner ? p->inner : "";
	const char *dot = p->inner ? "." : "";

	if (p->array)
		msg_error("%s: %s[%zu].%s%s%s %s", p->path, p->array, p->index,
			  inner, dot, name, what);
	else
		msg_error("%s: %s%s%s %s", p->path, inner, dot, name, what);
	return -EINVAL;
}

int member_get(const struct place *p, json_object *in, const char *name,
	       json_type type, json_object **out)
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
		return place_bad(p, name, "is missing");
	if (!json_object_is_type(*out, type) &&
	    !(type == json_type_double &&
	      json_object_is_type(*out, json_type_int)))
		return place_bad(p, name, want[type]);
	return 0;
}

static int load_text(const struct place *p, const struct member *m,
		     json_object *value, void *field)
{
	const char *text = json_object_get_string(value);
	size_t length = json_object_get_string_len(value);
	char what[64];

	if (strlen(text) != length)
		return place_bad(p, m->name, "holds a zero byte");
	if (length >= m->size) {
		snprintf(what, sizeof(what), "is longer than %zu bytes",
			 m->size - 1);
		return place_bad(p, m->name, what);
	}
	memcpy(field, text, length + 1);
	return 0;
}

static int load_commit(const struct place *p, const struct member *m,
		       json_object *value, void *field)
{
	if (!json_object_get_string_len(value))
		value = NULL;
	if (value)
		return load_text(p, m, value, field);
	memcpy(field, "-", 2);
	return 0;
}

static int whole(const struct place *p, const struct member *m,
		 json_object *value, int64_t least)
{
	int64_t number = json_object_get_int64(value);

	if (number < least)
		return place_bad(p, m->name, "must not be negative");
	if (number > INT32_MAX)
		return place_bad(p, m->name, "is too large");
	return 0;
}

static int load_count(const struct place *p, const struct member *m,
		      json_object *value, void *field)
{
	*(int *)field = json_object_get_int64(value);
	return whole(p, m, value, 0);
}

static int load_size(const struct place *p, const struct member *m,
		     json_object *value, void *field)
{
	*(size_t *)field = json_object_get_int64(value);
	return whole(p, m, value, 0);
}

static int load_long(const struct place *p, const struct member *m,
		     json_object *value, void *field)
{
	*(long *)field = json_object_get_int64(value);
	return whole(p, m, value, -1);
}

static int load_seconds(const struct place *p, const struct member *m,
			json_object *value, void *field)
{
	double seconds = json_object_get_double(value);

	if (!isfinite(seconds) || seconds < 0)
		return place_bad(p, m->name, "must be a length of time");
	*(double *)field = seconds;
	return 0;
}

static int load_bool(const struct place *p, const struct member *m,
		     json_object *value, void *field)
{
	(void)p;
	(void)m;
	*(bool *)field = json_object_get_boolean(value);
	return 0;
}

static int load_verdict(const struct place *p, const struct member *m,
			json_object *value, void *field)
{
	int verdict = verdict_parse(json_object_get_string(value));

	if (verdict < 0)
		return place_bad(p, m->name, "must be one of pass, defect, drift, fail, skip, error");
	*(enum verdict *)field = verdict;
	return 0;
}

/* How long the character at @s is in UTF-8, 0 when it is none. */
static size_t utf8_length(const unsigned char *s)
{
	size_t length, i;

	if (*s < 0x80)
		return 1;
	if (*s < 0xc2 || *s > 0xf4)
		return 0;
	length = *s < 0xe0 ? 2 : *s < 0xf0 ? 3 : 4;
	for (i = 1; i < length; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	}
	/* Overlong forms, surrogates, and what lies beyond Unicode. */
	if ((*s == 0xe0 && s[1] < 0xa0) || (*s == 0xed && s[1] > 0x9f) ||
	    (*s == 0xf0 && s[1] < 0x90) || (*s == 0xf4 && s[1] > 0x8f))
		return 0;
	return length;
}

static json_object *save_text(const void *field)
{
	char *copy = strdup(field), *p;
	json_object *value = NULL;
	size_t length;

	if (!copy)
		return NULL;
	for (p = copy; *p; p += length) {
		length = utf8_length((unsigned char *)p);
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

static const struct {
	json_type type;
	int (*load)(const struct place *p, const struct member *m,
		    json_object *value, void *field);
	json_object *(*save)(const void *field);
} kinds[] = {
	[MEMBER_TEXT] = { json_type_string, load_text, save_text },
	[MEMBER_COMMIT] = { json_type_string, load_commit, save_commit },
	[MEMBER_COUNT] = { json_type_int, load_count, save_count },
	[MEMBER_SIZE] = { json_type_int, load_size, save_size },
	[MEMBER_LONG] = { json_type_int, load_long, save_long },
	[MEMBER_SECONDS] = { json_type_double, load_seconds, save_seconds },
	[MEMBER_BOOL] = { json_type_boolean, load_bool, save_bool },
	[MEMBER_VERDICT] = { json_type_string, load_verdict, save_verdict },
};

int members_load(const struct place *p, const struct member *m,
		 json_object *in, void *to)
{
	json_object *value;
	int ret = 0;

	for (; m->name && !ret; m++) {
		ret = member_get(p, in, m->name, kinds[m->kind].type, &value);
		if (!ret)
			ret = kinds[m->kind].load(p, m, value,
						  (char *)to + m->offset);
	}
	return ret;
}

int members_save(const struct member *m, const void *from, json_object *out)
{
	json_object *value;

	for (; m->name; m++) {
		value = kinds[m->kind].save((const char *)from + m->offset);
		if (!value || json_object_object_add(out, m->name, value)) {
			json_object_put(value);
			return -ENOMEM;
		}
	}
	return 0;
}
