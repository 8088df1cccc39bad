/* SPDX-License-Identifier: GPL-2.0 */
/* Options of a kernel's .config. */
#ifndef PINCER_KCONFIG_H
#define PINCER_KCONFIG_H

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
