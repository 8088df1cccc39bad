/* SPDX-License-Identifier: GPL-2.0 */
/* What a guest's virtual machine is to boot. */
#ifndef PINCER_VM_SPEC_H
#define PINCER_VM_SPEC_H

#include <stdbool.h>

/**
 * struct vm_spec - the machine to start
 * @kernel: what to boot
 * @initrd: its initramfs, or NULL
 * @append: the end of the kernel command line
 * @accel: "tcg" or "kvm"
 * @cx16: whether "tcg" emulates cmpxchg16b without fault
 * @dir: a directory of its own, for disks and logs
 * @program: instead of a machine, a program to run here: its arguments,
 *	ended by NULL; its output is the results port. NULL for a machine
 * @env: the environment of @program
 */
struct vm_spec {
	const char *kernel;
	const char *initrd;
	const char *append;
	const char *accel;
	bool cx16;
	const char *dir;
	char *const *program;
	char *const *env;
};

#endif
