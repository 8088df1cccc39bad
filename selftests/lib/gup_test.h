/* SPDX-License-Identifier: GPL-2.0 */
/* The kernel's test driver, CONFIG_GUP_TEST: GUP by ioctl(). */
#ifndef PINCER_GUP_TEST_H
#define PINCER_GUP_TEST_H

#include "lib/attempt.h"

/* FOLL_*, as numbered since 2c2241081f7d. */
#define GUP_TEST_WRITE (1 << 0)
#define GUP_TEST_PCI_P2PDMA (1 << 10)

/** gup_test_renumbered() - whether this kernel numbers FOLL_* since 2c2241081f7d */
bool gup_test_renumbered(const struct attempt *a);

/** gup_test_longterm() - FOLL_LONGTERM, as this kernel numbers it */
unsigned int gup_test_longterm(const struct attempt *a);

/** enum gup_test_call - the function that the driver calls */
enum gup_test_call {
	GUP_TEST_PIN_FAST, GUP_TEST_PIN, GUP_TEST_PIN_LONGTERM,
	GUP_TEST_CALLS
};

/**
 * gup_test_pin_pages() - have the driver pin and unpin pages, one a call
 * @a: the attempt
 * @call: the function
 * @flags: FOLL_*
 * @at: the first page
 * @len: bytes, of whole pages
 *
 * Return: bytes that were pinned, 0 for any error of GUP; -errno after
 * attempt_no_interface(), attempt_skip() or attempt_setup_error().
 */
long gup_test_pin_pages(struct attempt *a, enum gup_test_call call,
		   unsigned int flags, const void *at, size_t len);

/**
 * gup_test_pin_buffer() - gup_test_pin_pages() of the attempt's buffer
 * @a: the attempt
 * @call: the function
 * @flags: as above
 *
 * Return: 0, -EFAULT when the driver got fewer pages, or -errno when it could
 * not be tried.
 */
long gup_test_pin_buffer(struct attempt *a, enum gup_test_call call,
			 unsigned int flags);

/**
 * struct gup_test_pin - pages that the driver holds with FOLL_LONGTERM
 * @fd: the driver's file
 */
struct gup_test_pin {
	int fd;
};

/**
 * gup_test_start() - PIN_LONGTERM_TEST_START of the buffer
 * @a: the attempt
 * @fast: by pin_user_pages_fast()
 * @write: with FOLL_WRITE
 * @pin: filled in on success
 *
 * Return: 0 or -errno.
 */
long gup_test_start(struct attempt *a, bool fast, bool write,
		    struct gup_test_pin *pin);

/**
 * gup_test_read() - PIN_LONGTERM_TEST_READ: copy the pinned pages
 * @pin: the pin
 * @copy: receives a copy, as long as the buffer
 *
 * Return: 0 or -errno.
 */
int gup_test_read(const struct gup_test_pin *pin, void *copy);

/** gup_test_stop() - PIN_LONGTERM_TEST_STOP: unpin the pages */
void gup_test_stop(const struct gup_test_pin *pin);

#endif
