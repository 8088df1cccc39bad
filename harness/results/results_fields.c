// SPDX-License-Identifier: GPL-2.0
/* Which field of results is which member in JSON. */
#include "results/results_fields.h"

#include "results/results.h"

#define R(name, kind, field) JSON_FIELD(struct results, name, kind, field)
const struct json_field run_fields[] = {
	R("pincer", TEXT, pincer),
	R("command", TEXT, command),
	{ .name = NULL }
};

const struct json_field later_run_fields[] = {
	R("bundle", TEXT, bundle),
	{ .name = NULL }
};

#define K(name, kind, field) JSON_FIELD(struct result_kernel, name, kind, field)
const struct json_field kernel_fields[] = {
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

const struct json_field later_kernel_fields[] = {
	K("accel", TEXT, accel),
	K("said", TEXT, upstream_log),
	K("not_run", COUNT, not_run),
	{ .name = NULL }
};

const struct json_field machine_fields[] = {
	K("page_size", SIZE, machine.page_size),
	K("gup_fast", BOOL, machine.gup_fast),
	K("p2p_bridge", BOOL, machine.p2p_bridge),
	{ .name = NULL }
};

const struct json_field later_machine_fields[] = {
	K("mem_force", BOOL, machine.mem_force),
	{ .name = NULL }
};

#define C(name, kind, field) JSON_FIELD(struct cell, name, kind, field)
const struct json_field cell_fields[] = {
	C("id", TEXT, report.id),
	C("expected", OUTCOME, report.expected),
	C("observed", OUTCOME, report.seen.outcome),
	C("verdict", VERDICT, report.verdict),
	C("commit", COMMIT, report.commit),
	C("reason", TEXT, report.seen.reason),
	C("seconds", SECONDS, report.seen.seconds),
	C("proof", TEXT, report.seen.proof),
	{ .name = NULL }
};

const struct json_field pins_fields[] = {
	C("acquired", LONG, report.seen.pins_acquired),
	C("released", LONG, report.seen.pins_released),
	{ .name = NULL }
};

const struct json_field again_fields[] = {
	C("tries", LONG, tries),
	C("bad", LONG, bad),
	{ .name = NULL }
};

const struct json_field parts_fields[] = {
	C("passed", LONG, parts.passed),
	C("failed", LONG, parts.failed),
	C("skipped", LONG, parts.skipped),
	C("expected", LONG, parts.expected),
	C("missing", LONG, parts.missing),
	{ .name = NULL }
};
