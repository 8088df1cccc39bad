/* SPDX-License-Identifier: GPL-2.0 */
/* Where kernels/ and the programs that guests run are, seen from pincer. */
#ifndef PINCER_LOCATE_H
#define PINCER_LOCATE_H

#include <limits.h>

/**
 * locate_kernels() - the directory that describes the kernels
 * @path: receives $PINCER_KERNELS, or ./kernels, or the one beside the
 *	directory that this program lies in
 */
void locate_kernels(char path[PATH_MAX]);

/**
 * locate_beside() - the path of a file in the directory of this program
 * @name: the file's name
 * @path: receives the path, whether the file exists or not
 *
 * Return: 0, or a negative errno, reported.
 */
int locate_beside(const char *name, char path[PATH_MAX]);

#endif
