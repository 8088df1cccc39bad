/* SPDX-License-Identifier: GPL-2.0 */
/* The kernel's own test driver: GUP called as an ioctl says. */
#ifndef PINCER_GUP_TEST_H
#define PINCER_GUP_TEST_H

#include "lib/attempt.h"

/* Raw flags, as they have been numbered since 2c2241081f7d. */
#define GUP_TEST_WRITE (1 << 0)
#define GUP_TEST_PCI_P2PDMA (1 << 10)

/** gup_test_renumbered() - whether this kernel numbers FOLL_* since 2c2241081f7d */
bool gup_test_renumbered(const struct attempt *a);

/** gup_test_longterm() - FOLL_LONGTERM, as this kernel numbers it */
unsigned int gup_test_longterm(const struct attempt *a);

/** enum gup_test_call - what the driver calls, one page after another */
enum gup_test_call {
	GUP_TEST_PIN_FAST, GUP_TEST_PIN, GUP_TEST_PIN_LONGTERM,
	GUP_TEST_CALLS
};

/**
 * gup_test_pin_pages() - have pages taken and given back
 * @a: the attempt; says why it could not be tried
 * @call: how
 * @flags: raw
 * @at: where
 * @len: bytes, of whole pages
 *
 * Return: bytes that were taken, 0 for whatever error; -errno when it could
 * not be tried.
 */
long gup_test_pin_pages(struct attempt *a, enum gup_test_call call,
		   unsigned int flags, const void *at, size_t len);

/**
 * gup_test_pin_buffer() - gup_test_pin_pages() of the attempt's buffer, by the
 *	call that its door's .how names
 * @a: the attempt
 * @flags: as above
 *
 * Return: 0, -EFAULT when the driver got fewer pages, or -errno when it could
 * not be tried.
 */
long gup_test_pin_buffer(struct attempt *a, unsigned int flags);

/**
 * struct gup_test_pin - pages that the driver keeps, pinned for long
 * @fd: the driver
 */
struct gup_test_pin {
	int fd;
};

/**
 * gup_test_start() - have the buffer pinned for long
 * @a: the attempt; says why it could not be tried
 * @fast: by GUP-fast
 * @write: for writing
 * @pin: filled in on success
 *
 * Return: 0 or -errno.
 */
long gup_test_start(struct attempt *a, bool fast, bool write,
		    struct gup_test_pin *pin);

/**
 * gup_test_read() - what is in the pages
 * @pin: the pin
 * @copy: receives it
 *
 * Return: 0 or -errno.
 */
int gup_test_read(const struct gup_test_pin *pin, void *copy);

/** gup_test_stop() - have them unpinned */
void gup_test_stop(const struct gup_test_pin *pin);

#endif
