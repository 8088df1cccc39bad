// SPDX-License-Identifier: GPL-2.0
/*
 * Buffers in large folios: at each place, from odd offsets, with lengths that end
 * within a page, in folios of each kind and with each past. A door must move the
 * right bytes, unpin what it has pinned, and let each folio go.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "doors/doors.h"
#include "doors/target.h"
#include "memory/buffer.h"
#include "memory/folios.h"
#include "memory/pattern.h"
#include "model/pairwise.h"
#include "scenarios/scenario.h"

#define PREFIX "folio."

/* What a row of pairwise() chooses. */
enum { KIND, PAST, PLACE, OFFSET, LENGTH, CHOICES };

/* Values of OFFSET and LENGTH, in a door's units and in pages. */
enum { AT_PAGE, BEHIND_PAGE, BEFORE_PAGE, OFFSETS };
enum { TWO_UNITS, ONE_PAGE, PAGES_AND_UNIT, LENGTHS };

/**
 * struct folio_run - folios of all kinds, and what goes through the door
 * @a: the attempt of the scenario
 * @door: the door
 * @unit: bytes that offsets and lengths are multiples of
 * @folios: of each kind
 * @here: whether this kernel can have them
 * @row: the combinations
 * @nr: how many
 */
struct folio_run {
	struct attempt *a;
	const struct door *door;
	size_t unit;
	struct folios folios[FOLIO_KINDS];
	bool here[FOLIO_KINDS];
	struct pairwise_row row[PAIRWISE_ROWS_MAX];
	int nr;
};

static void choose_rows(struct folio_run *r)
{
	static const int values[CHOICES] = {
		[KIND] = FOLIO_KINDS, [PAST] = FOLIO_PASTS,
		[PLACE] = FOLIO_PLACES, [OFFSET] = OFFSETS, [LENGTH] = LENGTHS,
	};
	static struct pairwise_row rows[PAIRWISE_ROWS_MAX];
	static int nr;

	if (!nr)
		nr = pairwise(values, CHOICES, rows);
	memcpy(r->row, rows, sizeof(rows));
	r->nr = nr;
}

/* A kind that this kernel cannot have is left out; fails if it must have it. */
static int make_kind(struct folio_run *r, int kind)
{
	const struct folio_kind *k = &folio_kinds[kind];
	const int ret = folios_make(&r->folios[kind], k);
	char why[160];

	r->here[kind] = !ret;
	if (!ret || need_missing(&k->need, r->a->kernel, r->folios[kind].why,
				 why, sizeof(why)))
		return 0;
	snprintf(r->a->setup_error, sizeof(r->a->setup_error), "%s", why);
	return ret;
}

static struct layout layout_of(const struct folio_run *r,
			       const struct pairwise_row *row)
{
	const size_t page = getpagesize();
	const size_t offsets[OFFSETS] = { 0, r->unit % page, page - r->unit };
	const size_t lengths[LENGTHS] = {
		2 * r->unit, page, 2 * page + r->unit % page,
	};
	struct layout l = {
		.nr = 1, .offset = offsets[row->value[OFFSET]],
		.length = lengths[row->value[LENGTH]],
	};

	l.part[0] = (struct layout_part){
		.kind = mapping_find(folio_kinds[row->value[KIND]].mapping),
		.pages = (l.offset + l.length + page - 1) / page,
		.state = STATE_WRITTEN,
	};
	return l;
}

static struct part part_of(const struct folio_run *r,
			   const struct pairwise_row *row)
{
	const struct layout l = layout_of(r, row);

	return folios_place(&r->folios[row->value[KIND]], row->value[PLACE],
			    l.part[0].pages);
}

/* Names the row, also for a case that hangs. */
static void note_row(struct folio_run *r, const struct pairwise_row *row,
		     const struct layout *l)
{
	static const char *const pasts[FOLIO_PASTS] = {
		"whole", "split", "moved", "with a hole", "shared with a child",
	};
	static const char *const places[FOLIO_PLACES] = {
		"at its beginning", "amid it", "at its end", "at the end of two",
	};

	snprintf(r->a->note, NOTE_MAX, "%s, %s, %s: %zu bytes from %zu",
		 folio_kinds[row->value[KIND]].name, pasts[row->value[PAST]],
		 places[row->value[PLACE]], l->length, l->offset);
}

/* Sets r->a->disagrees if the outcome is not the specification's. */
static void compare_outcome(struct folio_run *r, struct attempt *a, long ret)
{
	const struct contract *c = a->contract;
	const struct outcome due = contract_expect(c, &a->kernel->history,
						   a->machine);
	struct outcome seen = outcome_returned(ret, c->props->success_is_zero);
	char seen_text[OUTCOME_TEXT_MAX], due_text[OUTCOME_TEXT_MAX];

	if (a->wrong_data)
		seen.flaws = FLAW(DATA);
	else if (!buffer_surroundings_intact(a))
		seen.flaws = FLAW(SURROUNDINGS);
	if (outcome_equal(&seen, &due))
		return;
	r->a->disagrees = true;
	outcome_write(&seen, seen_text);
	outcome_write(&due, due_text);
	snprintf(r->a->note + strlen(r->a->note),
		 NOTE_MAX - strlen(r->a->note), ": %.40s, the model says %.20s",
		 seen_text, due_text);
}

