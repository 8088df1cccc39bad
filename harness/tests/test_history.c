// SPDX-License-Identifier: GPL-2.0
/*
 * The history and the model, without a boot: versions, the rows that must be
 * so, and over what real kernels showed, that each commit matters where, and
 * only where, the model says so.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/array_size.h"
#include "model/judge_contract.h"

#define NR_KERNELS 5
static const char *const versions[NR_KERNELS] = {
	"5.10.262-1", "6.1.192-3", "6.12.118-1", "7.2.13-1", "7.3~rc7-1~exp1",
};

/* The last two let only tracers override permissions by /proc/PID/mem. */
#define PC(force) { .page_size = 4096, .gup_fast = true, .mem_force = force }
static const struct machine pc[NR_KERNELS] = {
	PC(true), PC(true), PC(true), PC(false), PC(false),
};

static void history_of(struct history *h, const char *version)
{
	assert_int_equal(history_from_version(h, version), 0);
}

static void versions_imply_commits(void **state)
{
	static const struct {
		const char *version;
		enum commit_id commit;
		bool has;
	} table[] = {
		{ "5.10.172", C_IO_URING_SINGLE_SOURCE, false },
		{ "5.10.173", C_IO_URING_SINGLE_SOURCE, true },
		{ "5.11.200", C_IO_URING_SINGLE_SOURCE, false },
		{ "6.1.15", C_IO_URING_SINGLE_SOURCE, false },
		{ "6.1.192-2", C_IO_URING_SINGLE_SOURCE, true },
		{ "6.1.192-2", C_IO_URING_SINGLE_SOURCE_REVERT, false },
		{ "6.3", C_IO_URING_SINGLE_SOURCE, true },
		{ "6.4-rc1", C_IO_URING_SINGLE_SOURCE_REVERT, true },
		{ "7.2.13+deb14-cloud-amd64", C_VVAR_MIXEDMAP, false },
		{ "7.3~rc7-1~exp1", C_VVAR_MIXEDMAP, true },
		{ "7.3-rc1", C_VVAR_MIXEDMAP, true },
		{ "6.10", C_IO_URING_RING_PAGES, true },
		{ "6.1.131", C_IO_URING_RING_PAGES, false },
		{ "6.1.132", C_IO_URING_RING_PAGES, true },
	};
	struct history h;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(table); i++) {
		history_of(&h, table[i].version);
		if (h.has[table[i].commit] != table[i].has)
			fail_msg("%s: %s", table[i].version,
				 history_commits[table[i].commit].title);
	}
	assert_int_not_equal(history_from_version(&h, "six"), 0);
	assert_int_not_equal(history_from_version(&h, ""), 0);
}

static void uname_names_the_version(void **state)
{
	char buf[64];

	(void)state;
	history_version("6.1.0-56-cloud-amd64",
			"#1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-09-01)",
			buf, sizeof(buf));
	assert_string_equal(buf, "6.1.192-2");
	history_version("6.18.44-custom", "#3 SMP Tue Nov 3", buf, sizeof(buf));
	assert_string_equal(buf, "6.18.44-custom");
}

static void histories_are_edited_by_hand(void **state)
{
	char text[HISTORY_TEXT_MAX];
	struct history h, copy;
	const char *bad;

	(void)state;
	history_of(&h, "6.1.192");
	assert_int_equal(history_apply(&h, "+3c85cc43c8e7,-SECRETMEM", &bad), 0);
	assert_true(h.has[C_IO_URING_SINGLE_SOURCE_REVERT]);
	assert_false(h.has[C_SECRETMEM]);
	assert_int_not_equal(history_apply(&h, "+secretmem,+nonsense", &bad),
			     0);
	assert_string_equal(bad, "+nonsense");
	assert_int_not_equal(history_apply(&h, "secretmem", &bad), 0);

	memset(&copy, 0, sizeof(copy));
	history_format(&h, text, sizeof(text));
	assert_int_equal(history_apply(&copy, text, &bad), 0);
	assert_memory_equal(&copy, &h, sizeof(h));
}

