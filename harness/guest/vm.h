/* SPDX-License-Identifier: GPL-2.0 */
/* One virtual machine: a QEMU process and its two serial ports. */
#ifndef PINCER_VM_H
#define PINCER_VM_H

#include <stddef.h>
#include <sys/types.h>

#include "guest/vm_spec.h"

/* The serial ports; a program run in place of a guest has only the second. */
enum vm_port { VM_CONSOLE, VM_RESULTS, VM_PORTS };

/**
 * struct vm - a running machine
 * @pid: its process
 * @pidfd: readable when that has ended
 * @port: pipes from the serial ports, not blocking; -1 after their end
 * @log: files of @dir that keep all of it: "console", "results"
 */
struct vm {
	pid_t pid;
	int pidfd;
	int port[VM_PORTS];
	int log[VM_PORTS];
};

/**
 * vm_start() - start a machine
 * @vm: filled in
 * @s: what to start
 *
 * The process dies with this one, however this one dies.
 *
 * Return: 0, or a negative errno, reported.
 */
int vm_start(struct vm *vm, const struct vm_spec *s);

/**
 * vm_read() - read from a port, and append it to the port's log
 * @vm: the machine
 * @port: which port
 * @buf: receives it
 * @size: bytes in @buf
 *
 * Return: bytes, 0 when there is nothing now, or -EPIPE at the end.
 */
ssize_t vm_read(struct vm *vm, enum vm_port port, char *buf, size_t size);

/**
 * vm_log() - append a text of our own to the log of a port
 * @vm: a machine that vm_end() has not ended
 * @port: which port
 * @text: the text
 */
void vm_log(struct vm *vm, enum vm_port port, const char *text);

/**
 * vm_waited() - how long a machine has waited for a processor of the host
 * @vm: the machine
 *
 * Return: seconds, of the thread that has waited most; 0 where /proc does not
 * say.
 */
double vm_waited(const struct vm *vm);

/**
 * vm_end() - kill the machine unless it has ended, and free everything
 * @vm: the machine
 *
 * Return: the wait status.
 */
int vm_end(struct vm *vm);

/**
 * vm_error_line() - the last line that QEMU itself has printed
 * @dir: the directory of its struct vm_spec
 * @buf: receives the line, "" for none
 * @size: bytes in @buf
 */
void vm_error_line(const char *dir, char *buf, size_t size);

#endif
