/* SPDX-License-Identifier: GPL-2.0 */
/* Lock files: flock() gives a lock back when its process ends. */
#ifndef PINCER_LOCK_H
#define PINCER_LOCK_H

#include <stdbool.h>

/**
 * lock_acquire() - lock a file, which is made if need be
 * @path: the file
 * @wait: whether to wait while another process holds it
 *
 * Return: the lock, to be closed or given to lock_release(); or a negative
 * errno, not reported: -EWOULDBLOCK if it is held and !@wait.
 */
int lock_acquire(const char *path, bool wait);

/** lock_release() - give the lock back and remove its file */
void lock_release(const char *path, int lock);

#endif
