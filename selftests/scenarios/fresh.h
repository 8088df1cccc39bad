/* SPDX-License-Identifier: GPL-2.0 */
/* Memory that nobody has touched, for a payer to pin. */
#ifndef PINCER_FRESH_H
#define PINCER_FRESH_H

#include "lib/huge_pool.h"
#include "scenarios/payer.h"

/** enum fresh_kind - what memory is made of: huge pages, or small ones */
enum fresh_kind { HUGE_FILE, HUGE_MAPPED, HUGE_PRIVATE, SMALL_FILE, SMALL_PRIVATE };

/**
 * struct fresh - memory that nobody has touched
 * @a: the attempt
 * @kind: what it is
 * @p: what pins it
 * @at: its mapping, or NULL while there is none
 * @before: the pool before there was any of it
 */
struct fresh {
	struct attempt *a;
	enum fresh_kind kind;
	struct payment p;
	char *at;
	struct huge_pool before;
};

/** fresh_is_huge() - whether it is made of huge pages */
bool fresh_is_huge(enum fresh_kind kind);

/** fresh_unit() - bytes that are pinned of it: a huge page, or several small ones */
size_t fresh_unit(enum fresh_kind kind);

/**
 * fresh_make() - make memory of the kind that the scenario's .how says. A file
 *	that is HUGE_FILE is not mapped, and has reserved nothing
 * @a: the attempt, of "allocate.KIND.PAYER"
 * @f: receives the memory, for fresh_end() if this succeeds
 * @len: bytes
 *
 * Return: 0, or -errno; @a says why.
 */
long fresh_make(struct attempt *a, struct fresh *f, size_t len);

/** fresh_map() - map it; 0, or -errno after attempt_setup_error() */
long fresh_map(struct fresh *f);

/** fresh_end() - unmap and close it */
void fresh_end(struct fresh *f);

#endif