/* What a kernel command line says of a history names each commit. */
static void short_ids_name_one_commit(void **state)
{
	char name[HISTORY_SHORT_ID + 1];
	enum commit_id id;

	(void)state;
	for (id = C_NONE + 1; id < C_COUNT; id++) {
		const char *whole = history_commits[id].id;

		assert_int_equal(history_find(whole), id);
		if (strspn(whole, "0123456789abcdef") != strlen(whole))
			continue;
		snprintf(name, sizeof(name), "%s", whole);
		assert_int_equal(history_find(name), id);
	}
	assert_int_equal(history_find("00000000"), C_NONE);
}

static void toggles_respect_their_needs(void **state)
{
	struct history h, t;

	(void)state;
	history_of(&h, "5.10.100");
	assert_false(history_toggle(&h, C_IO_URING_SINGLE_SOURCE_REVERT, &t));
	assert_true(history_toggle(&h, C_IO_URING_SINGLE_SOURCE, &t));
	history_of(&h, "6.12");
	assert_false(history_toggle(&h, C_IO_URING_SINGLE_SOURCE, &t));
}

/*
 * Known from the kernels' sources and from boots, not from the model; "-"
 * where that kernel has no such memory.
 */
static void the_model_knows_these_rows(void **state)
{
	static const struct {
		const char *id, *expected[NR_KERNELS];
	} rows[] = {
#define ROW(id, ...) { id, { __VA_ARGS__ } }
#define SAME(id, o) ROW(id, o, o, o, o, o)
		SAME("io_uring.register/anon", "ok"),
		ROW("io_uring.register/memfd+memfd2",
		    "EINVAL", "EINVAL", "ok", "ok", "ok"),
		ROW("io_uring.register/anon+memfd",
		    "EINVAL", "EINVAL", "ok", "ok", "ok"),
		ROW("io_uring.register/shared_anon+shared_anon2",
		    "EINVAL", "EINVAL", "ok", "ok", "ok"),
		ROW("io_uring.register/memfd+memfd_reopened",
		    "EINVAL", "EINVAL", "ok", "ok", "ok"),
		SAME("io_uring.register/memfd+memfd_below", "ok"),
		ROW("io_uring.register/ext4_shared", "EOPNOTSUPP",
		    "EOPNOTSUPP", "EFAULT", "EFAULT", "EFAULT"),
		ROW("io_uring.register/ext4_private",
		    "EOPNOTSUPP", "EOPNOTSUPP", "ok", "ok", "ok"),
		SAME("io_uring.register/fsdax_shared", "EOPNOTSUPP"),
		ROW("io_uring.register/fsdax_private:written",
		    "EOPNOTSUPP", "EOPNOTSUPP", "ok", "ok", "ok"),
		SAME("io_uring.register/fsdax_private", "EOPNOTSUPP"),
		ROW("io_uring.register/anon+fsdax_shared", "EOPNOTSUPP",
		    "EFAULT", "EFAULT", "EFAULT", "EFAULT"),
		ROW("io_uring.register/devdax",
		    "EOPNOTSUPP", "EOPNOTSUPP", "ok", "ok", "ok"),
		ROW("io_uring.register/ring",
		    "EFAULT", "EOPNOTSUPP", "ok", "ok", "ok"),
		ROW("io_uring.register/p2pmem",
		    "-", "-", "EFAULT", "EFAULT", "EFAULT"),
		SAME("io_uring.register/secretmem", "EFAULT"),
		SAME("io_uring.register/bar", "EFAULT"),
		ROW("afxdp.umem/ext4_shared",
		    "ok", "ok", "EFAULT", "EFAULT", "EFAULT"),
		SAME("afxdp.umem/memfd+memfd2", "ok"),
		SAME("afxdp.umem/fsdax_private:written", "EOPNOTSUPP"),
		ROW("afxdp.umem/anon+fsdax_shared", "EOPNOTSUPP",
		    "ENOMEM", "ENOMEM", "ENOMEM", "ENOMEM"),
		SAME("process_vm.read/anon+hole", "4096"),
		SAME("process_vm.write/ext4_shared:written", "4096"),
		SAME("ptrace.peek/anon_none", "4096"),
		SAME("ptrace.poke/anon_ro", "4096"),
		SAME("ptrace.poke/memfd_ro", "EIO"),
		ROW("ptrace.peek/vvar", "EIO", "EIO", "EIO", "EIO", "4096"),
		SAME("ptrace.poke/vvar", "EIO"),
		ROW("procmem.write/anon_ro",
		    "4096", "4096", "4096", "EIO", "EIO"),
		ROW("io_uring.size.gib",
		    "EFAULT", "EFAULT", "EFAULT", "ok", "ok"),
		ROW("io_uring.size.tib", "EFAULT", "EFAULT", "EFAULT",
		    "EOVERFLOW", "EOVERFLOW"),
		ROW("io_uring.charge.kept", "1", "1", "1", "ok", "ok"),
		SAME("io_uring.several_bios.hole", "EIO"),
		ROW("io_uring.several_bios.p2pmem",
		    "-", "-", "EIO", "EIO", "EREMOTEIO"),
		ROW("io_uring.update/memfd+memfd2",
		    "EINVAL", "EINVAL", "ok", "ok", "ok"),
		ROW("io_uring.clone/ext4_shared:written",
		    "-", "-", "EFAULT", "EFAULT", "EFAULT"),
		ROW("io_uring.pbuf_ring/memfd+memfd2",
		    "-", "EINVAL", "ok", "ok", "ok"),
		ROW("io_uring.pbuf_ring/ext4_shared:written",
		    "-", "EOPNOTSUPP", "EFAULT", "EFAULT", "EFAULT"),
		ROW("io_uring.no_mmap/ext4_private:written",
		    "-", "-", "ok", "ok", "ok"),
		ROW("io_uring.read.virtio_blk/anon+hole",
		    "EIO", "4096", "4096", "4096", "4096"),
		ROW("io_uring.write.virtio_blk/hole",
		    "EIO", "EFAULT", "EFAULT", "EFAULT", "EFAULT"),
		SAME("io_uring.read.ext4/anon+hole", "EFAULT"),
		ROW("io_uring.write.nvme_cmb/anon+p2pmem",
		    "-", "-", "EIO", "4096", "4096"),
		SAME("io_uring.read_fixed/anon+hole", "EFAULT"),
		ROW("io_uring.send_zc/anon+hole",
		    "-", "EFAULT", "EFAULT", "EFAULT", "EFAULT"),
		ROW("io_uring.send_zc/p2pmem",
		    "-", "-", "EFAULT", "EFAULT", "EFAULT"),
		SAME("futex.shared/anon_ro", "EFAULT"),
		SAME("futex.shared/ext4_shared_ro", "ok"),
		SAME("futex.shared/ring", "EFAULT"),
		ROW("futex.shared/p2pmem",
		    "-", "-", "EREMOTEIO", "EREMOTEIO", "EREMOTEIO"),
		ROW("mlock/p2pmem",
		    "-", "-", "EREMOTEIO", "EREMOTEIO", "EREMOTEIO"),
		SAME("mlock/anon_none", "ENOMEM"),
		SAME("mlock/bar", "ok"),
		ROW("populate.read/p2pmem",
		    "-", "-", "ENOMEM", "ENOMEM", "ENOMEM"),
		ROW("populate.read/vvar",
		    "-", "EINVAL", "EINVAL", "EINVAL", "ok"),
		SAME("populate.write/anon_ro", "EINVAL"),
		SAME("msg_zerocopy.tcp/anon+hole", "EFAULT"),
		ROW("msg_zerocopy.tcp/p2pmem",
		    "-", "-", "EFAULT", "EFAULT", "EFAULT"),
		ROW("af_alg.hash/anon+hole",
		    "4096", "4096", "EFAULT", "EFAULT", "EFAULT"),
		SAME("af_alg.decrypt/anon+hole", "EFAULT"),
		SAME("gup_test.pin.fast/ext4_shared:written", "4096"),
		ROW("gup_test.pin.longterm_fast/ext4_shared:written",
		    "4096", "4096", "EFAULT", "EFAULT", "EFAULT"),
		SAME("gup_test.pin.p2pdma/p2pmem", "4096"),
		SAME("gup_test.longterm.slow.read/ext4_shared", "ok"),
		ROW("gup_test.longterm.fast.read/p2pmem",
		    "-", "-", "EREMOTEIO", "EREMOTEIO", "EREMOTEIO"),
		SAME("gup_test.longterm_p2pdma", "0!warning"),
		ROW("splice.vmsplice/perf_ring",
		    "4096", "4096", "4096", "EFAULT", "EFAULT"),
		ROW("io_uring.register/perf_ring", "EOPNOTSUPP",
		    "EOPNOTSUPP", "EFAULT", "EFAULT", "EFAULT"),
		ROW("io_uring.register/packet_ring",
		    "EOPNOTSUPP", "EOPNOTSUPP", "ok", "ok", "ok"),
		ROW("odirect.read.nvme_cmb/p2pmem",
		    "-", "-", "4096", "4096", "4096"),
		ROW("odirect.write.virtio_blk/p2pmem",
		    "-", "-", "EREMOTEIO", "EREMOTEIO", "EREMOTEIO"),
		ROW("splice.vmsplice/p2pmem",
		    "-", "-", "EREMOTEIO", "EREMOTEIO", "EREMOTEIO"),
		SAME("splice.vmsplice/secretmem", "EFAULT"),
		SAME("splice.vmsplice/anon+hole", "4096"),
		ROW("splice.vmsplice/vvar",
		    "EFAULT", "EFAULT", "EFAULT", "EFAULT", "4096"),
		SAME("odirect.read.ext4/fsdax_shared", "4096"),
		SAME("odirect.write.ext4/fsdax_shared", "4096"),
		SAME("odirect.read.ext4/anon+hole", "EFAULT"),
		SAME("odirect.read.nvme/anon+hole", "4096"),
		SAME("odirect.read.nvme/anon_ro", "EFAULT"),
		SAME("odirect.write.nvme/anon_ro", "4096"),
	};
	char text[OUTCOME_TEXT_MAX];
	struct outcome outcome;
	struct history h;
	size_t i, k;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const struct contract *c = contract_find(rows[i].id);

		if (!c)
			fail_msg("no contract %s", rows[i].id);
		for (k = 0; k < NR_KERNELS; k++) {
			history_of(&h, versions[k]);
			outcome = contract_expect(c, &h, &pc[k]);
			outcome_write(&outcome, text);
			if (strcmp(rows[i].expected[k], "-") &&
			    strcmp(text, rows[i].expected[k]))
				fail_msg("%s on %s: %s, not %s", rows[i].id,
					 versions[k], text,
					 rows[i].expected[k]);
		}
	}
}

