/* SPDX-License-Identifier: GPL-2.0 */
/* Page frames that were written to before they were freed. */
#ifndef PINCER_DIRTIED_H
#define PINCER_DIRTIED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** dirtied_frame() - the frame of a page, or 0 without CAP_SYS_ADMIN */
uint64_t dirtied_frame(const void *page);

/**
 * dirtied_write() - write to each page, and note the frames of one in a unit
 * @at: the first page
 * @len: bytes
 * @unit: bytes of a huge page, or of a page
 */
void dirtied_write(char *at, size_t len, size_t unit);

/** dirtied_before() - whether a page lies in a frame that was noted */
bool dirtied_before(const char *page);

#endif
