/* SPDX-License-Identifier: GPL-2.0 */
/*
 * For a file with parameters, after everything else that it includes: they are
 * "pincer.NAME" on the kernel's command line, whatever the object is called,
 * and NAME to a module.
 */
#ifndef MODULE
#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX "pincer."
#endif
