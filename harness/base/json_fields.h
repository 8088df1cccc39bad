/* SPDX-License-Identifier: GPL-2.0 */
/* Fields of a struct as members of a JSON object, by one table both ways. */
#ifndef PINCER_JSON_FIELDS_H
#define PINCER_JSON_FIELDS_H

#include <json.h>
#include <stddef.h>

/**
 * enum json_field_kind - what a field is in C and in JSON
 * @FIELD_TEXT: char[], a string
 * @FIELD_COMMIT: char[], a string; "-" in C is "" in JSON
 * @FIELD_COUNT: int, a whole number
 * @FIELD_SIZE: size_t, a whole number
 * @FIELD_LONG: long, a whole number, or -1
 * @FIELD_TIME: time_t, a whole number
 * @FIELD_SECONDS: double, a number
 * @FIELD_BOOL: bool, true or false
 * @FIELD_VERDICT: enum verdict, a string
 * @FIELD_OUTCOME: struct outcome, a string
 */
enum json_field_kind {
	FIELD_TEXT, FIELD_COMMIT, FIELD_COUNT, FIELD_SIZE, FIELD_LONG,
	FIELD_TIME, FIELD_SECONDS, FIELD_BOOL, FIELD_VERDICT, FIELD_OUTCOME,
};

/**
 * struct json_field - one field; tables of them are ended by an empty one
 * @name: its name in JSON
 * @kind: what it is
 * @offset: where the field lies in its struct
 * @size: bytes of the field
 */
struct json_field {
	const char *name;
	enum json_field_kind kind;
	size_t offset;
	size_t size;
};

/** JSON_FIELD() - a struct json_field: JSON name, kind without FIELD_, field */
#define JSON_FIELD(type, name, kind, field)			\
	{ name, FIELD_##kind, offsetof(type, field),		\
	  sizeof(((type *)0)->field) }

/**
 * struct json_place - where in a file the reader is, for its messages
 * @path: the file
 * @array: the array it is in, or NULL
 * @index: the element of @array
 * @inner: the object inside that element, or NULL
 */
struct json_place {
	const char *path;
	const char *array;
	size_t index;
	const char *inner;
};

/**
 * json_place_bad() - report a bad member
 * @p: where it is; NULL to report nothing
 * @name: the member
 * @what: what is wrong with it
 *
 * Return: -EINVAL.
 */
int json_place_bad(const struct json_place *p, const char *name,
		   const char *what);

/**
 * json_field_get() - a member that must be there, with that type
 * @p: where @in comes from; NULL to report nothing
 * @in: a JSON object
 * @name: the member
 * @type: its type
 * @out: receives its value, which stays @in's
 *
 * Return: 0, or -EINVAL, reported.
 */
int json_field_get(const struct json_place *p, json_object *in,
		   const char *name, json_type type, json_object **out);

/**
 * json_fields_load() - fill a struct
 * @p: where @in comes from; NULL to report nothing
 * @f: the table
 * @in: a JSON object
 * @to: the struct
 *
 * Return: 0, or -EINVAL after the first bad member was reported.
 */
int json_fields_load(const struct json_place *p, const struct json_field *f,
		     json_object *in, void *to);

/**
 * json_fields_save() - the reverse
 * @f: the table
 * @from: the struct
 * @out: receives the members
 *
 * Bytes that are no UTF-8 become "?".
 *
 * Return: 0 or -ENOMEM, not reported.
 */
int json_fields_save(const struct json_field *f, const void *from,
		     json_object *out);

/**
 * json_nest() - put a new value into its parent
 * @parent: an object or an array, or NULL
 * @name: the member of the object; NULL for the end of an array
 * @child: the value, or NULL; freed on failure
 *
 * Return: @child, or NULL when @parent or @child is, or without memory.
 */
json_object *json_nest(json_object *parent, const char *name,
		       json_object *child);

#endif
