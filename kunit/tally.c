// SPDX-License-Identifier: GPL-2.0
#include "tally.h"

#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/nodemask.h>
#include <linux/percpu.h>

#include "claim.h"
#include "compat.h"

/* Each processor keeps some of it to itself for a while. */
static long of_node(pg_data_t *node, enum node_stat_item item)
{
	long sum = atomic_long_read(&node->vm_stat[item]);
	int cpu;

	for_each_online_cpu(cpu)
		sum += per_cpu_ptr(node->per_cpu_nodestats,
				   cpu)->vm_node_stat_diff[item];
	return sum;
}

static long of_all_nodes(enum node_stat_item item)
{
	long sum = 0;
	int node;

	for_each_online_node(node)
		sum += of_node(NODE_DATA(node), item);
	return sum;
}

static bool folio_seen(struct page *const *pages, unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < nr; i++)
		if (pages[i] &&
		    compound_head(pages[i]) == compound_head(pages[nr]))
			return true;
	return false;
}

void tally(struct tally *t, struct page *const *pages, unsigned int nr)
{
	unsigned int i;

	t->references = 0;
	t->pins = 0;
	t->apart = false;
	for (i = 0; i < nr; i++) {
		if (!pages[i] || folio_seen(pages, i))
			continue;
		t->references += page_ref_count(compound_head(pages[i]));
		if (!pincer_has_pincount(compound_head(pages[i])))
			continue;
		t->pins += pincer_pincount(compound_head(pages[i]));
		t->apart = true;
	}
	t->acquired = of_all_nodes(NR_FOLL_PIN_ACQUIRED);
	t->released = of_all_nodes(NR_FOLL_PIN_RELEASED);
}

/*
 * A small page has no room for a count of pins: each is many references. A
 * large folio counts them, and each is one reference besides.
 */
static bool is_pin(const struct tally *t, long taken, long pinned, long pages)
{
	return t->apart ? taken == pages && pinned == pages :
			  taken == pages * GUP_PIN_COUNTING_BIAS && !pinned;
}

void tally_hold(const struct tally *before, const struct tally *during,
		long pages, char *seen)
{
	long taken = during->references - before->references;
	long pinned = during->pins - before->pins;

	if (!pages)
		snprintf(seen, CLAIM_TEXT, "nothing");
	else if (!taken && !pinned)
		snprintf(seen, CLAIM_TEXT, "none");
	else if (taken == pages && !pinned)
		snprintf(seen, CLAIM_TEXT, "reference");
	else if (is_pin(before, taken, pinned, pages))
		snprintf(seen, CLAIM_TEXT, "pin");
	else
		snprintf(seen, CLAIM_TEXT, "%ld,%ld_for_%ld", taken, pinned,
			 pages);
}
