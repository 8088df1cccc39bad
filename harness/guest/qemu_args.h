/* SPDX-License-Identifier: GPL-2.0 */
/* QEMU's arguments for a guest: the machine, its disks, its kernel. */
#ifndef PINCER_QEMU_ARGS_H
#define PINCER_QEMU_ARGS_H

#include "guest/vm_spec.h"

/* Bytes of a kernel command line, with the NUL: x86's COMMAND_LINE_SIZE. */
#define QEMU_CMDLINE_MAX 2048

/* The file descriptors that QEMU writes the serial ports to. */
#define QEMU_CONSOLE_FD 3
#define QEMU_RESULTS_FD 4

/** struct qemu_args - the command line of one QEMU */
struct qemu_args {
	char *argv[128];
	int nr;
	int error;
};

/**
 * qemu_args_build() - put the command line together
 * @a: filled in, also after an error; qemu_args_free() frees it
 * @s: the kernel, its initramfs and the directory of its disks
 *
 * Return: 0, or -ENOMEM or -E2BIG after saying why.
 */
int qemu_args_build(struct qemu_args *a, const struct vm_spec *s);

/** qemu_program() - the QEMU to run: $PINCER_QEMU, or qemu-system-x86_64 */
const char *qemu_program(void);

/** qemu_args_free() - free what qemu_args_build() has allocated */
void qemu_args_free(struct qemu_args *a);

#endif