static const struct {
	const char *what, *version, *id, *observed;
	enum verdict verdict;
	enum commit_id commit;
	const char *edit;	/* of the version's history */
} judgements[] = {
	{ "as ever", "6.12.117", "splice.vmsplice/anon", "4096",
	  V_PASS, C_NONE, "" },
	{ "its policy", "6.1.192", "io_uring.register/memfd+memfd2", "EINVAL",
	  V_PASS, C_IO_URING_SINGLE_SOURCE, "" },
	{ "another errno keeps the promise", "6.1.192",
	  "io_uring.register/ext4_shared", "EOPNOTSUPP",
	  V_PASS, C_IO_URING_FILE_CHECK_REMOVED, "" },
	{ "a policy left behind", "6.12.117", "io_uring.register/ext4_private",
	  "EOPNOTSUPP", V_DRIFT, C_IO_URING_FILE_CHECK_REMOVED, "" },
	{ "a fix taken out", "6.12.117", "io_uring.register/ext4_shared", "ok",
	  V_DRIFT, C_GUP_DIRTY_TRACKED, "" },
	{ "nothing explains it", "6.12.117", "splice.vmsplice/anon", "EPERM",
	  V_FAIL, C_NONE, "" },
	{ "flaws are never right", "6.12.117", "splice.vmsplice/anon",
	  "4096!pins", V_FAIL, C_NONE, "" },
	{ "a fix that is missing", "6.12.117",
	  "io_uring.register/ext4_shared", "ok",
	  V_DEFECT, C_GUP_DIRTY_TRACKED, "-8ac268436e6d" },
	{ "two fixes that are missing", "6.12.117",
	  "gup_test.pin.longterm_fast/ext4_shared:written", "4096",
	  V_DEFECT, C_GUP_DIRTY_TRACKED, "-8ac268436e6d,-a6e79df92e4a" },
	{ "a fix that was backported", "6.12.117",
	  "io_uring.register/ext4_shared", "EFAULT",
	  V_PASS, C_GUP_DIRTY_TRACKED, "-8ac268436e6d" },
	{ "an open bug", "7.2.13", "mlock/p2pmem", "EREMOTEIO",
	  V_DEFECT, C_P2PDMA_POPULATE, "" },
	{ "an open bug that is gone", "7.2.13", "mlock/p2pmem", "ok",
	  V_PASS, C_P2PDMA_POPULATE, "" },
	{ "a policy of a newer kernel", "6.12.117",
	  "odirect.write.nvme_cmb/anon+p2pmem", "8192",
	  V_DRIFT, C_BIO_P2PDMA_SPLIT, "" },
};

