// SPDX-License-Identifier: GPL-2.0
/*
 * The parts of selftests/model that the kernel shares. shim/ has the headers of
 * the C library that they include.
 */
#include "model/history.c"
#include "model/judge.c"
#include "model/names.c"
