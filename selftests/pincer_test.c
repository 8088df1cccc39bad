// SPDX-License-Identifier: GPL-2.0
/* The test program: runs contracts on the running kernel and prints KTAP. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/utsname.h>

#include "../kselftest.h"
#include "runner/find_machine.h"
#include "runner/run.h"
#include "model/judge_contract.h"
#include "model/kconfig.h"
#include "model/selection.h"

static const char help[] =
"usage: pincer_test [--ids FILE] [--hung FILE] [--list] [PATTERN...]\n"
"\n"
"Runs contracts of the kernel's page-pinning interfaces on the running kernel\n"
"and prints KTAP. A PATTERN is a family of contracts (io_uring, odirect, splice)\n"
"or a shell pattern for contract ids; none means all.\n"
"\n"
"  --ids FILE   run the contracts that FILE lists, one id a line\n"
"  --hung FILE  FILE lists what hung before, or took its guest along, and how many\n"
"               cases of its door had worked, \"panic 3 ID\" a line: what is to\n"
"               blame is tried once more\n"
"  --list       print the ids of the contracts, and run none\n"
"\n"
"Environment:\n"
"  PINCER_HISTORY     +ID,-ID: commits that this kernel has or lacks, unlike\n"
"                     others of its version\n"
"  PINCER_CONFIG      the kernel's .config (default: /boot/config-RELEASE)\n"
"  PINCER_EXT4, PINCER_XFS, PINCER_F2FS, PINCER_VFAT, PINCER_TMPFS,\n"
"  PINCER_FSDAX       directories on such file systems, for temporary files\n"
"  PINCER_TMPFS_HUGE  a directory on a tmpfs mounted with huge=always\n"
"  PINCER_XFS_STABLE  a directory on an xfs whose disk had queue/stable_writes 1\n"
"                     when it was mounted\n"
"  PINCER_NVME_CMB, PINCER_NVME_PEER, PINCER_NVME, PINCER_VIRTIO_BLK,\n"
"  PINCER_LOOP, PINCER_BRD, PINCER_NULL_BLK, PINCER_MD\n"
"                     scratch block devices, THEIR CONTENT IS OVERWRITTEN:\n"
"                     NVME_CMB is the NVMe that owns PINCER_P2PMEM, NVME_PEER\n"
"                     one that reaches it through a switch, NVME one that\n"
"                     does not; MD is a RAID 0 of namespaces of NVME_CMB\n"
"  PINCER_NVME_EXT4   a directory on ext4 on a namespace of NVME_CMB, too\n"
"  PINCER_P2PMEM      a p2pmem/allocate file in sysfs\n"
"  PINCER_P2PMEM_SPARE\n"
"                     another one, whose device's driver is unbound and bound\n"
"  PINCER_NVME_SLOW   a namespace of NVME_CMB that moves a megabyte a second,\n"
"                     OVERWRITTEN TOO\n"
"  PINCER_DEVDAX      a DAX device, ITS CONTENT IS OVERWRITTEN\n"
"  PINCER_BAR         a resourceN file in sysfs of a PCI device without driver\n"
"  PINCER_MEMORY_BLOCK\n"
"                     an offline memory block in sysfs; it is onlined meanwhile\n"
"  PINCER_RDMA        an RDMA device, /dev/infiniband/uverbs0\n"
"  PINCER_P2P_BRIDGE  1 or 0: whether the host bridge lets PCI devices reach\n"
"                     each other\n"
"  PINCER_DISRUPTIVE  run contracts that are for guests only as well\n"
"  PINCER_SEED        shuffle the contracts by this number\n"
"  PINCER_ROUNDS      layouts that random.* try in all (200)\n"
"  PINCER_RANDOM_SEED the first one's seed (1); a disagreement names its own\n"
"\n"
"Example: PINCER_EXT4=/mnt/scratch ./pincer_test io_uring 'splice.*/memfd*'\n";

