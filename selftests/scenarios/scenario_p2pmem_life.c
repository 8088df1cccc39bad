// SPDX-License-Identifier: GPL-2.0
/*
 * P2PDMA memory returns to its pool, all of it, when no process maps it any
 * more and no device has it pinned.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "memory/pattern.h"
#include "memory/p2pmem.h"
#include "scenarios/scenario.h"
#include "doors/target.h"

/* Mappings at a time, and pages of one at most. */
#define SLOTS 8
#define SLOT_PAGES 4

#define ROUNDS 1000

/**
 * struct slot - a mapping, or none
 * @at: its address
 * @pages: how many pages, 0 for no mapping
 * @tag: the first byte of each page
 */
struct slot {
	char *at;
	int pages;
	char tag;
};

/**
 * struct churn - mappings that are made and unmapped at random
 * @mem: their memory
 * @slot: the mappings
 * @pages: of all mappings
 * @seed: the state of nrand48()
 */
struct churn {
	struct p2pmem mem;
	struct slot slot[SLOTS];
	int pages;
	unsigned short seed[3];
};

static int churn_random(struct churn *c, int limit)
{
	return nrand48(c->seed) % limit;
}

static void write_tag(struct slot *s, char tag)
{
	int i;

	s->tag = tag;
	for (i = 0; i < s->pages; i++)
		s->at[i * getpagesize()] = tag;
}

/* Whether no other mapping was given one of the slot's pages. */
static bool is_tagged(const struct slot *s)
{
	int i;

	for (i = 0; i < s->pages; i++)
		if (s->at[i * getpagesize()] != s->tag)
			return false;
	return true;
}

static long map_slot(struct attempt *a, struct churn *c, struct slot *s)
{
	const int pages = 1 + churn_random(c, SLOT_PAGES);

	s->at = p2pmem_map(&c->mem, pages);
	if (!s->at)
		return attempt_setup_error(a, "mapping P2PDMA memory");
	s->pages = pages;
	c->pages += pages;
	return 0;
}

/* Unmaps the last @pages pages of a slot. */
static void unmap_pages(struct churn *c, struct slot *s, int pages)
{
	const size_t page = getpagesize();

	munmap(s->at + (s->pages - pages) * page, pages * page);
	s->pages -= pages;
	c->pages -= pages;
}

/* O_DIRECT from a page to the disk, which pins it meanwhile. */
static long write_to_disk(struct attempt *a, const struct slot *s)
{
	const ssize_t page = getpagesize();

	return pwrite(a->fd, s->at, page, TARGET_OFFSET) == page ? 0 :
		attempt_setup_error(a, "writing P2PDMA memory");
}

static long do_round(struct attempt *a, struct churn *c, int round)
{
	struct slot *s = &c->slot[churn_random(c, SLOTS)];
	long ret = 0;

	if (!is_tagged(s))
		a->wrong_data = true;
	if (!s->pages)
		ret = map_slot(a, c, s);
	else if (churn_random(c, 4) == 0)
		ret = write_to_disk(a, s);
	else
		unmap_pages(c, s, churn_random(c, 2) ? s->pages : 1);
	write_tag(s, round);
	if (!ret && !scenario_answer(a, "pages out", p2pmem_taken(&c->mem),
				     c->pages))
		a->disagrees = true;
	return ret;
}

/* Each round, pages missing from "available" are pages that are mapped. */
static long run_rounds(struct attempt *a)
{
	struct churn c = { .seed = { 1 } };
	long ret = p2pmem_open(a, "PINCER_P2PMEM", &c.mem);
	int i;

	for (i = 0; i < ROUNDS && !ret && !a->disagrees; i++)
		ret = do_round(a, &c, i);
	for (i = 0; i < SLOTS && !ret; i++)
		unmap_pages(&c, &c.slot[i], c.slot[i].pages);
	if (!ret && !a->disagrees)
		a->disagrees = !scenario_answer(a, "pages out at the end",
						p2pmem_taken(&c.mem), 0);
	return ret;
}

#define PAGES 4

/* In the child: tells the parent that it is ready, waits until @peer closes. */
static int report_and_wait(int peer, bool ok)
{
	char byte = 0;

	if (write(peer, &byte, 1) == 1)
		ok &= !read(peer, &byte, 1);
	return !ok;
}

