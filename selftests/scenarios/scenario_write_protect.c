// SPDX-License-Identifier: GPL-2.0
/*
 * GUP that is to write to a page which userfaultfd has write-protected: the page
 * fault goes to who handles it (Documentation/admin-guide/mm/userfaultfd.rst), or
 * fails where that is for faults of user mode only. GUP-fast does not take the
 * page, and FOLL_FORCE does not write to it (5535be309971).
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "doors/doors.h"
#include "memory/pattern.h"
#include "model/array_size.h"
#include "scenarios/scenario.h"
#include "scenarios/write_protect.h"

/**
 * struct try - a way to write to the page
 * @door: its name
 * @read_only: the process itself may not write to the page either
 */
struct try {
	const char *door;
	bool read_only;
};

static const struct try tries[] = {
	{ "process_vm.write", .read_only = false },
	{ "procmem.write", .read_only = false },
	{ "procmem.write", .read_only = true },
	{ "ptrace.poke", .read_only = false },
	{ "ptrace.poke", .read_only = true },
	{ "io_uring.register", .read_only = false },
};

/* As if the process had made the page read-only, for FOLL_FORCE as well. */
static long refusal(const struct attempt *a, const struct door *door)
{
	struct layout l = {
		.nr = 1,
		.part[0] = { .kind = mapping_find("anon_ro"), .pages = 1 },
	};
	const struct contract c = contract_of_layout(door, &l);

	if (door->props.flags & (D_FORCE | D_FORCE_ALLOWED))
		return -door->props.error;
	return contract_expect(&c, &a->kernel->history, a->machine).ret;
}

/* The door's answer, while the page is protected or when it no longer is. */
static bool answers(struct attempt *whole, const struct door *door, bool protected,
		    bool refused)
{
	const struct layout l = {
		.nr = 1,
		.part[0] = { .kind = whole->part[0].kind, .pages = 1,
			     .state = STATE_WRITTEN },
	};
	const struct contract c = contract_of_layout(door, &l);
	struct attempt a = *whole;
	long got, want;

	a.contract = &c;
	want = refused ? refusal(&a, door) :
		contract_expect(&c, &a.kernel->history, a.machine).ret;
	got = door_use(&a);
	attempt_free_memory(&a);
	whole->wrong_data |= a.wrong_data;
	memcpy(whole->setup_error, a.setup_error, sizeof(a.setup_error));
	memcpy(whole->skip_reason, a.skip_reason, sizeof(a.skip_reason));
	whole->no_interface = a.no_interface;
	whole->keeps |= a.keeps;
	return scenario_answer(whole, protected ? door->title :
			       "when it is not protected", got, want);
}

static bool is_refused(struct attempt *a, int uffd, const struct try *t)
{
	const struct door *door = door_find(t->door);
	bool right;

	memset(a->buf, 0, a->len);
	if (write_protect_set(uffd, a->buf, a->len, true) ||
	    (t->read_only && mprotect(a->buf, a->len, PROT_READ)))
		return !attempt_setup_error(a, "UFFDIO_WRITEPROTECT");
	right = answers(a, door, true, true);
	if (mprotect(a->buf, a->len, PROT_READ | PROT_WRITE) ||
	    write_protect_set(uffd, a->buf, a->len, false))
		return !attempt_setup_error(a, "UFFDIO_WRITEPROTECT");
	return right && answers(a, door, false, false);
}

static long try_doors(struct attempt *a)
{
	const long ret = scenario_buffer(a, "anon");
	int uffd;
	size_t i;

	if (ret)
		return ret;
	madvise(a->buf, a->len, MADV_NOHUGEPAGE);
	/* The page stays exclusive while a child traces the process. */
	madvise(a->buf, a->len, MADV_DONTFORK);
	uffd = write_protect_open(a);
	if (uffd < 0)
		return uffd;
	for (i = 0; i < ARRAY_SIZE(tries) && !a->disagrees; i++)
		a->disagrees = !is_refused(a, uffd, &tries[i]);
	close(uffd);
	return 0;
}

const struct scenario scenarios_write_protect[] = {
	{
		.name = "userfaultfd.write_protected",
		.title = "nobody but the process writes to a page that userfaultfd has write-protected",
		SUCCESS_IS_ZERO,
		.need = { .config = "USERFAULTFD", .feature = C_UFFD_USER_MODE },
		.expect = scenario_works, .run = try_doors,
	}, {}
};
