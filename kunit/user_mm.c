// SPDX-License-Identifier: GPL-2.0
/*
 * A case runs in a kernel thread, which has no address space. Where KUnit has
 * kunit_vm_mmap(), that gives it one; elsewhere a built-in test makes one
 * itself. A module cannot: mm_alloc() is exported to nobody there; it borrows.
 */
#include "user_mm.h"

#include <linux/kthread.h>
#include <linux/mman.h>
#include <linux/module.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>

#include "compat.h"

#if defined(PINCER_HAVE_KUNIT_VM_MMAP)

int user_mm_enter(struct kunit *test)
{
	return 0;
}

void user_mm_leave(struct kunit *test)
{
	/* KUnit's goes with the thread. */
}

const char *user_mm_why(void)
{
	return "";
}

static unsigned long map(struct kunit *test, struct file *file, size_t length,
			 unsigned long prot, unsigned long flags)
{
	unsigned long addr = kunit_vm_mmap(test, file, 0, length, prot, flags,
					   0);

	return addr ? addr : -ENOMEM;
}

#elif !defined(MODULE)

int user_mm_enter(struct kunit *test)
{
	struct mm_struct *mm = mm_alloc();

	if (!mm)
		return -ENOMEM;
	mm->task_size = TASK_SIZE;
	arch_pick_mmap_layout(mm, &current->signal->rlim[RLIMIT_STACK]);
	kthread_use_mm(mm);
	return 0;
}

void user_mm_leave(struct kunit *test)
{
	struct mm_struct *mm = current->mm;

	if (!mm)
		return;
	kthread_unuse_mm(mm);
	mmput(mm);
}

const char *user_mm_why(void)
{
	return "";
}

static unsigned long map(struct kunit *test, struct file *file, size_t length,
			 unsigned long prot, unsigned long flags)
{
	return vm_mmap(file, 0, length, prot, flags, 0);
}

#else

static struct mm_struct *borrowed;

void user_mm_borrow(void)
{
	borrowed = current->mm;
	if (borrowed)
		mmget(borrowed);
}

void user_mm_return(void)
{
	if (borrowed)
		mmput(borrowed);
	borrowed = NULL;
}

int user_mm_enter(struct kunit *test)
{
	if (!borrowed)
		return -EOPNOTSUPP;
	kthread_use_mm(borrowed);
	return 0;
}

void user_mm_leave(struct kunit *test)
{
	if (current->mm)
		kthread_unuse_mm(current->mm);
}

const char *user_mm_why(void)
{
	return borrowed ? "" : "no process loads this module";
}

static unsigned long map(struct kunit *test, struct file *file, size_t length,
			 unsigned long prot, unsigned long flags)
{
	return vm_mmap(file, 0, length, prot, flags, 0);
}

#endif

unsigned long user_mm_map(struct kunit *test, size_t length,
			  unsigned long prot)
{
	return map(test, NULL, length, prot, MAP_PRIVATE | MAP_ANONYMOUS);
}

unsigned long user_mm_map_file(struct kunit *test, struct file *file,
			       size_t length, unsigned long prot)
{
	return map(test, file, length, prot, MAP_SHARED);
}

void user_mm_unmap(unsigned long addr, size_t length)
{
	vm_munmap(addr, length);
}

int user_mm_page(unsigned long addr, bool write, struct page **page)
{
	int got = get_user_pages_fast(addr & PAGE_MASK, 1,
				      write ? FOLL_WRITE : 0, page);

	if (got == 1)
		return 0;
	return got < 0 ? got : -EFAULT;
}
