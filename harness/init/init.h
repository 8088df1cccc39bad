/* SPDX-License-Identifier: GPL-2.0 */
/* What the files of the guest's init share. */
#ifndef PINCER_INIT_H
#define PINCER_INIT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/array_size.h"

struct guest_disk;

/* Bytes of a test's line that go to the results port. */
#define INIT_LINE_MAX 3500

/** init_report() - write "# pincer: TEXT" and a newline to the results port */
void init_report(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/**
 * init_setup_error() - report "setup_error WHAT: TEXT": a device or mount is
 *	missing
 * @what: the device or mount
 * @fmt: why
 */
void init_setup_error(const char *what, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/** init_mount_basics() - mount /proc, /sys, /dev, /tmp and debugfs */
void init_mount_basics(void);

/** init_open_results() - open the second serial port, raw */
void init_open_results(void);

/**
 * init_use_virtio_results() - report by the virtio port from now on
 *
 * It takes a line in the time that the serial port takes for a few bytes. A
 * kernel without virtio_console stays with the serial port.
 */
void init_use_virtio_results(void);

/** init_results() - the results port's descriptor, or -1 */
int init_results(void);

/** init_close_results() - close the results port when all of it has been sent */
void init_close_results(void);

/** init_insert_modules() - insert those of /pincer/modules.list in its order */
void init_insert_modules(void);

/**
 * init_insert_module() - insert a module
 * @path: its file, not compressed
 * @params: "NAME=VALUE", blanks between
 *
 * Return: 0, or the negative errno of open() or finit_module().
 */
int init_insert_module(const char *path, const char *params);

/** init_find_disks() - wait up to 10 s for guest_disks, and export them */
void init_find_disks(void);

/** init_find_pci() - export P2PDMA memory and a BAR without a driver */
void init_find_pci(void);

/** init_find_memory() - export a memory block that is offline, if any is */
void init_find_memory(void);

/** init_make_virtual_disks() - make and export loop, brd, null_blk and md */
void init_make_virtual_disks(void);

/** init_stop_md() - stop the md array, which would delay power-off */
void init_stop_md(void);

/** init_mount() - mount @d, which has a file system, and export its directory */
void init_mount(const struct guest_disk *d, const char *device);

/**
 * init_mount_disks() - mount the file systems of the disks, and a tmpfs with
 *	huge=always, as far as the kernel knows them
 */
void init_mount_disks(void);

/** init_set_up_rdma() - make and export soft-RoCE on lo, if the kernel has it */
void init_set_up_rdma(void);

/** init_set_up_pmem() - mount and export the persistent memory of guest_disks */
void init_set_up_pmem(void);

/** init_set_up_loopback() - set lo up, so that sockets can connect */
void init_set_up_loopback(void);

/** init_upstream_setup() - set up mounts, huge pages and PATH for the bundle */
void init_upstream_setup(void);

/** init_run_bundle() - run the kselftest bundle of /pincer/bundle, if any */
void init_run_bundle(void);

/**
 * init_run_suites() - run the KUnit suites of /pincer/suites
 *
 * Each begins with "# pincer: start id=kunit.NAME" and ends with "# pincer:
 * suite name=NAME error=E lost=N seconds=S"; the kernel's log stands between
 * them.
 */
void init_run_suites(void);

/**
 * init_report_boot_suites() - report the suites of /pincer/bundle that ran at
 *	boot, before other records overwrite theirs in the kernel's log
 */
void init_report_boot_suites(void);

/** init_unmount() - unmount the disks, so that power-off writes nothing */
void init_unmount(void);

/**
 * init_arm_fault() - obey PINCER_FAULT
 *
 * "panic:N", "hang:N" and "poweroff:N" do that when the Nth case begins,
 * "panic:SUITE:N" after the Nth claim of that KUnit suite. To count lines, the
 * results port is replaced by a pipe, which a child copies to it.
 */
void init_arm_fault(void);

/**
 * init_read() - read the first line of a short file
 * @buf: receives it without its newline, "" on error
 * @size: bytes in @buf
 * @fmt: the path
 *
 * Return: 0, or -1 when the file cannot be read.
 */
int init_read(char *buf, size_t size, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * init_write() - write to a file
 * @text: what to write
 * @fmt: the path
 *
 * Return: 0, or the negative errno of open() or write().
 */
int init_write(const char *text, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/** init_clock_ms() - CLOCK_MONOTONIC in milliseconds */
long long init_clock_ms(void);

/** init_wait_for() - wait up to 10 s for a path; 0 or -ETIMEDOUT */
int init_wait_for(const char *path);

#endif