static void observations_are_judged(void **state)
{
	struct contract_judgement cj;
	const struct judgement *const j = &cj.j;
	struct outcome observed;
	struct history h;
	const char *bad;
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_SIZE(judgements); i++) {
		const struct contract *c = contract_find(judgements[i].id);

		assert_non_null(c);
		history_of(&h, judgements[i].version);
		assert_int_equal(history_apply(&h, judgements[i].edit, &bad),
				 0);
		observed = outcome_read(judgements[i].observed);
		judge_contract(c, &observed, &h, &pc[0], &cj);
		if (j->verdict != judgements[i].verdict ||
		    (judgements[i].commit &&
		     j->commit != judgements[i].commit))
			fail_msg("%s: %s, %s: %s", judgements[i].what,
				 verdict_name(j->verdict),
				 history_commits[j->commit].title, j->reason);
	}
}

/** struct sample - what five kernels showed for one contract, from boots */
struct sample {
	const struct contract *contract;
	struct outcome observed[NR_KERNELS];
};

static struct sample *samples;
static size_t nr_samples;

static int load_samples(void **state)
{
	FILE *file = fopen(TEST_DATA "/observations.txt", "re");
	char line[512], id[CONTRACT_ID_MAX];
	char text[NR_KERNELS][OUTCOME_TEXT_MAX];
	struct sample *s;
	size_t nr, k;

	(void)state;
	contracts(&nr);
	samples = calloc(nr, sizeof(*samples));
	if (!file || !samples)
		return -1;
	while (fgets(line, sizeof(line), file)) {
		s = &samples[nr_samples];
		if (line[0] == '#' || nr_samples == nr)
			continue;
		if (sscanf(line, "%79s %79s %79s %79s %79s %79s", id,
			   text[0], text[1], text[2], text[3], text[4]) != 6)
			return -1;
		for (k = 0; k < NR_KERNELS; k++)
			s->observed[k] = outcome_read(text[k]);
		s->contract = contract_find(id);
		nr_samples += !!s->contract;
	}
	return fclose(file);
}

