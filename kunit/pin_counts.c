// SPDX-License-Identifier: GPL-2.0
#include "pin_counts.h"

#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/nodemask.h>
#include <linux/percpu.h>
#include <linux/string.h>

#include "claim.h"
#include "compat.h"

/* With what each CPU has not yet added to the node's count. */
static long read_node(pg_data_t *node, enum node_stat_item item)
{
	long sum = atomic_long_read(&node->vm_stat[item]);
	int cpu;

	for_each_online_cpu(cpu)
		sum += per_cpu_ptr(node->per_cpu_nodestats,
				   cpu)->vm_node_stat_diff[item];
	return sum;
}

static long read_all_nodes(enum node_stat_item item)
{
	long sum = 0;
	int node;

	for_each_online_node(node)
		sum += read_node(NODE_DATA(node), item);
	return sum;
}

/* Whether a page before pages[nr] is of the same folio. */
static bool folio_counted(struct page *const *pages, unsigned int nr)
{
	unsigned int i;

	for (i = 0; i < nr; i++)
		if (pages[i] &&
		    compound_head(pages[i]) == compound_head(pages[nr]))
			return true;
	return false;
}

void pin_counts_read(struct pin_counts *c, struct page *const *pages,
		     unsigned int nr)
{
	unsigned int i;

	memset(c, 0, sizeof(*c));
	for (i = 0; i < nr; i++) {
		struct page *head;

		if (!pages[i] || folio_counted(pages, i))
			continue;
		head = compound_head(pages[i]);
		c->references += page_ref_count(head);
		if (!pincer_has_pincount(head))
			continue;
		c->pins += pincer_pincount(head);
		c->large = true;
	}
	c->acquired = read_all_nodes(NR_FOLL_PIN_ACQUIRED);
	c->released = read_all_nodes(NR_FOLL_PIN_RELEASED);
}

/*
 * A pin of a small folio is GUP_PIN_COUNTING_BIAS references. A pin of a large
 * one is one reference, and one in its pin count.
 */
static bool is_pin(const struct pin_counts *c, long references, long pins,
		   long pages)
{
	return c->large ? references == pages && pins == pages :
			  references == pages * GUP_PIN_COUNTING_BIAS && !pins;
}

void pin_counts_mode(const struct pin_counts *before,
		     const struct pin_counts *during, long pages,
		     char *observed)
{
	long references = during->references - before->references;
	long pins = during->pins - before->pins;

	if (!pages)
		snprintf(observed, CLAIM_TEXT, "nothing");
	else if (!references && !pins)
		snprintf(observed, CLAIM_TEXT, "none");
	else if (references == pages && !pins)
		snprintf(observed, CLAIM_TEXT, "reference");
	else if (is_pin(before, references, pins, pages))
		snprintf(observed, CLAIM_TEXT, "pin");
	else
		snprintf(observed, CLAIM_TEXT, "%ld,%ld_for_%ld", references,
			 pins, pages);
}

void pin_counts_vmstat(const struct pin_counts *before,
		       const struct pin_counts *after, char *observed)
{
	snprintf(observed, CLAIM_TEXT, "+%ld-%ld",
		 after->acquired - before->acquired,
		 after->released - before->released);
}

void pin_counts_all(const struct pin_counts *before,
		    const struct pin_counts *during,
		    const struct pin_counts *after, long pages,
		    char *observed)
{
	char vmstat[CLAIM_TEXT];

	pin_counts_mode(before, during, pages, observed);
	pin_counts_vmstat(before, after, vmstat);
	strlcat(observed, ",", CLAIM_TEXT);
	strlcat(observed, vmstat, CLAIM_TEXT);
	if (after->references != before->references ||
	    after->pins != before->pins)
		strlcat(observed, ",left", CLAIM_TEXT);
}
