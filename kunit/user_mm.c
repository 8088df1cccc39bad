// SPDX-License-Identifier: GPL-2.0
/*
 * A case runs in a kernel thread, which has no address space. kunit_vm_mmap()
 * gives it one, where KUnit has that. Elsewhere mm_alloc() does; but it is not
 * exported, so a module borrows the address space of who loads it.
 */
#include "user_mm.h"

#include <linux/kthread.h>
#include <linux/mman.h>
#include <linux/module.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>

#include "claim.h"
#include "compat.h"

#ifdef PINCER_HAVE_KUNIT_VM_MMAP

int user_mm_enter(void)
{
	return 0;
}

/* KUnit drops it at the end of the case. */
void user_mm_leave(void)
{
}

static unsigned long map(struct kunit *test, struct file *file, size_t length,
			 unsigned long prot, unsigned long flags)
{
	unsigned long addr = kunit_vm_mmap(test, file, 0, length, prot, flags,
					   0);

	return addr ? addr : -ENOMEM;
}

#else

#ifdef USER_MM_BORROWED
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

int user_mm_enter(void)
{
	if (!borrowed)
		return -EOPNOTSUPP;
	mmget(borrowed);
	kthread_use_mm(borrowed);
	return 0;
}
#else
int user_mm_enter(void)
{
	struct mm_struct *mm = mm_alloc();

	if (!mm)
		return -ENOMEM;
	mm->task_size = TASK_SIZE;
	arch_pick_mmap_layout(mm, &current->signal->rlim[RLIMIT_STACK]);
	kthread_use_mm(mm);
	return 0;
}
#endif

void user_mm_leave(void)
{
	struct mm_struct *mm = current->mm;

	if (!mm)
		return;
	kthread_unuse_mm(mm);
	mmput(mm);
}

static unsigned long map(struct kunit *test, struct file *file, size_t length,
			 unsigned long prot, unsigned long flags)
{
	return vm_mmap(file, 0, length, prot, flags, 0);
}

#endif

const char *user_mm_skip_reason(void)
{
	return "no process loads this module";
}

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

int user_mm_page(unsigned long addr, struct page **page)
{
	int got = get_user_pages_fast(addr & PAGE_MASK, 1, FOLL_WRITE, page);

	if (got == 1)
		return 0;
	return got < 0 ? got : -EFAULT;
}

int user_mm_fault(unsigned long addr, unsigned int nr)
{
	struct page *page;
	int error = 0;

	for (; nr && !error; nr--, addr += PAGE_SIZE) {
		error = user_mm_page(addr, &page);
		if (!error)
			put_page(page);
	}
	return error;
}

unsigned long user_mm_claim_map(struct kunit *test, const char *id,
				size_t length, unsigned long prot)
{
	unsigned long addr;
	int error = user_mm_enter();

	if (error == -EOPNOTSUPP) {
		claim_skip(test, id, user_mm_skip_reason());
		return 0;
	}
	addr = error ? error : user_mm_map(test, length, prot);
	if (!IS_ERR_VALUE(addr))
		return addr;
	claim_error(test, id, "mapping", addr);
	user_mm_leave();
	return 0;
}

void user_mm_end(unsigned long addr, size_t length)
{
	user_mm_unmap(addr, length);
	user_mm_leave();
}
