/* SPDX-License-Identifier: GPL-2.0 */
/* An address space for a case, and memory in it. */
#ifndef PINCER_USER_MM_H
#define PINCER_USER_MM_H

#include <kunit/test.h>
#include <linux/mm.h>

/**
 * user_mm_enter() - give the running thread an address space
 *
 * Return: 0, for user_mm_leave(); -EOPNOTSUPP where there is none, for
 * user_mm_skip_reason(); or -ENOMEM.
 */
int user_mm_enter(void);

/** user_mm_leave() - drop the address space, if there is one */
void user_mm_leave(void);

/** user_mm_skip_reason() - why user_mm_enter() returned -EOPNOTSUPP */
const char *user_mm_skip_reason(void);

/**
 * user_mm_map() - map private anonymous memory, with no page present
 * @test: the case, after user_mm_enter()
 * @length: bytes
 * @prot: PROT_...
 *
 * Return: the address, or a negative errno; IS_ERR_VALUE() tells.
 */
unsigned long user_mm_map(struct kunit *test, size_t length,
			  unsigned long prot);

/** user_mm_map_file() - the same for the start of a file, with MAP_SHARED */
unsigned long user_mm_map_file(struct kunit *test, struct file *file,
			       size_t length, unsigned long prot);

/** user_mm_unmap() - unmap all or some of it */
void user_mm_unmap(unsigned long addr, size_t length);

/** user_mm_fault() - fault @nr pages in, for writing; 0 or a negative errno */
int user_mm_fault(unsigned long addr, unsigned int nr);

/**
 * user_mm_page() - fault a page in
 * @addr: any address in it
 * @page: receives it, writable and with a reference
 *
 * Return: 0 or a negative errno.
 */
int user_mm_page(unsigned long addr, struct page **page);

/*
 * Where a module cannot create an address space, it borrows that of the process
 * that loads it: its suites run between these two calls.
 */
#if defined(MODULE) && !defined(PINCER_HAVE_KUNIT_VM_MMAP)
#define USER_MM_BORROWED
void user_mm_borrow(void);
void user_mm_return(void);
#endif

/**
 * user_mm_claim_map() - enter an address space and map memory for one contract
 * @test: the case
 * @id: the contract
 * @length: bytes
 * @prot: PROT_...
 *
 * Return: the address, for user_mm_end(); or 0 when the contract was claimed
 * already, as skipped or in error.
 */
unsigned long user_mm_claim_map(struct kunit *test, const char *id,
				size_t length, unsigned long prot);

/** user_mm_end() - unmap that memory, and leave */
void user_mm_end(unsigned long addr, size_t length);

#endif