static void use_row(struct folio_run *r, const struct pairwise_row *row)
{
	const struct layout l = layout_of(r, row);
	const struct contract c = contract_of_layout(r->door, &l);
	struct attempt a = *r->a;
	long ret;

	note_row(r, row, &l);
	a.contract = &c;
	a.part[0] = part_of(r, row);
	a.nr = 1;
	a.buf = a.part[0].page + l.offset;
	a.len = l.length;
	if (!(a.fd >= 0 && target_fill(&a))) {
		ret = door_use(&a);
		if (!a.setup_error[0] && !a.skip_reason[0])
			compare_outcome(r, &a, ret);
	}
	attempt_free_memory(&a);
	memcpy(r->a->setup_error, a.setup_error, sizeof(a.setup_error));
	memcpy(r->a->skip_reason, a.skip_reason, sizeof(a.skip_reason));
	r->a->no_interface = a.no_interface;
	r->a->keeps |= a.keeps;
}

/* Whether a row is one of @past, of a kind that is here. */
static bool is_due(const struct folio_run *r, const struct pairwise_row *row,
		   enum folio_past past)
{
	return row->value[PAST] == past && r->here[row->value[KIND]];
}

static void fill_rows(struct folio_run *r, enum folio_past past)
{
	struct part part;
	int i;

	for (i = 0; i < r->nr; i++) {
		if (!is_due(r, &r->row[i], past))
			continue;
		part = part_of(r, &r->row[i]);
		pattern_fill_part(&part);
	}
}

/* Whether private memory is as it was before the rows went through the door. */
static bool rows_are_unchanged(struct folio_run *r, enum folio_past past)
{
	const size_t page = getpagesize();
	struct part part;
	int i;

	for (i = 0; i < r->nr; i++) {
		if (!is_due(r, &r->row[i], past))
			continue;
		part = part_of(r, &r->row[i]);
		if (!(part.kind->props.flags & M_SHARED) &&
		    !pattern_part_held(&part, part.page, part.page - part.at,
				       part.pages * page))
			return false;
	}
	return true;
}

/* Whether the door is to be used further. */
static bool goes_on(const struct folio_run *r)
{
	return !r->a->disagrees && !r->a->setup_error[0] &&
	       !r->a->skip_reason[0];
}

static void use_rows(struct folio_run *r, enum folio_past past)
{
	int i;

	for (i = 0; i < r->nr && goes_on(r); i++)
		if (is_due(r, &r->row[i], past))
			use_row(r, &r->row[i]);
}

/* The child's memory stays as it was at fork(); it looks when the gate closes. */
static void use_rows_beside_child(struct folio_run *r)
{
	int gate[2], status = -1;
	char none;
	pid_t child;

	if (pipe(gate)) {
		attempt_setup_error(r->a, "pipe");
		return;
	}
	child = fork();
	if (!child) {
		close(gate[1]);
		_exit(read(gate[0], &none, 1) ||
		      !rows_are_unchanged(r, PAST_FORKED));
	}
	close(gate[0]);
	use_rows(r, PAST_FORKED);
	close(gate[1]);
	if (child < 0 || waitpid(child, &status, 0) != child)
		attempt_setup_error(r->a, "fork");
	else if (status && goes_on(r))
		r->a->wrong_data = true;
}

static int change_kinds(struct folio_run *r, enum folio_past past)
{
	int i, ret = 0;

	for (i = 0; i < FOLIO_KINDS && !ret; i++)
		if (r->here[i])
			ret = folios_change(&r->folios[i], past);
	if (ret)
		snprintf(r->a->setup_error, sizeof(r->a->setup_error), "%s",
			 r->folios[i - 1].why);
	return ret;
}

static void use_pasts(struct folio_run *r)
{
	enum folio_past past;

	for (past = 0; past < FOLIO_PASTS && goes_on(r); past++) {
		if (change_kinds(r, past))
			break;
		fill_rows(r, past);
		if (past == PAST_FORKED)
			use_rows_beside_child(r);
		else
			use_rows(r, past);
	}
}

/* A folio that is still there is another process's, or nobody's. */
static void free_kinds(struct folio_run *r)
{
	int i;

	for (i = 0; i < FOLIO_KINDS; i++)
		if (r->folios[i].kind)
			folios_free(&r->folios[i]);
	for (i = 0; i < FOLIO_KINDS; i++) {
		if (!r->here[i] || !goes_on(r) ||
		    folios_are_freed(&r->folios[i]))
			continue;
		r->a->disagrees = true;
		snprintf(r->a->note, NOTE_MAX, "%s is not freed",
			 folio_kinds[i].name);
	}
}

