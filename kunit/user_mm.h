/* SPDX-License-Identifier: GPL-2.0 */
/* User memory inside a test, on every kernel. */
#ifndef PINCER_USER_MM_H
#define PINCER_USER_MM_H

#include <kunit/test.h>
#include <linux/mm.h>

/**
 * user_mm_enter() - give the running case an address space
 * @test: the case; call user_mm_leave() before it ends
 *
 * Return: 0, or -EOPNOTSUPP where this cannot be had, see user_mm_why().
 */
int user_mm_enter(struct kunit *test);

/** user_mm_leave() - give it back; harmless when there is none */
void user_mm_leave(struct kunit *test);

/** user_mm_why() - why user_mm_enter() said -EOPNOTSUPP */
const char *user_mm_why(void);

/**
 * user_mm_map() - private anonymous memory, untouched
 * @test: the case, after user_mm_enter()
 * @length: bytes
 * @prot: PROT_...
 *
 * Return: the address, or a negative errno; IS_ERR_VALUE() tells.
 */
unsigned long user_mm_map(struct kunit *test, size_t length,
			  unsigned long prot);

/** user_mm_map_file() - the start of a file, shared; else as user_mm_map() */
unsigned long user_mm_map_file(struct kunit *test, struct file *file,
			       size_t length, unsigned long prot);

/** user_mm_unmap() - what was mapped, or a part of it */
void user_mm_unmap(unsigned long addr, size_t length);

/**
 * user_mm_page() - the page at an address, faulted in
 * @addr: any address in it
 * @write: as a write would fault it in
 * @page: receives it, with a reference
 *
 * Return: 0 or a negative errno.
 */
int user_mm_page(unsigned long addr, bool write, struct page **page);

/*
 * Where a module can make no address space, it uses that of the process which
 * loads it: its suites run between these two.
 */
#if defined(MODULE) && !defined(PINCER_HAVE_KUNIT_VM_MMAP)
#define USER_MM_BORROWED
void user_mm_borrow(void);
void user_mm_return(void);
#endif

#endif
