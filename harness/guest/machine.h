/* SPDX-License-Identifier: GPL-2.0 */
/* What a guest's machine is made of, and how its kernel is told. */
#ifndef PINCER_MACHINE_H
#define PINCER_MACHINE_H

#include "guest/vm.h"

/* The kernel command line may have so many bytes, with the NUL. */
#define MACHINE_CMDLINE_MAX 2048

/* Where a guest's descriptors for the serial ports are. */
#define MACHINE_CONSOLE_FD 3
#define MACHINE_RESULTS_FD 4

/** struct machine - the arguments of one QEMU */
struct machine {
	char *argv[128];
	int nr;
	int error;
};

/**
 * machine_build() - put the arguments together
 * @m: filled in; machine_free() gives it back
 * @s: the machine
 *
 * Return: 0, or a negative errno, said.
 */
int machine_build(struct machine *m, const struct vm_spec *s);

/** machine_free() - the reverse of machine_build() */
void machine_free(struct machine *m);

/**
 * machine_disks() - make the disks' files, sparse, with file systems on some
 * @dir: where
 *
 * Return: 0 or a negative errno, said.
 */
int machine_disks(const char *dir);

#endif