static int find_kernel(struct tested_kernel *k, char *config, size_t size)
{
	const char *list = getenv("PINCER_HISTORY"), *bad, *fault;
	char version[128];
	struct utsname u;
	int ret;

	uname(&u);
	history_version(u.release, u.version, version, sizeof(version));
	if (history_from_version(&k->history, version)) {
		fprintf(stderr, "pincer_test: \"%s\" is no kernel version\n",
			version);
		return -EINVAL;
	}
	ret = list ? history_apply(&k->history, list, &bad) : 0;
	if (ret) {
		fprintf(stderr, "pincer_test: PINCER_HISTORY names \"%.*s\", which %s\n",
			(int)strcspn(bad, ", "), bad, history_error(ret));
		return -EINVAL;
	}
	k->guest = getenv("PINCER_GUEST");
	k->config_file = getenv("PINCER_CONFIG");
	if (!k->config_file) {
		snprintf(config, size, "/boot/config-%s", u.release);
		k->config_file = config;
	}
	fault = config_file_fault(k->config_file);
	if (fault) {
		fprintf(stderr, "pincer_test: %s: %s; all of its options would count as not set: name the kernel's .config by PINCER_CONFIG\n",
			k->config_file, fault);
		return -EINVAL;
	}
	return 0;
}

static void print_result(const struct report *r)
{
	char line[1024], observed[OUTCOME_TEXT_MAX], expected[OUTCOME_TEXT_MAX];

	report_write(r, line, sizeof(line));
	printf("%s\n", line);
	switch (r->verdict) {
	case V_PASS:
		ksft_test_result_pass("%s\n", r->id);
		break;
	case V_DEFECT:
		ksft_test_result_xfail("%s # %s\n", r->id, r->seen.reason);
		break;
	case V_SKIP:
		ksft_test_result_skip("%s # %s\n", r->id, r->seen.reason);
		break;
	case V_ERROR:
		ksft_test_result_error("%s # %s\n", r->id, r->seen.reason);
		break;
	default:
		outcome_write(&r->seen.outcome, observed);
		outcome_write(&r->expected, expected);
		ksft_test_result_fail("%s # %s: observed %s, expected %s\n",
				      r->id, verdict_name(r->verdict),
				      observed, expected);
	}
}

/* The commit without which a mapping or the door does not exist, or C_NONE. */
static enum commit_id missing_feature(const struct contract *c,
				      const struct history *h)
{
	enum commit_id feature = c->need->feature;
	int i;

	for (i = 0; i < c->layout.nr && (!feature || h->has[feature]); i++)
		feature = c->layout.part[i].kind->need.feature;
	return feature && !h->has[feature] ? feature : C_NONE;
}

static void judge_observation(const struct contract *c,
			      const struct observation *seen,
			      const struct tested_kernel *k,
			      const struct machine *machine,
			      struct contract_judgement *cj)
{
	if (seen->tried == TRIED) {
		judge_contract(c, &seen->outcome, &k->history, machine, cj);
		return;
	}
	*cj = (struct contract_judgement){
		.expected = contract_expect(c, &k->history, machine),
		.j.verdict = seen->tried == CANNOT_EXIST ? V_SKIP : V_ERROR,
	};
	if (seen->tried == CANNOT_EXIST)
		cj->j.commit = missing_feature(c, &k->history);
}

static void fill_report(struct report *r, const struct contract *c,
			const struct observation *seen,
			const struct tested_kernel *k,
			const struct machine *machine)
{
	struct contract_judgement cj;

	judge_observation(c, seen, k, machine, &cj);
	report_init(r, c->id, cj.j.verdict);
	r->seen = *seen;
	r->expected = cj.expected;
	if (cj.j.commit)
		snprintf(r->commit, sizeof(r->commit), "%s",
			 history_commits[cj.j.commit].id);
	if (!seen->reason[0])
		snprintf(r->seen.reason, sizeof(r->seen.reason), "%s",
			 cj.j.reason);
}

/**
 * struct tap - what every process that prints a result needs
 * @r: the runner
 * @count: a copy of ksft_cnt in memory that all processes share
 */
struct tap {
	struct runner *r;
	struct ksft_count *count;
};

/* fflush() writes the last case's lines as well. */
static void print_start(void *ctx, const struct contract *c)
{
	(void)ctx;
	printf(REPORT_PREFIX "start id=%s\n", c->id);
	fflush(stdout);
}

static void print_alive(void *ctx)
{
	(void)ctx;
	printf(REPORT_PREFIX "alive\n");
	fflush(stdout);
}

