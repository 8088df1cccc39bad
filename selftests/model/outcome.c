// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/array_size.h"
#include "model/strings.h"
#include "model/names.h"
#include "model/outcome.h"

static const char *const flaw_names[FLAWS] = {
	[FLAW_STAYS] = "stays", [FLAW_DATA] = "data", [FLAW_MODEL] = "model",
	[FLAW_SURROUNDINGS] = "surroundings", [FLAW_PINS] = "pins",
	[FLAW_HUGE_PAGES] = "hugepages", [FLAW_WARNING] = "warning",
	[FLAW_TAINT] = "taint",
};

/* The kinds that one word stands for. */
static const char *const kind_names[] = {
	[OUTCOME_OK] = "ok", [OUTCOME_NONE] = "-",
	[OUTCOME_TIMEOUT] = "timeout", [OUTCOME_PANIC] = "panic",
	[OUTCOME_HANG] = "hang", [OUTCOME_POWEROFF] = "poweroff",
	[OUTCOME_WORD] = NULL,
};

struct outcome outcome_returned(long ret, bool success_is_zero)
{
	return (struct outcome){
		.ret = ret,
		.kind = success_is_zero && !ret ? OUTCOME_OK : OUTCOME_RETURNED,
	};
}

struct outcome outcome_word(const char *word)
{
	struct outcome o = { .kind = OUTCOME_WORD };

	snprintf(o.word, sizeof(o.word), "%s", word);
	return o;
}

bool outcome_equal(const struct outcome *a, const struct outcome *b)
{
	return a->kind == b->kind && a->ret == b->ret &&
	       a->flaws == b->flaws && !strcmp(a->word, b->word);
}

static void write_end(const struct outcome *o, char text[OUTCOME_TEXT_MAX])
{
	if (o->kind == OUTCOME_RETURNED && o->ret >= 0)
		snprintf(text, OUTCOME_TEXT_MAX, "%ld", o->ret);
	else
		snprintf(text, OUTCOME_TEXT_MAX, "%s",
			 o->kind == OUTCOME_RETURNED ? errno_name(-o->ret) :
			 o->kind == OUTCOME_SIGNAL ? signal_name(o->ret) :
			 o->kind == OUTCOME_WORD ? o->word :
						   kind_names[o->kind]);
}

void outcome_write(const struct outcome *o, char text[OUTCOME_TEXT_MAX])
{
	int flaw;

	write_end(o, text);
	for (flaw = 0; flaw < FLAWS; flaw++)
		if (o->flaws & 1U << flaw)
			string_append(text, OUTCOME_TEXT_MAX, "!%s",
				      flaw_names[flaw]);
}

/* A kind by its word, a number, or the name of an errno or a signal. */
static bool read_end(struct outcome *o, const char *text)
{
	char *end;
	size_t i;
	int number;

	for (i = 0; i < ARRAY_SIZE(kind_names); i++)
		if (kind_names[i] && !strcmp(kind_names[i], text)) {
			o->kind = i;
			return true;
		}
	number = errno_number(text);
	if (number) {
		o->ret = -number;
		return true;
	}
	number = signal_number(text);
	if (number) {
		o->kind = OUTCOME_SIGNAL;
		o->ret = number;
		return true;
	}
	o->ret = strtol(text, &end, 10);
	return end != text && !*end;
}

/* Cuts the flaws off the end of @text. */
static unsigned int cut_flaws(char *text)
{
	unsigned int flaws = 0;
	char *mark;
	int flaw;

	while ((mark = strrchr(text, '!'))) {
		for (flaw = 0; flaw < FLAWS; flaw++)
			if (!strcmp(mark + 1, flaw_names[flaw]))
				break;
		if (flaw == FLAWS)
			break;
		flaws |= 1U << flaw;
		*mark = '\0';
	}
	return flaws;
}

struct outcome outcome_read(const char *text)
{
	char end[OUTCOME_TEXT_MAX], again[OUTCOME_TEXT_MAX];
	struct outcome o = { .kind = OUTCOME_RETURNED };

	snprintf(end, sizeof(end), "%s", text);
	o.flaws = cut_flaws(end);
	if (read_end(&o, end)) {
		outcome_write(&o, again);
		if (!strcmp(text, again))
			return o;
	}
	return outcome_word(text);
}
