/* SPDX-License-Identifier: GPL-2.0 */
/* Requests of block devices, as blk-mq counts them. */
#ifndef PINCER_REQUEST_TAGS_H
#define PINCER_REQUEST_TAGS_H

/**
 * request_tags_busy() - requests of a disk that are allocated, started or not
 * @fd: the disk, or a file on it
 *
 * blk-mq's debugfs counts the tags in use: of a disk with a scheduler in
 * sched_tags, else in tags. With multipath the queues of nvme0n1 are those of a
 * hidden disk, nvme0c0n1.
 *
 * Return: how many, or -1 where no queue of it is shown.
 */
long request_tags_busy(int fd);

#endif
