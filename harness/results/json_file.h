/* SPDX-License-Identifier: GPL-2.0 */
/* JSON files: errors name the line; a file is replaced as a whole. */
#ifndef PINCER_JSON_FILE_H
#define PINCER_JSON_FILE_H

#include <json.h>

/**
 * json_file_read() - parse a file
 * @path: the file
 * @root: receives its value, for json_object_put()
 *
 * Return: 0 or a negative errno, reported through msg_error().
 */
int json_file_read(const char *path, struct json_object **root);

/**
 * json_file_write() - write a file, through a temporary one beside it
 * @path: the file
 * @root: its value
 *
 * Return: 0 or a negative errno, reported through msg_error().
 */
int json_file_write(const char *path, json_object *root);

#endif
