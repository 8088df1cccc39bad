// SPDX-License-Identifier: GPL-2.0
/* Which field of results is which member in JSON. */
#include "results/results_members.h"

#include "results/results.h"

#define MEMBER(type, name, kind, field)				\
	{ name, MEMBER_##kind, offsetof(type, field),		\
	  sizeof(((type *)0)->field) }

#define R(name, kind, field) MEMBER(struct results, name, kind, field)
const struct member run_members[] = {
	R("pincer", TEXT, pincer),
	R("command", TEXT, command),
	{ .name = NULL }
};

const struct member later_run_members[] = {
	R("bundle", TEXT, bundle),
	{ .name = NULL }
};

#define K(name, kind, field) MEMBER(struct result_kernel, name, kind, field)
const struct member kernel_members[] = {
	K("name", TEXT, name),
	K("origin", TEXT, origin),
	K("version", TEXT, version),
	K("history", TEXT, history),
	K("history_from", TEXT, history_from),
	K("config", TEXT, config),
	K("boots", COUNT, boots),
	K("seconds", SECONDS, seconds),
	K("console", TEXT, console),
	{ .name = NULL }
};

const struct member later_kernel_members[] = {
	K("accel", TEXT, accel),
	K("said", TEXT, said),
	{ .name = NULL }
};

const struct member facts_members[] = {
	K("page_size", SIZE, machine.page_size),
	K("gup_fast", BOOL, machine.gup_fast),
	K("p2p_bridge", BOOL, machine.p2p_bridge),
	{ .name = NULL }
};

const struct member later_facts_members[] = {
	K("mem_force", BOOL, machine.mem_force),
	{ .name = NULL }
};

#define C(name, kind, field) MEMBER(struct cell, name, kind, field)
const struct member cell_members[] = {
	C("id", TEXT, report.id),
	C("expected", TEXT, report.expected),
	C("observed", TEXT, report.observed),
	C("verdict", VERDICT, report.verdict),
	C("commit", COMMIT, report.commit),
	C("reason", TEXT, report.reason),
	C("seconds", SECONDS, report.seconds),
	C("proof", TEXT, proof),
	{ .name = NULL }
};

const struct member pins_members[] = {
	C("acquired", LONG, report.pins_acquired),
	C("released", LONG, report.pins_released),
	{ .name = NULL }
};

const struct member parts_members[] = {
	C("passed", LONG, parts.passed),
	C("failed", LONG, parts.failed),
	C("skipped", LONG, parts.skipped),
	C("expected", LONG, parts.expected),
	C("missing", LONG, parts.missing),
	{ .name = NULL }
};
