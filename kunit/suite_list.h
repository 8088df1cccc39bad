/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All suites, for the kernel and for the harness. SUITE(name, areas, about):
 * areas are the prefixes of a suite's contract ids, separated by blanks.
 */
#ifndef PINCER_SUITE_LIST_H
#define PINCER_SUITE_LIST_H

#define PINCER_SUITES(SUITE)						\
	SUITE(claim, "", "the judging itself"),				\
	SUITE(shape, "iov_iter.",					\
	      "the right page at the right place, limits, advance, revert"), \
	SUITE(layout, "iov_iter.",					\
	      "every layout of up to three segments"),			\
	SUITE(sequence, "iov_iter.",					\
	      "calls in any order on one iterator"),			\
	SUITE(pins, "iov_iter.", "what holds a page"),			\
	SUITE(direction, "iov_iter.", "who may be written to"),		\
	SUITE(gup, "gup.", "pins by direct call"),			\
	SUITE(edge, "iov_iter.", "all else"),				\
	SUITE(bvecs, "iov_iter.", "pages as segments of a bio"),	\
	SUITE(p2pdma, "iov_iter. gup.", "memory of PCI devices"),	\
	SUITE(pipe, "iov_iter. block.", "a pipe's own pages"),		\
	SUITE(block, "block.", "memory of PCI devices, sent to disks"),	\
	SUITE(misuse, "iov_iter.", "what is refused with a warning"),	\
	SUITE(gup_misuse, "gup.", "flags that are refused with a warning"), \
	SUITE(gup_folios, "gup.", "pins of large folios, and their counters"), \
	SUITE(memfd, "gup.", "folios of a file of tmpfs or hugetlbfs")

#endif
