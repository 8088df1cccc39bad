/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The families of mappings: mappings_NAME[] in mapping_NAME.c, ended by an
 * empty entry.
 */
#ifndef PINCER_MAPPINGS_H
#define PINCER_MAPPINGS_H

#include "model/mapping.h"

#define MAPPING_FAMILIES(X)						\
	X(anon) X(file) X(dax) X(device) X(huge) X(kernel)

#define DECLARE_MAPPINGS(name) extern const struct mapping mappings_##name[];
MAPPING_FAMILIES(DECLARE_MAPPINGS)
#undef DECLARE_MAPPINGS

/**
 * mapping_verify() - whether a part is what it claims to be
 * @part: the part, made
 * @text: receives the evidence
 * @size: bytes in @text
 *
 * Return: 0, or -EINVAL with what was found instead in @text.
 */
int mapping_verify(const struct part *part, char *text, size_t size);

/** part_fail() - note in part->why what failed, with errno; returns -errno */
int part_fail(struct part *part, const char *what);

#endif