static int free_samples(void **state)
{
	(void)state;
	free(samples);
	return 0;
}

/* The contract turns if, and only if, it cites the commit; C_NONE is none. */
static void check_toggled(const struct sample *s, size_t k,
			  const struct history *toggled, enum commit_id id,
			  bool cited)
{
	char seen[OUTCOME_TEXT_MAX], due[OUTCOME_TEXT_MAX];
	const struct outcome *observed = &s->observed[k];
	struct outcome expected = contract_expect(s->contract, toggled, &pc[k]);

	if (outcome_equal(&expected, observed) != cited)
		return;
	outcome_write(observed, seen);
	outcome_write(&expected, due);
	fail_msg("%s on %s with %s toggled: %s, expected %s", s->contract->id,
		 versions[k], history_commits[id].id, seen, due);
}

static void check_sample(const struct sample *s, size_t k,
			 const struct history *h)
{
	enum commit_id id, cites[C_COUNT];
	int nr = judge_cites(s->contract, h, &pc[k], cites), i = 0;
	struct history toggled;

	check_toggled(s, k, h, C_NONE, false);
	for (id = C_NONE + 1; id < C_COUNT; id++) {
		bool cited = i < nr && cites[i] == id;

		i += cited;
		if (history_toggle(h, id, &toggled))
			check_toggled(s, k, &toggled, id, cited);
	}
	assert_int_equal(i, nr);
}

