/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PINCER_ARRAY_SIZE_H
#define PINCER_ARRAY_SIZE_H

/** ARRAY_SIZE() - elements of an array; not for a pointer */
#ifndef ARRAY_SIZE
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#endif

#endif