static void print_observation(void *ctx, const struct contract *c,
			      const struct observation *seen)
{
	const struct tap *tap = ctx;
	struct report r;

	if (seen->proof[0])
		printf(REPORT_PREFIX "proof id=%s text=%s\n", c->id,
		       seen->proof);
	fill_report(&r, c, seen, &tap->r->kernel, &tap->r->machine);
	ksft_cnt = *tap->count;
	print_result(&r);
	*tap->count = ksft_cnt;
}

static int run_all(const struct selection *sel, const struct tested_kernel *k,
		   const struct hangs *hung)
{
	char history[HISTORY_TEXT_MAX], line[128];
	struct tap tap = {
		.count = mmap(NULL, sizeof(*tap.count), PROT_READ | PROT_WRITE,
			      MAP_SHARED | MAP_ANONYMOUS, -1, 0),
	};
	const struct task task = {
		.list = sel->list, .nr = sel->nr, .hung = hung, .start = print_start,
		.alive = print_alive, .result = print_observation, .ctx = &tap,
	};

	tap.r = tap.count == MAP_FAILED ? NULL : runner_open(k, &task);
	if (!tap.r)
		return -errno;
	machine_write(&tap.r->machine, line, sizeof(line));
	history_format(&k->history, history, sizeof(history));
	ksft_print_header();
	ksft_set_plan(sel->nr);
	printf("%s\n" REPORT_PREFIX "history %s\n", line, history);
	if (runner_go(tap.r))
		return -errno;
	printf(REPORT_PREFIX "%s\n",
	       tap.r->spoilt && k->guest ? "spoilt" : "end");
	return 0;
}

/* secretmem counts against RLIMIT_MEMLOCK even with CAP_IPC_LOCK. */
static void lift_memlock(void)
{
	const struct rlimit lifted = { RLIM_INFINITY, RLIM_INFINITY };

	setrlimit(RLIMIT_MEMLOCK, &lifted);
}

/* Cases that hung in guests before, "panic 3 ID" a line. */
static int read_hung(struct hangs *hung, const char *path)
{
	char how[OUTCOME_TEXT_MAX], id[CONTRACT_ID_MAX];
	FILE *file = fopen(path, "re");
	int worked;

	if (!file) {
		fprintf(stderr, "pincer_test: %s: %s\n", path, strerror(errno));
		return -errno;
	}
	while (fscanf(file, "%79s %d %79s", how, &worked, id) == 3)
		hangs_add(hung, id, outcome_read(how).kind, worked, false);
	fclose(file);
	return 0;
}

/* struct request - the command line */
struct request {
	const char *ids;
	bool list;
	struct hangs hung;
};

static int read_options(struct request *q, int argc, char **argv)
{
	static const struct option options[] = {
		{ "ids", required_argument, NULL, 'i' },
		{ "hung", required_argument, NULL, 'u' },
		{ "list", no_argument, NULL, 'l' },
		{ "help", no_argument, NULL, 'h' }, {}
	};
	int opt;

	while ((opt = getopt_long(argc, argv, "h", options, NULL)) != -1) {
		if (opt == 'h')
			exit(fputs(help, stdout) < 0);
		if (opt == '?' || (opt == 'u' && read_hung(&q->hung, optarg)))
			return -EINVAL;
		if (opt == 'i')
			q->ids = optarg;
		q->list = q->list || opt == 'l';
	}
	return 0;
}

int main(int argc, char **argv)
{
	static struct request q;
	struct selection sel = { 0 };
	struct tested_kernel kernel = { 0 };
	char config[256];
	size_t i;

	if (read_options(&q, argc, argv) ||
	    (q.ids ? selection_listed(&sel, q.ids) :
	     selection_matching(&sel, argv + optind, argc - optind)) ||
	    find_kernel(&kernel, config, sizeof(config)))
		return KSFT_FAIL;
	if (getenv("PINCER_SEED"))
		selection_shuffle(&sel,
				  strtoull(getenv("PINCER_SEED"), NULL, 0));
	if (q.list) {
		for (i = 0; i < sel.nr; i++)
			puts(sel.list[i]->id);
		return 0;
	}
	lift_memlock();
	if (run_all(&sel, &kernel, &q.hung))
		ksft_exit_fail_msg("no memory or process: %s\n",
				   strerror(errno));
	if (ksft_get_xskip_cnt() == (int)sel.nr) {
		ksft_print_cnts();
		return KSFT_SKIP;
	}
	ksft_finished();
}
