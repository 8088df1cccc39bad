/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Include last in a file with module parameters: "pincer.NAME" on the kernel's
 * command line instead of "pincer_kunit.NAME". A module's are NAME.
 */
#ifndef MODULE
#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX "pincer."
#endif