/* Real kernels pass; take one commit away and its contracts, no other, turn. */
static void each_commit_turns_what_cites_it(void **state)
{
	struct history h;
	size_t i, k;

	(void)state;
	assert_true(nr_samples > 700);
	for (k = 0; k < NR_KERNELS; k++) {
		history_of(&h, versions[k]);
		for (i = 0; i < nr_samples; i++)
			if (samples[i].observed[k].kind != OUTCOME_NONE)
				check_sample(&samples[i], k, &h);
	}
}

/* Those that only KUnit notices: a case of it sees to that. */
static const bool for_kernel[C_COUNT] = {
#define COMMIT(...)
#define KERNEL_COMMIT(symbol, ...)[C_##symbol] = true,
#include "model/history_commits.h"
#undef COMMIT
};

/* Whether some contract turns with it on a kernel of the era of another. */
static bool is_noticed(enum commit_id id, enum commit_id era)
{
	struct history h, toggled;
	const struct contract *c;
	size_t i, nr;

	history_of(&h, history_commits[era].mainline);
	if (!history_toggle(&h, id, &toggled))
		return false;
	c = contracts(&nr);
	for (i = 0; i < nr; i++) {
		struct outcome now = contract_expect(&c[i], &h, &pc[0]);
		struct outcome then = contract_expect(&c[i], &toggled, &pc[0]);

		if (!outcome_equal(&now, &then))
			return true;
	}
	return false;
}

/*
 * An entry that no contract notices, on any kernel there was, is dead. One that
 * a contract does notice is not the kernel's own.
 */
static void every_commit_is_noticed(void **state)
{
	enum commit_id id, era;

	(void)state;
	for (id = C_NONE + 1; id < C_COUNT; id++) {
		const struct commit *commit = &history_commits[id];
		bool noticed = commit->kind == KIND_FEATURE;

		/* Features say whether a kind of memory can exist at all. */
		for (era = C_NONE + 1; era < C_COUNT && !noticed; era++)
			noticed = is_noticed(id, era);
		if (noticed == for_kernel[id])
			fail_msg("%s notices %s \"%s\"", noticed ?
				 "a contract" : "nothing", commit->id,
				 commit->title);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(versions_imply_commits),
		cmocka_unit_test(uname_names_the_version),
		cmocka_unit_test(histories_are_edited_by_hand),
		cmocka_unit_test(short_ids_name_one_commit),
		cmocka_unit_test(toggles_respect_their_needs),
		cmocka_unit_test(the_model_knows_these_rows),
		cmocka_unit_test(observations_are_judged),
		cmocka_unit_test(each_commit_turns_what_cites_it),
		cmocka_unit_test(every_commit_is_noticed),
	};

	return cmocka_run_group_tests_name("history", tests, load_samples,
					   free_samples);
}
