/* SPDX-License-Identifier: GPL-2.0 */
/* What comes of a contract: a type, and its one form as text. */
#ifndef PINCER_OUTCOME_H
#define PINCER_OUTCOME_H

#include <stdbool.h>

/* Bytes of an outcome as text with all flaws, and the NUL. */
#define OUTCOME_TEXT_MAX 80

/**
 * enum outcome_kind - how a case ended
 * @OUTCOME_RETURNED: the door returned: bytes or a negative errno
 * @OUTCOME_OK: a door that reports success by 0 did so: "ok"
 * @OUTCOME_NONE: the case could not be tried: "-"
 * @OUTCOME_SIGNAL: a signal killed its process
 * @OUTCOME_TIMEOUT: its process was silent for too long
 * @OUTCOME_PANIC: the guest's kernel panicked
 * @OUTCOME_HANG: the guest was silent for too long
 * @OUTCOME_POWEROFF: the guest powered off
 * @OUTCOME_WORD: a KUnit claim, or a test of the kernel's own, has a word of
 *	its own for it
 */
enum outcome_kind {
	OUTCOME_RETURNED, OUTCOME_OK, OUTCOME_NONE, OUTCOME_SIGNAL,
	OUTCOME_TIMEOUT, OUTCOME_PANIC, OUTCOME_HANG, OUTCOME_POWEROFF,
	OUTCOME_WORD,
};

/**
 * enum flaw - what is wrong beside what was returned, in the order of the text
 * @FLAW_STAYS: what the case changed outside its process could not be undone
 * @FLAW_DATA: what the target or the buffer holds is not what was moved
 * @FLAW_MODEL: an answer within the case differs from the specification's
 * @FLAW_SURROUNDINGS: memory beside the buffer has changed
 * @FLAW_PINS: pages pinned and pages released differ
 * @FLAW_HUGE_PAGES: a huge page did not come back
 * @FLAW_WARNING: the kernel's log holds a warning
 * @FLAW_TAINT: the kernel is newly tainted
 * @FLAWS: how many
 */
enum flaw {
	FLAW_STAYS, FLAW_DATA, FLAW_MODEL, FLAW_SURROUNDINGS, FLAW_PINS,
	FLAW_HUGE_PAGES, FLAW_WARNING, FLAW_TAINT, FLAWS,
};

/* A set of flaws is the sum of these. */
#define FLAW(name) (1U << FLAW_##name)

/**
 * struct outcome - what came of a contract, or has to
 * @ret: bytes or a negative errno; of OUTCOME_SIGNAL, the signal
 * @flaws: FLAW() of each
 * @kind: how it ended
 * @word: of OUTCOME_WORD
 */
struct outcome {
	long ret;
	unsigned int flaws;
	enum outcome_kind kind;
	char word[OUTCOME_TEXT_MAX];
};

/**
 * outcome_returned() - the outcome of a call
 * @ret: bytes or a negative errno
 * @success_is_zero: whether 0 is how the call reports success
 */
struct outcome outcome_returned(long ret, bool success_is_zero);

/** outcome_word() - one that has a word of its own; it is cut to what fits */
struct outcome outcome_word(const char *word);

/** outcome_equal() - whether two outcomes are the same */
bool outcome_equal(const struct outcome *a, const struct outcome *b);

/**
 * outcome_write() - "ok", "EINVAL", "4096!pins", "SIGBUS", "timeout", "-", ...
 * @o: the outcome
 * @text: receives it; without blanks
 */
void outcome_write(const struct outcome *o, char text[OUTCOME_TEXT_MAX]);

/**
 * outcome_read() - the reverse of outcome_write()
 * @text: what that wrote, or a word
 *
 * What is no outcome that outcome_write() would write in the same way is a
 * word, so that writing gives back what was read.
 *
 * Return: the outcome.
 */
struct outcome outcome_read(const char *text);

#endif
