/* SPDX-License-Identifier: GPL-2.0 */
/* References to pages of a memfd, as F_SEAL_WRITE looks for them. */
#ifndef PINCER_REFERENCES_H
#define PINCER_REFERENCES_H

/**
 * references_gone() - whether nobody but its page cache refers to a memfd's
 *	pages any more
 * @fd: the memfd, with MFD_ALLOW_SEALING, mapped writable nowhere. It is sealed
 *
 * F_SEAL_WRITE fails with EBUSY while a page has references, or pins, beyond
 * those of the page cache and of mappings: mm/memfd.c, memfd_wait_for_pins().
 * The kernel waits for them about 150 ms itself.
 *
 * Return: 0 when they are gone, or -errno: -EBUSY when somebody has one.
 */
int references_gone(int fd);

#endif