static long use_folios(struct attempt *a)
{
	const struct scenario *s = a->contract->scenario;
	struct folio_run r = {
		.a = a, .door = door_find(s->name + strlen(PREFIX)),
		.unit = s->how ?: (unsigned int)getpagesize(),
	};
	int i;

	choose_rows(&r);
	for (i = 0; i < FOLIO_KINDS && !a->setup_error[0]; i++)
		make_kind(&r, i);
	if (!a->setup_error[0])
		use_pasts(&r);
	free_kinds(&r);
	return 0;
}

/* 16 pages at once, where sysfs allows it: folios_make() proves it. */
static long make_small_folio(struct attempt *a)
{
	struct folio_run r = { .a = a };
	int i, ret = 0;

	for (i = 0; i < FOLIO_KINDS && !ret; i++)
		if (folio_kinds[i].need.feature)
			ret = folios_make(&r.folios[i], &folio_kinds[i]);
	errno = -ret;
	if (ret)
		attempt_no_interface(a, r.folios[i - 1].why);
	for (i = 0; i < FOLIO_KINDS; i++)
		if (r.folios[i].kind)
			folios_free(&r.folios[i]);
	return ret;
}

/* Values of .how: what offset and length are multiples of, bytes; 0: a page. */
#define BYTES 1
#define SECTORS 512
#define WHOLE_PAGES 0

#define FOLIO(door_, title_, unit_, ...)				\
	{								\
		.name = PREFIX door_,					\
		.title = title_ " of any piece of a large folio moves it, and lets the folio go", \
		SUCCESS_IS_ZERO, .how = unit_, .expect = scenario_works,	\
		.run = use_folios, __VA_ARGS__				\
	}

const struct scenario scenarios_folio[] = {
	{
		.name = "folio.anon_16_pages",
		.title = "anonymous memory gets folios of 16 pages where sysfs allows it",
		SUCCESS_IS_ZERO,
		.need = { .config = "TRANSPARENT_HUGEPAGE",
			  .feature = C_ANON_MTHP, .guest_only = true },
		.expect = scenario_works, .run = make_small_folio,
	},
	FOLIO("odirect.read.nvme", "an O_DIRECT read", SECTORS, ON_NVME),
	FOLIO("odirect.write.nvme", "an O_DIRECT write", SECTORS, ON_NVME),
	FOLIO("odirect.read.ext4", "an O_DIRECT read", SECTORS, ON_EXT4),
	FOLIO("odirect.write.ext4", "an O_DIRECT write", SECTORS, ON_EXT4),
	FOLIO("odirect.read.vfat", "an O_DIRECT read", SECTORS, ON_VFAT,
	      .props.flags = D_REPINS),
	FOLIO("odirect.write.vfat", "an O_DIRECT write", SECTORS, ON_VFAT,
	      .props.flags = D_REPINS),
	FOLIO("odirect.read.fuse", "a direct read through FUSE", BYTES, ON_FUSE),
	FOLIO("odirect.write.fuse", "a direct write through FUSE", BYTES, ON_FUSE),
	FOLIO("aio.read.nvme_cmb", "a read by io_submit()", SECTORS, ON_NVME_CMB),
	FOLIO("io_uring.update", "an update of an io_uring registration", BYTES,
	      .need = { .config = "IO_URING",
			.feature = C_IO_URING_BUFFERS_UPDATE }),
	FOLIO("io_uring.clone", "a clone of an io_uring registration", BYTES,
	      .need = { .config = "IO_URING",
			.feature = C_IO_URING_CLONE_BUFFERS }),
	FOLIO("io_uring.read_fixed", "a direct read by registration", SECTORS,
	      .need = { .config = "IO_URING", .env = "PINCER_VIRTIO_BLK",
			.target = TARGET_VIRTIO_BLK }),
	FOLIO("nvme.ioctl.read", "a read command to an NVMe", SECTORS, ON_NVME_CMB),
	FOLIO("splice.vmsplice", "vmsplice", BYTES),
	FOLIO("splice.write.odirect", "vmsplice and splice to a file", SECTORS, ON_EXT4),
	FOLIO("msg_zerocopy.tcp", "MSG_ZEROCOPY", BYTES, .need.config = "INET"),
	FOLIO("process_vm.read", "process_vm_readv()", BYTES,
	      .need.config = "CROSS_MEMORY_ATTACH"),
	FOLIO("process_vm.write", "process_vm_writev()", BYTES,
	      .need.config = "CROSS_MEMORY_ATTACH"),
	FOLIO("afxdp.umem", "an AF_XDP registration", WHOLE_PAGES,
	      .need.config = "XDP_SOCKETS"),
	FOLIO("af_alg.hash", "a hash by AF_ALG", BYTES,
	      .need.config = "CRYPTO_USER_API_HASH"),
	FOLIO("rdma.mr.write", "an RDMA region", BYTES,
	      .need = { .config = "RDMA_RXE", .env = "PINCER_RDMA" }),
	FOLIO("iommufd.map.write", "a mapping of iommufd", WHOLE_PAGES,
	      .need.config = "IOMMUFD_TEST"),
	FOLIO("gup_test.longterm.fast.write", "a long-term pin", WHOLE_PAGES,
	      .need = { .config = "GUP_TEST", .feature = C_GUP_TEST_LONGTERM }),
	{}
};
