/* SPDX-License-Identifier: GPL-2.0 */
/* The guest's init, piece by piece. */
#ifndef PINCER_INIT_H
#define PINCER_INIT_H

/** init_say() - a line on the results port, "# pincer: init TEXT" */
void init_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/**
 * init_broken() - say that something promised could not be brought up
 * @what: the thing
 * @fmt: why
 */
void init_broken(const char *what, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/** init_mount_basics() - /proc, /sys, /dev, /tmp */
void init_mount_basics(void);

/** init_open_results() - the second serial port, raw */
void init_open_results(void);

/**
 * init_hurry_results() - from now on by the virtio port, which takes a line in
 *	the time that the serial port takes for a few bytes, if there is one
 */
void init_hurry_results(void);

/** init_results() - its descriptor, for the test program's output */
int init_results(void);

/** init_close_results() - wait until all of it has left the port */
void init_close_results(void);

/** init_insert_modules() - those of /pincer/modules.list, in that order */
void init_insert_modules(void);

/** init_find_disks() - wait for every disk, and name each by its serial */
void init_find_disks(void);

/** init_find_pci() - name the P2PDMA memory and the unclaimed BAR */
void init_find_pci(void);

/** init_find_memory() - name the memory that is not in use, if there is any */
void init_find_memory(void);

/** init_make_disks() - those without hardware: loop, brd, null_blk, md */
void init_make_disks(void);

/** init_stop_disks() - undo what would hold power-off up */
void init_stop_disks(void);

/**
 * init_mount() - mount a file system, and name it
 * @device: where it is
 * @dir: where it shall be; made
 * @type: of what kind it is
 * @options: its own
 * @env: the variable that is set to @dir
 */
void init_mount(const char *device, const char *dir, const char *type,
		const char *options, const char *env);

/**
 * init_mount_disks() - the file systems on disks, and one of large folios,
 *	where the kernel can
 */
void init_mount_disks(void);

/** init_make_rdma() - soft-RoCE on the loopback interface, if there is any */
void init_make_rdma(void);

/** init_make_pmem() - one region as ext4 with DAX, one as a DAX device */
void init_make_pmem(void);

/** init_bring_up_loopback() - so that a socket can be connected to another */
void init_bring_up_loopback(void);

/** init_furnish() - mounts, huge pages and a path, as tests expect them */
void init_furnish(void);

/** init_run_bundle() - the tests of a kselftest bundle, if the guest has one */
void init_run_bundle(void);

/**
 * init_run_suites() - those of the kernel's own side that /pincer/suites lists
 *
 * Each begins with "# pincer: start id=kunit.NAME" and ends with "# pincer:
 * suite name=NAME error=E lost=N seconds=S"; what the kernel logs stands
 * between them.
 */
void init_run_suites(void);

/**
 * init_report_boot_suites() - what the suites of /pincer/bundle said at boot
 *
 * The kernel's log has it, until it is full of other things.
 */
void init_report_boot_suites(void);

/** init_unmount() - before power-off, so that nothing is written meanwhile */
void init_unmount(void);

/**
 * init_arm_fault() - act on PINCER_FAULT, "panic:N", "hang:N", "poweroff:N":
 *	fail in that way when the Nth case begins; "panic:SUITE:N", when a
 *	suite of the kernel's own side has made its Nth claim
 *
 * Replaces the results port by a pipe that is copied to it, so that lines can
 * be counted.
 */
void init_arm_fault(void);

/** init_read() - a short file without its newline; -1 when unreadable */
int init_read(const char *path, char *buf, unsigned long size);

/** init_write() - a word into a file; 0 or -errno */
int init_write(const char *path, const char *text);

/**
 * init_wait_for() - wait until a path is there
 * @path: the path
 *
 * Return: 0, or -ETIMEDOUT after ten seconds.
 */
int init_wait_for(const char *path);

#endif