/* In the child: checks the parent's page, and writes to the next one. */
static int share_memory(struct attempt *a, struct p2pmem *p, int peer)
{
	const size_t page = getpagesize();
	const bool same = pattern_is(a->buf, page, PATTERN_MEMORY, 0);

	(void)p;
	pattern_fill(a->buf + page, page, PATTERN_DEVICE, 0);
	return report_and_wait(peer, same);
}

/* In the child: maps pages, and exits without munmap(). */
static int map_and_stay(struct attempt *a, struct p2pmem *p, int peer)
{
	a->buf = p2pmem_map(p, PAGES);
	if (a->buf)
		pattern_fill(a->buf, PAGES * getpagesize(), PATTERN_MEMORY, 0);
	return report_and_wait(peer, a->buf);
}

/**
 * struct child - a process that shares our P2PDMA memory, or has its own
 * @pid: the process
 * @peer: a socket to it; it exits when that is closed
 */
struct child {
	pid_t pid;
	int peer;
};

/* Forks a child that runs @part, and waits until it is ready. */
static long begin_child(struct attempt *a, struct p2pmem *p, struct child *c,
		  int (*part)(struct attempt *a, struct p2pmem *p, int peer))
{
	int peer[2];
	char byte;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, peer))
		return attempt_setup_error(a, "socketpair");
	c->pid = fork();
	if (!c->pid) {
		close(peer[0]);
		_exit(part(a, p, peer[1]));
	}
	close(peer[1]);
	c->peer = peer[0];
	if (c->pid > 0 && read(c->peer, &byte, 1) == 1)
		return 0;
	return attempt_setup_error(a, "a child");
}

static int end_child(const struct child *c)
{
	int status = -1;

	close(c->peer);
	waitpid(c->pid, &status, 0);
	return status;
}

/* The pages stay allocated for as long as parent or child maps them. */
static long outlive_parent(struct attempt *a)
{
	const size_t page = getpagesize();
	struct child c;
	struct p2pmem p;
	long ret = p2pmem_buffer(a, "PINCER_P2PMEM", &p, PAGES);

	if (ret)
		return ret;
	pattern_fill(a->buf, page, PATTERN_MEMORY, 0);
	ret = begin_child(a, &p, &c, share_memory);
	if (ret)
		return ret;
	a->wrong_data = !pattern_is(a->buf + page, page, PATTERN_DEVICE, 0);
	a->disagrees = !(
		scenario_answer(a, "pages out", p2pmem_taken(&p), PAGES) &&
		scenario_answer(a, "munmap()", munmap(a->buf, PAGES * page),
				0) &&
		scenario_answer(a, "when only the child has them",
				p2pmem_taken(&p), PAGES) &&
		scenario_answer(a, "the child", end_child(&c), 0) &&
		scenario_answer(a, "when it has ended", p2pmem_taken(&p), 0));
	return 0;
}

/* The child exits, or is killed. */
static long end_with_it(struct attempt *a)
{
	struct child c;
	struct p2pmem p;
	int i;
	long ret = p2pmem_open(a, "PINCER_P2PMEM", &p);

	for (i = 0; i < 2 && !ret && !a->disagrees; i++) {
		ret = begin_child(a, &p, &c, map_and_stay);
		if (ret)
			return ret;
		a->disagrees = !scenario_answer(a, "pages of the child",
						p2pmem_taken(&p), PAGES);
		if (i)
			kill(c.pid, SIGKILL);
		a->disagrees |= !(
			scenario_answer(a, "the child", end_child(&c),
					i ? SIGKILL : 0) &&
			scenario_answer(a, "when it has ended",
					p2pmem_taken(&p), 0));
	}
	return ret;
}

#define P2PMEM(env_)							\
	ABOUT_P2PMEM(env_), .need.guest_only = true, .expect = scenario_works

const struct scenario scenarios_p2pmem_life[] = {
	{
		.name = "p2pmem.accounting",
		.title = "all P2PDMA memory returns to its pool after a thousand rounds of mmap(), I/O and munmap()",
		P2PMEM("PINCER_NVME_CMB"), .need.target = TARGET_NVME_OWNER,
		.run = run_rounds,
	}, {
		.name = "p2pmem.fork",
		.title = "a child shares P2PDMA memory with its parent, and keeps it after the parent's munmap()",
		P2PMEM("PINCER_P2PMEM"), .run = outlive_parent,
	}, {
		.name = "p2pmem.exit",
		.title = "P2PDMA memory returns to its pool when its process exits",
		P2PMEM("PINCER_P2PMEM"), .run = end_with_it,
	}, {}
};
