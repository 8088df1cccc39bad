/* SPDX-License-Identifier: GPL-2.0 */
/* The initramfs: everything that a guest has. */
#ifndef PINCER_INITRAMFS_H
#define PINCER_INITRAMFS_H

#include "fetch/kernel.h"

/**
 * struct initramfs_text - a small file for the guest
 * @name: where below /pincer, "ids"
 * @text: what it holds
 */
struct initramfs_text {
	const char *name;
	const char *text;
};

/**
 * struct initramfs_plan - what to put in
 * @image: the kernel it is for: its modules and config
 * @init: the static init, becomes /init
 * @test: the static test program, becomes /pincer_test
 * @texts: further small files, ended by an empty entry; or NULL
 * @kunit_module: the module of the KUnit suites, which init inserts last, or NULL
 * @more: an archive that the kernel unpacks after this one, or NULL
 *
 * The guest finds:
 *
 *   /init, /pincer_test
 *   /pincer/config		the kernel's .config, when it is known
 *   /pincer/modules.list	modules to insert, a path a line, in order;
 *				"# absent NAME" for what this kernel lacks,
 *				"# left out OPTION" for one that is slow to insert
 *   /pincer/modules/NAME.ko	the modules, not compressed
 *   /pincer/pincer_kunit.ko	the KUnit suites, where they are a module
 *   /pincer/pmem0.img		a file system for /dev/pmem0, see template.h
 *   /dev/console, and empty directories to mount on: /dev /proc /sys /tmp /run
 */
struct initramfs_plan {
	const struct image *image;
	const char *init;
	const char *test;
	const struct initramfs_text *texts;
	const char *kunit_module;
	const char *more;
};

/**
 * initramfs_write() - write an initramfs (newc, not compressed)
 * @path: the file
 * @plan: what to put in
 *
 * Return: 0, or a negative errno after saying why; then @path is not there.
 */
int initramfs_write(const char *path, const struct initramfs_plan *plan);

#endif
