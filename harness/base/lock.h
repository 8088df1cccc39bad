/* SPDX-License-Identifier: GPL-2.0 */
/* Lock files: held by a process, gone with it. */
#ifndef PINCER_LOCK_H
#define PINCER_LOCK_H

#include <stdbool.h>

/**
 * lock_take() - lock a file, which is made if need be
 * @path: the file
 * @wait: whether to wait for who holds it
 *
 * Return: the lock, to be closed or given to lock_drop(); or a negative errno,
 * not said: -EWOULDBLOCK if it is held and !@wait.
 */
int lock_take(const char *path, bool wait);

/** lock_drop() - give the lock back and remove its file */
void lock_drop(const char *path, int lock);

#endif
