// SPDX-License-Identifier: GPL-2.0
/* What apt answered, kept in a JSON file so that a warm run need not ask it. */
#include "fetch/apt_memory.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/json_fields.h"
#include "base/msg.h"

static const struct json_field memory_fields[] = {
	JSON_FIELD(struct apt_memory, "asked", TIME, asked),
	JSON_FIELD(struct apt_memory, "again", TIME, again),
	JSON_FIELD(struct apt_memory, "suite", TEXT, set.suite),
	JSON_FIELD(struct apt_memory, "release", TEXT, set.release),
	JSON_FIELD(struct apt_memory, "version", TEXT, set.version),
	{ .name = NULL }
};

static const struct json_field package_fields[] = {
	JSON_FIELD(struct apt_package, "name", TEXT, name),
	JSON_FIELD(struct apt_package, "version", TEXT, version),
	JSON_FIELD(struct apt_package, "file", TEXT, file),
	JSON_FIELD(struct apt_package, "hash", TEXT, hash),
	JSON_FIELD(struct apt_package, "size", LONG, size),
	{ .name = NULL }
};

/* A file that somebody has damaged counts as none, without a message. */
static int load_memory(struct json_object *in, struct apt_memory *m)
{
	struct json_object *list;
	size_t nr, i;
	int ret;

	ret = json_fields_load(NULL, memory_fields, in, m);
	if (!ret)
		ret = json_field_get(NULL, in, "packages", json_type_array,
				     &list);
	if (ret)
		return ret;
	nr = json_object_array_length(list);
	if (!nr || nr > APT_PACKAGES_MAX)
		return -EINVAL;
	for (i = 0; i < nr && !ret; i++)
		ret = json_fields_load(NULL, package_fields,
				       json_object_array_get_idx(list, i),
				       &m->set.package[i]);
	m->set.nr = nr;
	return ret;
}

int apt_memory_load(const char *path, struct apt_memory *m)
{
	struct json_object *in;
	char *text;
	int ret;

	memset(m, 0, sizeof(*m));
	if (file_read(path, &text, NULL))
		return -ENOENT;
	in = json_tokener_parse(text);
	free(text);
	ret = json_object_is_type(in, json_type_object) ? load_memory(in, m) :
							  -EINVAL;
	json_object_put(in);
	if (ret)
		memset(m, 0, sizeof(*m));
	return ret ? -ENOENT : 0;
}

static int save_memory(const struct apt_memory *m, struct json_object *out)
{
	struct json_object *list, *item;
	int i, ret;

	ret = json_fields_save(memory_fields, m, out);
	if (ret)
		return ret;
	list = json_nest(out, "packages", json_object_new_array());
	for (i = 0; i < m->set.nr && !ret; i++) {
		item = json_nest(list, NULL, json_object_new_object());
		ret = item ? json_fields_save(package_fields,
					      &m->set.package[i], item) :
			     -ENOMEM;
	}
	return list ? ret : -ENOMEM;
}

int apt_memory_save(const char *path, const struct apt_memory *m)
{
	struct json_object *out = json_object_new_object();
	int ret = out ? save_memory(m, out) : -ENOMEM;
	const char *text;

	text = ret ? NULL :
	       json_object_to_json_string_ext(out, JSON_C_TO_STRING_PRETTY);
	if (text)
		ret = file_write(path, text);
	else
		msg_error("%s: not enough memory to write it", path);
	json_object_put(out);
	return text ? ret : -ENOMEM;
}
