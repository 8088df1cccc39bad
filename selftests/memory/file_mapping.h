/* SPDX-License-Identifier: GPL-2.0 */
/* Mappings of files: what several kinds share. */
#ifndef PINCER_FILE_MAPPING_H
#define PINCER_FILE_MAPPING_H

#include "model/mapping.h"

/**
 * file_mapping_map() - map a part from its file
 * @part: with at, len and fd
 * @flags: MAP_* beyond those that the kind's properties say
 * @offset: where in the file, bytes
 *
 * Sets part->fill to the pattern unless it says otherwise already.
 *
 * Return: 0, or -errno with part->why.
 */
int file_mapping_map(struct part *part, int flags, size_t offset);

/**
 * file_mapping_open() - an O_TMPFILE in the directory of the kind's need
 * @part: receives the descriptor of the file, which holds the pattern
 *
 * Return: 0, or -errno with part->why.
 */
int file_mapping_open(struct part *part);

/**
 * file_mapping_make() - file_mapping_open() and file_mapping_map(): all that most kinds need
 * @part: its kind's need.env names the directory
 *
 * Return: 0, or -errno with part->why.
 */
int file_mapping_make(struct part *part);

#endif
