/* SPDX-License-Identifier: GPL-2.0 */
#ifndef PINCER_ARRAY_H
#define PINCER_ARRAY_H

/** ARRAY_SIZE() - how many elements an array has; not for a pointer */
#ifndef ARRAY_SIZE
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#endif

#endif
