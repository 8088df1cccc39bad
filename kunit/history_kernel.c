// SPDX-License-Identifier: GPL-2.0
/*
 * The history, compiled into the kernel: the very same file that the selftests
 * and the harness use. shim/ gives it the headers that it asks for by their C
 * library names.
 *
 * The kernel's sscanf() does not know "%*1[-~]", so that a release candidate is
 * taken for its release here. Whoever knows better says pincer.history=.
 */
#include "model/history.c"
