// SPDX-License-Identifier: GPL-2.0
/* The guests of the kernels of a plan. */
#include "plan/share.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "guest/fault.h"
#include "guest/guest_collect.h"
#include "guest/guest_run.h"
#include "guest/schedule.h"

/* Fewer contracts take less time than the boot of another guest. */
#define WORTH_A_BOOT 500

/*
 * How many guests share a kernel: one for the machine that Pincer runs on, and
 * one with PINCER_FAULT, which counts the contracts of a kernel.
 */
static size_t count_guests(const struct guest_job *whole,
			   const struct share_request *q)
{
	const size_t most = whole->nr / WORTH_A_BOOT, slots = q->jobs / q->nr;
	const size_t nr = most < slots ? most : slots;

	return q->bare || !whole->image || fault_asked(NULL) || !nr ? 1 : nr;
}

/* The job of one guest: every @nr-th id, and a directory of its own. */
static int make_job(struct share *s, const struct guest_job *whole, size_t at,
		    const char **ids)
{
	struct guest_job *job = &s->jobs[at];
	size_t i;
	char *dir;

	*job = *whole;
	job->ids = ids;
	job->nr = 0;
	job->nr_suites = 0;
	for (i = at; i < whole->nr; i += s->nr) {
		ids[job->nr++] = whole->ids[i];
		job->nr_suites += i < whole->nr_suites;
	}
	if (asprintf(&dir, "%s/%zu", whole->dir, at + 1) < 0) {
		job->dir = NULL;
		return -ENOMEM;
	}
	job->dir = dir;
	return dirs_make(dir);
}

static int open_share(struct share *s, const struct guest_job *whole, bool bare)
{
	const char **ids;
	size_t i;
	int ret;

	s->jobs = calloc(s->nr, sizeof(*s->jobs));
	s->ids = calloc(whole->nr + 1, sizeof(*s->ids));
	if (!s->jobs || !s->ids)
		return -ENOMEM;
	ids = s->ids;
	for (i = 0; i < s->nr; i++) {
		ret = make_job(s, whole, i, ids);
		if (ret)
			return ret;
		ids += s->jobs[i].nr;
		s->jobs[i].bare = bare;
		ret = guest_open(&s->guests[i], &s->jobs[i]);
		if (ret)
			return ret;
	}
	return 0;
}

int shares_open(struct shares *s, const struct plan *p,
		const struct share_request *request)
{
	const struct plan_kernel *k = p->kernels + request->first;
	struct guest *next;
	size_t i;
	int ret = 0;

	*s = (struct shares){ .request = *request };
	s->list = calloc(request->nr, sizeof(*s->list));
	for (i = 0; s->list && i < request->nr; i++) {
		s->list[i].nr = count_guests(&k[i].job, request);
		s->nr_guests += s->list[i].nr;
	}
	s->guests = calloc(s->nr_guests + 1, sizeof(*s->guests));
	next = s->guests;
	if (!s->list || !next)
		ret = -ENOMEM;
	for (i = 0; i < request->nr && !ret; i++) {
		s->list[i].guests = next;
		next += s->list[i].nr;
		ret = open_share(&s->list[i], &k[i].job, request->bare);
	}
	if (ret == -ENOMEM)
		msg_error("out of memory");
	if (ret)
		shares_close(s);
	return ret;
}

int shares_run(struct shares *s)
{
	const int ret = schedule_run(s->guests, s->nr_guests, s->request.jobs);
	size_t i;

	for (i = 0; i < s->nr_guests && ret > 0; i++)
		guest_interrupt(&s->guests[i]);
	return ret;
}

int shares_collect(const struct shares *s, size_t i, struct results *r)
{
	return guest_collect(s->list[i].guests, s->list[i].nr, r,
			     r->nr_kernels - 1);
}

static void close_share(struct share *s)
{
	size_t i;

	for (i = 0; s->jobs && i < s->nr; i++) {
		if (s->guests[i].job)
			guest_close(&s->guests[i]);
		free((char *)s->jobs[i].dir);
	}
	free(s->jobs);
	free(s->ids);
}

void shares_close(struct shares *s)
{
	size_t i;

	for (i = 0; s->list && i < s->request.nr; i++)
		close_share(&s->list[i]);
	free(s->list);
	free(s->guests);
	*s = (struct shares){ .nr_guests = 0 };
}
