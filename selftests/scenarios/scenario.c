// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/doors.h"
#include "memory/build_layout.h"
#include "model/contract.h"
#include "scenarios/scenario.h"

struct outcome scenario_works(const struct history *h, const struct machine *m)
{
	(void)h;
	(void)m;
	return (struct outcome){ .ret = 0 };
}

bool scenario_answer(struct attempt *a, const char *what, long got, long want)
{
	const struct outcome is = outcome_returned(got, true);
	const struct outcome due = outcome_returned(want, true);
	char is_text[OUTCOME_TEXT_MAX], due_text[OUTCOME_TEXT_MAX];

	if (got == want)
		return true;
	outcome_write(&is, is_text);
	outcome_write(&due, due_text);
	snprintf(a->note, NOTE_MAX, "%s: %s, not %s", what, is_text, due_text);
	return false;
}

void scenario_open_door(struct attempt *a, struct scenario_door *d,
			const char *name, const struct part *part,
			size_t offset, size_t length)
{
	const struct layout l = {
		.part = { { .kind = part->kind, .pages = part->pages } },
		.nr = 1, .offset = offset, .length = length,
	};

	d->scenario = a->contract;
	d->contract = contract_of_layout(door_find(name), &l);
	a->contract = &d->contract;
	a->part[0] = *part;
	a->nr = 1;
	a->buf = part->page + offset;
	a->len = length;
}

void scenario_close_door(struct attempt *a, const struct scenario_door *d)
{
	a->contract = d->scenario;
	a->nr = 0;
}

long scenario_stay_on_cpu(struct attempt *a)
{
	cpu_set_t here;

	CPU_ZERO(&here);
	CPU_SET(sched_getcpu(), &here);
	return sched_setaffinity(0, sizeof(here), &here) ?
		attempt_setup_error(a, "sched_setaffinity") : 0;
}

long scenario_no_huge_page(struct attempt *a)
{
	if (errno != ENOMEM)
		return attempt_no_interface(a, "a huge page");
	return attempt_skip(a, "no huge page is free");
}

long scenario_warn_again(struct attempt *a)
{
	const int fd = open("/sys/kernel/debug/clear_warn_once",
			    O_WRONLY | O_CLOEXEC);
	const bool done = fd >= 0 && write(fd, "1", 1) == 1;

	if (fd >= 0)
		close(fd);
	return done ? 0 : attempt_no_interface(a, "clear_warn_once");
}

void *scenario_huge_pages(struct attempt *a, int nr, size_t *size)
{
	void *at;

	*size = mapping_granule(mapping_find("hugetlb"));
	at = mmap(NULL, nr * *size, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
	if (at != MAP_FAILED)
		return at;
	scenario_no_huge_page(a);
	return NULL;
}

long scenario_buffer(struct attempt *a, const char *kind)
{
	const struct mapping *m = mapping_find(kind);
	const struct layout alone = {
		.part = { { .kind = m, .pages = mapping_pages(m) } }, .nr = 1,
	};
	struct part *failed;
	char proof[128];

	if (build_layout(&alone, a, &failed)) {
		a->no_interface = true;
		if (failed)
			snprintf(a->setup_error, sizeof(a->setup_error), "%.159s",
				 failed->why);
		return -ENOMEM;
	}
	a->len = a->part[0].pages * getpagesize();
	if (!layout_verify(a, proof, sizeof(proof)))
		return 0;
	snprintf(a->setup_error, sizeof(a->setup_error), "not proved: %s", proof);
	return -EINVAL;
}
