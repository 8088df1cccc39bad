/* SPDX-License-Identifier: GPL-2.0 */
/* Options of a kernel's .config. */
#ifndef PINCER_KCONFIG_H
#define PINCER_KCONFIG_H

#include <stddef.h>

/**
 * config_fault() - why a text is no kernel's .config
 * @text: what the file holds, with a NUL after it
 * @size: bytes in @text, without that NUL
 *
 * Return: what is wrong, such as "has no CONFIG_ lines"; NULL for a whole
 * .config of this machine's architecture.
 */
const char *config_fault(const char *text, size_t size);

/** config_file_fault() - the same of a file; NULL, too, when it is not there */
const char *config_file_fault(const char *file);

/**
 * config_value() - what a kernel .config says of an option
 * @file: the .config
 * @option: without "CONFIG_"
 *
 * The last file is kept in memory.
 *
 * Return: 'y', 'm', 'n' when it is not set, or '?' when @file cannot be read
 * or the option has another kind of value.
 */
char config_value(const char *file, const char *option);

#endif
