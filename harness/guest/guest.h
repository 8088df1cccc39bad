/* SPDX-License-Identifier: GPL-2.0 */
/*
 * One kernel under test: machines are booted until every planned case has a
 * result, or a reason why it has none.
 *
 * A machine that panics, hangs or powers off makes the case that was running
 * fail; another machine runs the rest, without what guest_hangs.h holds back.
 */
#ifndef PINCER_GUEST_H
#define PINCER_GUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "fetch/kernel.h"
#include "guest/vm.h"
#include "model/hangs.h"
#include "parse/ktap.h"
#include "parse/suite_run.h"
#include "parse/test_run.h"
#include "results/results.h"

#define GUEST_WASTED_MAX 10	/* time-outs, then the rest is given up */
#define GUEST_BOOT_SECONDS 60	/* of silence, until the guest's init speaks */
#define GUEST_BOOT_MAX 180	/* to the first line of the guest's init */
#define GUEST_OFF_SECONDS 3	/* from init's last line to the power-off */

struct bundle;
struct display;

/**
 * struct guest_job - what to do with a kernel
 * @name: the kernel's name
 * @image: the kernel, or NULL to run the test program on this machine
 * @boot: the file that QEMU boots: @image->vmlinuz or the vmlinux in it
 * @ids: the KUnit suites to run, then the contracts
 * @nr: how many in all
 * @nr_suites: how many of them are suites
 * @globs: patterns, of which a claim or its suite must fit one
 * @nr_globs: how many; 0 lets all claims pass
 * @history: commits to add and to remove, as history_apply() reads it; "" for
 *	what the guest makes of its own version
 * @kunit_module: what the suites are in, or NULL when that is the kernel
 * @init: the guest's static init
 * @test: the static test program
 * @bundle: the kernel's own tests among @ids, or NULL
 * @deps: the archive with the bundle and what it needs, or NULL
 * @accel: "kvm" or "tcg"
 * @cx16: whether "tcg" emulates cmpxchg16b without fault
 * @dir: an existing directory for all that belongs to these guests
 * @mutant: the fault to switch on, when all is set up or, if a suite is to run
 *	during the boot, from the start; NULL for none
 * @loud: its console shows warnings of the kernel
 * @most_seconds: when the rest is given up, 0 for never
 * @most_bad: after so many that failed or drifted it is given up, too, 0 for
 *	never
 * @again: what is not as promised is tried again in a fresh guest
 * @seed: shuffles the order, 0 keeps it
 * @timeout: seconds of silence that count as a hang
 * @bare: only boot and power off
 * @display: shows the progress, or NULL
 * @row: this kernel's row there
 */
struct guest_job {
	const char *name;
	const struct image *image;
	const char *boot;
	const char *const *ids;
	size_t nr;
	size_t nr_suites;
	const char *const *globs;
	size_t nr_globs;
	const char *history;
	const char *kunit_module;
	const char *init;
	const char *test;
	const struct bundle *bundle;
	const char *deps;
	const char *accel;
	bool cx16;
	const char *dir;
	const char *mutant;
	bool loud;
	double most_seconds;
	size_t most_bad;
	bool again;
	unsigned long long seed;
	int timeout;
	bool bare;
	struct display *display;
	size_t row;
};

/**
 * enum case_state - how far a contract is
 * @CASE_PENDING: not begun
 * @CASE_STARTED: begun
 * @CASE_SILENT: over, and no result line came
 * @CASE_HELD: not tried, a fresh guest is to try it
 * @CASE_DONE: has its result
 */
enum case_state { CASE_PENDING, CASE_STARTED, CASE_SILENT, CASE_HELD,
		  CASE_DONE };

/**
 * struct guest_case - one planned contract
 * @state: how far it is
 * @result: "ok" or "not ok", "" when neither came
 * @report: its result
 * @begun: a guest has begun it
 * @stood: the host stood still meanwhile
 * @stained: its guest was ended for what it had left behind
 * @first: its first result, where it is tried again
 * @tries: how often it was tried, 0 where once was enough
 * @bad: how often of these it was not as promised
 * @parts: as in struct cell
 */
struct guest_case {
	enum case_state state;
	char result[8];
	struct report report;
	bool begun, stood, stained;
	struct report first;
	int tries, bad;
	struct subtests parts;
};

/**
 * struct guest_claim - the claim of a KUnit suite about one contract
 * @suite: the suite
 * @report: its claim
 */
