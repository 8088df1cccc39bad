/* SPDX-License-Identifier: GPL-2.0 */
/* Format and version of a kernel image, from its header. */
#ifndef PINCER_IMAGE_HEADER_H
#define PINCER_IMAGE_HEADER_H

/** enum image_format - what QEMU can boot */
enum image_format { IMAGE_BZIMAGE, IMAGE_ELF };

/**
 * struct image_header - the header of a kernel image
 * @format: its format
 * @release: its uname -r, "" for ELF, which has none
 * @version: the version its packager gave it ("6.1.192-2"), else @release
 */
struct image_header {
	enum image_format format;
	char release[128];
	char version[128];
};

/**
 * image_header_read() - read the header of a kernel image
 * @path: the file
 * @h: filled in
 *
 * Return: 0, or a negative errno after reporting what is wrong with the file.
 */
int image_header_read(const char *path, struct image_header *h);

#endif
