/* SPDX-License-Identifier: GPL-2.0 */
/* Arrays that grow. */
#ifndef PINCER_GROW_H
#define PINCER_GROW_H

#include <stddef.h>

/**
 * grow_array() - make room for one more element behind the last one
 * @array: the array, NULL when @nr is 0; only ever grown by this function
 * @nr: how many elements it has
 * @size: bytes of an element
 *
 * The room doubles whenever @nr reaches a power of two.
 *
 * Return: the array, which may have moved, or NULL without memory, reported;
 * @array is unchanged then.
 */
void *grow_array(void *array, size_t nr, size_t size);

#endif
