/* SPDX-License-Identifier: GPL-2.0 */
/* What git says of a kernel tree. git that fails is not a tree without git. */
#ifndef PINCER_GIT_H
#define PINCER_GIT_H

#include "base/tool.h"

/**
 * git_run() - run git in a directory, without changing anything there
 * @dir: the directory
 * @argv: "git" and its arguments, ended by NULL
 * @t: receives what it printed, for tool_free() in any case
 *
 * Return: as tool_run().
 */
int git_run(const char *dir, const char *const *argv, struct tool *t);

/**
 * git_ask() - run git and keep only its exit status
 * @dir: the directory
 * @argv: "git" and a command that answers by 0 or 1, ended by NULL
 *
 * Return: 1 for yes (exit status 0), 0 for no (1), or a negative errno,
 * reported, when git gave no answer.
 */
int git_ask(const char *dir, const char *const *argv);

/**
 * git_tracks() - whether git tracks a kernel tree
 * @dir: its top directory
 *
 * Return: 1; 0 when @dir lies in no repository, or ignored within one of
 * something else; a negative errno, reported, when there is a repository that
 * git does not read: a damaged one, or one of another owner.
 */
int git_tracks(const char *dir);

/**
 * git_has_commits() - whether HEAD of a tree that git tracks is a commit
 * @dir: its top directory
 *
 * Return: 1, 0 before the first commit, or a negative errno, reported.
 */
int git_has_commits(const char *dir);

/**
 * git_failed() - report why git failed, and what to do about it
 * @dir: where it ran
 * @t: after git_run()
 *
 * Return: -EIO.
 */
int git_failed(const char *dir, const struct tool *t);

#endif
