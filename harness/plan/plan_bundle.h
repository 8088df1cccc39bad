/* SPDX-License-Identifier: GPL-2.0 */
/* Tests of a kselftest bundle: which, and the archive that guests get. */
#ifndef PINCER_PLAN_BUNDLE_H
#define PINCER_PLAN_BUNDLE_H

#include "plan/plan.h"

/** plan_bundle() - run the tests of a bundle, and contracts only on request */
int plan_bundle(struct plan *p, const char *dir);

/** plan_upstream() - run the tests that `make upstream` built, and the contracts */
int plan_upstream(struct plan *p);

/** plan_bundle_name() - the bundle and its version, "" without a bundle */
void plan_bundle_name(const struct plan *p, char *buf, size_t size);

/** plan_bundle_deps() - find what the tests need; 0 or a negative errno, reported */
int plan_bundle_deps(struct plan *p);

/** plan_bundle_write() - write the archive for guests; 0 or -errno, reported */
int plan_bundle_write(struct plan *p);

#endif
