// SPDX-License-Identifier: GPL-2.0
/* What apt answered, remembered so that a warm run need not ask it. */
#include <errno.h>
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fetch/apt_memory.h"
#include "base/files.h"

static bool get_text(struct json_object *o, const char *key, char *buf,
		     size_t size)
{
	struct json_object *v;

	if (!json_object_object_get_ex(o, key, &v) ||
	    !json_object_is_type(v, json_type_string))
		return false;
	return snprintf(buf, size, "%s", json_object_get_string(v)) < (int)size;
}

static bool get_number(struct json_object *o, const char *key, long *n)
{
	struct json_object *v;

	if (!json_object_object_get_ex(o, key, &v) ||
	    !json_object_is_type(v, json_type_int))
		return false;
	*n = json_object_get_int64(v);
	return true;
}

static bool get_package(struct json_object *o, struct apt_package *p)
{
	return get_text(o, "name", p->name, sizeof(p->name)) &&
	       get_text(o, "version", p->version, sizeof(p->version)) &&
	       get_text(o, "file", p->file, sizeof(p->file)) &&
	       get_text(o, "hash", p->hash, sizeof(p->hash)) &&
	       get_number(o, "size", &p->size);
}

static bool get_memory(struct json_object *o, struct apt_memory *m)
{
	struct json_object *list;
	long asked, again;
	size_t nr;

	if (!get_number(o, "asked", &asked) || !get_number(o, "again", &again))
		return false;
	m->asked = asked;
	m->again = again;
	if (!get_text(o, "suite", m->set.suite, sizeof(m->set.suite)) ||
	    !get_text(o, "release", m->set.release, sizeof(m->set.release)) ||
	    !get_text(o, "version", m->set.version, sizeof(m->set.version)) ||
	    !json_object_object_get_ex(o, "packages", &list) ||
	    !json_object_is_type(list, json_type_array))
		return false;
	nr = json_object_array_length(list);
	if (!nr || nr > APT_PACKAGES_MAX)
		return false;
	for (size_t i = 0; i < nr; i++)
		if (!get_package(json_object_array_get_idx(list, i),
				 &m->set.package[i]))
			return false;
	m->set.nr = nr;
	return true;
}

int apt_memory_load(const char *path, struct apt_memory *m)
{
	struct json_object *o;
	bool good;
	char *text;

	memset(m, 0, sizeof(*m));
	if (file_read(path, &text, NULL))
		return -ENOENT;
	o = json_tokener_parse(text);
	free(text);
	/* A file that a person has spoiled is as good as none. */
	good = o && get_memory(o, m);
	json_object_put(o);
	if (!good)
		memset(m, 0, sizeof(*m));
	return good ? 0 : -ENOENT;
}

static void put_text(struct json_object *o, const char *key, const char *text)
{
	json_object_object_add(o, key, json_object_new_string(text));
}

static void put_number(struct json_object *o, const char *key, long n)
{
	json_object_object_add(o, key, json_object_new_int64(n));
}

int apt_memory_save(const char *path, const struct apt_memory *m)
{
	struct json_object *o = json_object_new_object();
	struct json_object *list = json_object_new_array();
	const char *text;
	int ret;

	put_number(o, "asked", m->asked);
	put_number(o, "again", m->again);
	put_text(o, "suite", m->set.suite);
	put_text(o, "release", m->set.release);
	put_text(o, "version", m->set.version);
	for (int i = 0; i < m->set.nr; i++) {
		const struct apt_package *p = &m->set.package[i];
		struct json_object *item = json_object_new_object();

		put_text(item, "name", p->name);
		put_text(item, "version", p->version);
		put_text(item, "file", p->file);
		put_text(item, "hash", p->hash);
		put_number(item, "size", p->size);
		json_object_array_add(list, item);
	}
	json_object_object_add(o, "packages", list);
	text = json_object_to_json_string_ext(o, JSON_C_TO_STRING_PRETTY);
	ret = file_write(path, text);
	json_object_put(o);
	return ret;
}