struct guest_claim {
	const struct suite *suite;
	struct report report;
};

/** enum guest_phase - what a guest is doing */
enum guest_phase { GUEST_IDLE, GUEST_BOOTING, GUEST_TESTING, GUEST_ENDING,
		   GUEST_DONE };

/** enum guest_sort - what a kernel's cases are, in the order of their runs */
enum guest_sort { GUEST_SUITES, GUEST_CONTRACTS, GUEST_SORTS };

/**
 * struct guest - a kernel's state
 * @job: what to do
 * @vm: the machine that runs now
 * @phase: what it is doing
 * @accel: what runs it
 * @heard: when it last printed something, by guest_now()
 * @deadline: when it counts as hanging
 * @latest: until when @deadline may be put off
 * @boot_end: when its boot counts as hanging, whatever it prints
 * @sampled: when vm_waited() was last asked
 * @waited: what that answered
 * @booted: when the machine was started
 * @case_began: when the running case started
 * @cases: one for each of @job->ids
 * @by_id: places in @job->ids, in the order of what stands there
 * @running: the case that has started, or @job->nr
 * @progress: cases that this machine has started
 * @blamed: the suite that a machine was lost with while it booted, or @job->nr
 * @suite: the suite that runs, if the running case is one
 * @claims: what suites have claimed
 * @nr_claims: how many claims
 * @hangs: cases that hung, or took their machine along
 * @wasted: seconds that those took, with the boots that followed: of contracts,
 *	and of suites, of which each is given up without the other
 * @bill: what the boot that follows is added to, or NULL
 * @spoilt: what is left needs a fresh machine
 * @nr_bad: cases that failed or drifted
 * @stain: the first case that left something behind in this machine, or
 *	@job->nr
 * @rounds: how often cases were chosen to be tried again
 * @nr_again: how many were chosen
 * @boots: machines that were started
 * @lost: machines that were lost after init
 * @unbooted: machines that never got to a first case
 * @began: when the first machine was started
 * @ended: when the last one was gone
 * @machine: the machine, as the test program reports it
 * @history: the history that the test program judged by
 * @setup_errors: what its init could not set up, "; " between
 * @gravest: the gravest error that the machine's console reports, or ""
 * @severity: its oops_severity()
 * @last: the console's last line
 * @console: reads the console
 * @results: reads the results port
 * @upstream: the test of @job->bundle that has started last
 * @upstream_log: keeps the output of these tests, in @job->dir
 * @interrupted: its run ended before its cases did
 * @bare_ok: a bare machine reached its init and powered off
 * @fault_hit: a machine was lost in the case that PINCER_FAULT asked for
 */
struct guest {
	const struct guest_job *job;
	struct vm vm;
	enum guest_phase phase;
	const char *accel;
	double heard, deadline, latest, boot_end;
	double sampled, waited;
	double booted, case_began;
	struct guest_case *cases;
	size_t *by_id;
	size_t running;
	size_t progress;
	size_t blamed;
	struct suite_run suite;
	struct guest_claim *claims;
	size_t nr_claims;
	struct hangs hangs;
	double wasted[GUEST_SORTS];
	double *bill;
	bool spoilt;
	size_t nr_bad;
	size_t stain;
	int rounds;
	size_t nr_again;
	int boots, lost, unbooted;
	double began, ended;
	struct machine machine;
	char history[HISTORY_TEXT_MAX];
	char setup_errors[256];
	char gravest[160];
	int severity;
	char last[160];
	struct ktap console;
	struct ktap results;
	struct test_run upstream;
	FILE *upstream_log;
	bool interrupted;
	bool bare_ok;
	bool fault_hit;
};

/** guest_now() - seconds on the clock that deadlines are on */
double guest_now(void);

/** guest_find() - the index of the case of an id, or @g->job->nr */
size_t guest_find(const struct guest *g, const char *id, size_t length);

/** guest_left() - cases that have not begun, or that are held back */
size_t guest_left(const struct guest *g);

/** guest_done() - a case has its final result */
void guest_done(struct guest *g, size_t i);

/** guest_set_report() - a case's result; its proof came before, and stays */
void guest_set_report(struct guest_case *c, const struct report *r);

/** guest_settle() - give a case a verdict that the guest did not report */
void guest_settle(struct guest *g, size_t i, enum verdict verdict,
		  enum outcome_kind observed, const char *reason);

/** guest_settle_silent() - give cases that ended without a result line theirs */
void guest_settle_silent(struct guest *g);

#endif
