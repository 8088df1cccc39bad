/* SPDX-License-Identifier: GPL-2.0 */
/* Opens what doors read from and write to, though the open may hang. */
#ifndef PINCER_OPEN_TARGETS_H
#define PINCER_OPEN_TARGETS_H

#include "runner/runner.h"

/**
 * open_targets() - open the targets of a run
 * @r: the runner, in memory that processes share
 *
 * A child opens them, since a block device's open() reads from it. What hangs
 * there for RUN_DEADLINE is not there for any case.
 */
void open_targets(struct runner *r);

#endif
