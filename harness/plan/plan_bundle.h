/* SPDX-License-Identifier: GPL-2.0 */
/* Tests of a kselftest bundle: which, and the archive that guests get. */
#ifndef PINCER_PLAN_BUNDLE_H
#define PINCER_PLAN_BUNDLE_H

#include "plan/plan.h"

/** plan_bundle() - the tests of a kselftest bundle, not the contracts */
int plan_bundle(struct plan *p, const char *dir);

/** plan_upstream() - the kernel's own tests that `make` built, as well */
int plan_upstream(struct plan *p);

/** plan_bundle_name() - where those tests come from, "" when there are none */
void plan_bundle_name(const struct plan *p, char *buf, size_t size);

/** plan_bundle_deps() - find out what the chosen tests need; 0 or an error, reported */
int plan_bundle_deps(struct plan *p);

/** plan_bundle_write() - into the run's directory, for guests */
int plan_bundle_write(struct plan *p);

#endif
