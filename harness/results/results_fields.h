/* SPDX-License-Identifier: GPL-2.0 */
/* Which field of results is which member in JSON; RESULTS.md describes them. */
#ifndef PINCER_RESULTS_FIELDS_H
#define PINCER_RESULTS_FIELDS_H

#include "base/json_fields.h"

#define RESULTS_FORMAT 1

extern const struct json_field run_fields[], kernel_fields[], machine_fields[],
	cell_fields[], pins_fields[], again_fields[], parts_fields[];

/* Fields that older files lack. */
extern const struct json_field later_run_fields[], later_kernel_fields[],
	later_machine_fields[];

#endif
