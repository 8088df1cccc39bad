/* SPDX-License-Identifier: GPL-2.0 */
/* udmabuf: a dma-buf made of the pages of a memfd. */
#ifndef PINCER_UDMABUF_H
#define PINCER_UDMABUF_H

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

#endif
