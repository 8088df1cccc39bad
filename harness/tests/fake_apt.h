/* SPDX-License-Identifier: GPL-2.0 */
/* A script that stands in for apt, so that it can fail at will. */
#ifndef PINCER_FAKE_APT_H
#define PINCER_FAKE_APT_H

/**
 * fake_apt_setup() - put it, and one for depmod, in front of the real ones
 *
 * It downloads what lies in debs/. A file "fail-COMMAND" in the scratch
 * directory makes that command fail with what it holds, and one named
 * "expired" an index be too old.
 */
void fake_apt_setup(void);

/** fake_apt_says() - what it answers: what depends on what, and file names */
void fake_apt_says(const char *depends, const char *uris);

/** fake_apt_calls() - how often its command line held this */
int fake_apt_calls(const char *what);

/** fake_apt_forget() - count anew */
void fake_apt_forget(void);

/** fake_apt_teardown() - the real ones again */
void fake_apt_teardown(void);

#endif
