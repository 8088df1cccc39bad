/* SPDX-License-Identifier: GPL-2.0 */
/* Paths, directories and small files. */
#ifndef PINCER_FILES_H
#define PINCER_FILES_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/**
 * path_format() - put a path together
 * @path: receives it
 * @fmt: printf format
 *
 * Return: 0, or -ENAMETOOLONG, reported.
 */
int path_format(char path[PATH_MAX], const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/** path_is_file() - whether a path is a regular file */
bool path_is_file(const char *path);

/** path_is_dir() - whether a path is a directory */
bool path_is_dir(const char *path);

/** path_is_below() - whether a path is relative and has no ".." in it */
bool path_is_below(const char *path);

/**
 * path_dirname() - the directory a path lies in
 * @path: the path
 * @dir: receives the directory, "." for a bare name
 */
void path_dirname(const char *path, char dir[PATH_MAX]);

/** path_name() - what follows the last slash of a path, or all of it */
const char *path_name(const char *path);

/** dirs_make() - mkdir -p; 0 or a negative errno, reported */
int dirs_make(const char *path);

/** tree_remove() - rm -rf */
void tree_remove(const char *path);

/**
 * file_read() - a whole file
 * @path: the file
 * @text: receives it with a NUL after it, to be freed
 * @size: receives its length; may be NULL
 *
 * Return: 0, or a negative errno, not reported: a missing file is often fine.
 */
int file_read(const char *path, char **text, size_t *size);

/**
 * file_first_line() - the first line of a file
 * @path: the file
 * @buf: receives the line; unchanged on failure
 * @size: bytes in @buf
 *
 * Return: 0, or a negative errno, not reported.
 */
int file_first_line(const char *path, char *buf, size_t size);

/** file_need() - file_read() of a file that must exist; reported on failure */
int file_need(const char *path, char **text, size_t *size);

/** file_append() - append one file to another; 0 or -errno, reported */
int file_append(const char *path, const char *from);

/** file_replace() - write a file under another name, and rename it; reported */
int file_replace(const char *path, const char *bytes, size_t size);

/** file_write() - file_replace() with a string */
int file_write(const char *path, const char *text);

#endif
