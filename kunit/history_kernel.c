// SPDX-License-Identifier: GPL-2.0
/*
 * selftests/model/history.c, compiled into the kernel. shim/ has the headers of
 * the C library that it includes.
 */
#include "model/history.c"
