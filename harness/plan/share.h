/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The guests of the kernels of a plan. If more guests may run at the same time
 * than there are kernels, several guests share the cases of a kernel.
 */
#ifndef PINCER_SHARE_H
#define PINCER_SHARE_H

#include "guest/guest.h"
#include "plan/plan.h"

/**
 * struct share_request - which kernels, and how many guests
 * @first: the first kernel
 * @nr: how many, from that one on
 * @jobs: how many guests may run at the same time
 * @bare: they only boot and power off
 */
struct share_request {
	size_t first;
	size_t nr;
	int jobs;
	bool bare;
};

/**
 * struct share - the guests of one kernel
 * @guests: the guests, opened
 * @nr: how many
 * @jobs: a job for each
 * @ids: what the jobs' ids point into
 */
struct share {
	struct guest *guests;
	size_t nr;
	struct guest_job *jobs;
	const char **ids;
};

/**
 * struct shares - a whole run
 * @request: what was asked for
 * @list: one for each kernel
 * @guests: those of all kernels
 * @nr_guests: how many
 */
struct shares {
	struct share_request request;
	struct share *list;
	struct guest *guests;
	size_t nr_guests;
};

/**
 * shares_open() - distribute the cases of each kernel over guests
 * @s: to be filled in
 * @p: the plan, prepared; its kernels' jobs say all there is to be done
 * @request: of which kernels, and over how many guests
 *
 * Return: 0, or a negative errno, reported.
 */
int shares_open(struct shares *s, const struct plan *p,
		const struct share_request *request);

/**
 * shares_run() - run all guests to their end, or to an interrupt
 *
 * Return: as schedule_run(); after a signal shares_collect() has what is there.
 */
int shares_run(struct shares *s);

/** shares_collect() - add the Ith kernel's cells to those of the last in @r */
int shares_collect(const struct shares *s, size_t i, struct results *r);

/** shares_close() - end what still runs, and free everything */
void shares_close(struct shares *s);

#endif
