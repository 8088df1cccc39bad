/* SPDX-License-Identifier: GPL-2.0 */
/* udmabuf: a dma-buf made of the pages of a memfd. */
#ifndef PINCER_UDMABUF_H
#define PINCER_UDMABUF_H

#include <linux/udmabuf.h>

#define UDMABUF_DEVICE "/dev/udmabuf"

/**
 * udmabuf_export() - make a dma-buf
 * @device: UDMABUF_DEVICE, open
 * @memfd: the file
 * @pages: of it, from its beginning
 *
 * Return: a descriptor, or -1 with errno.
 */
int udmabuf_export(int device, int memfd, int pages);

/**
 * udmabuf_export_list() - make a dma-buf of several ranges
 * @device: UDMABUF_DEVICE, open
 * @item: the ranges
 * @nr: how many there are
 * @count: how many the kernel is told that there are
 *
 * Return: a descriptor, or -1 with errno.
 */
int udmabuf_export_list(int device, const struct udmabuf_create_item *item,
			int nr, __u32 count);

#endif
