/* SPDX-License-Identifier: GPL-2.0 */
/* What apt answered, kept in a JSON file so that a warm run need not ask it. */
#ifndef PINCER_APT_MEMORY_H
#define PINCER_APT_MEMORY_H

#include <time.h>

#include "fetch/apt_set.h"

/**
 * struct apt_memory - an answer and its age
 * @set: the answer
 * @asked: when the indexes were fetched
 * @again: when to ask again
 */
struct apt_memory {
	struct apt_set set;
	time_t asked;
	time_t again;
};

/** apt_memory_load() - read the file; 0, or -ENOENT if missing or damaged */
int apt_memory_load(const char *path, struct apt_memory *m);

/** apt_memory_save() - write the file; 0 or a negative errno, reported */
int apt_memory_save(const char *path, const struct apt_memory *m);

#endif
