/* SPDX-License-Identifier: GPL-2.0 */
/* The files that are a guest's disks. */
#ifndef PINCER_DISK_IMAGES_H
#define PINCER_DISK_IMAGES_H

/**
 * disk_images_make() - make a sparse file for each of guest_disks
 * @dir: receives NAME.img of each, with its file system in it
 *
 * Return: 0, or a negative errno, reported.
 */
int disk_images_make(const char *dir);

#endif
