// SPDX-License-Identifier: GPL-2.0
/*
 * The options of a subcommand. glibc's argp would print the same help, but its
 * complaint about an option does not name those that there are, and it adds
 * options of its own (--usage, -?).
 */
#include "cmd/options.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/exit_status.h"
#include "base/msg.h"
#include "base/text.h"
#include "model/strings.h"

#define OPTIONS_MAX 16
#define WIDTH 80
/* A wider option has a line of its own in --help. */
#define LABEL_MAX 16

static const struct cmd_option none[] = { { .name = NULL } };

/* What getopt_long() returns for an option; no letter is that small. */
static int value_of(const struct cmd_option *all, const struct cmd_option *o)
{
	return o->letter ? o->letter : 1 + (int)(o - all);
}

static int format_label(const struct cmd_option *o, char *buf, size_t size)
{
	char letter[] = { '-', o->letter, ',', ' ', '\0' };

	return snprintf(buf, size, "%s--%s%s%s", o->letter ? letter : "",
			o->name, o->argument ? " " : "",
			o->argument ? o->argument : "");
}

static int label_width(const struct cmd_option *options)
{
	char label[64];
	int width = 0, n;

	for (; options->name; options++) {
		n = format_label(options, label, sizeof(label));
		if (n > width && n <= LABEL_MAX)
			width = n;
	}
	return width;
}

static void print_help(const struct cmd_syntax *s,
		       const struct cmd_option *options)
{
	const int column = 2 + label_width(options) + 2;
	char label[64];
	int n;

	printf("usage: pincer %s\n\n%s\n", s->usage, s->about);
	if (options->name)
		putchar('\n');
	for (; options->name; options++) {
		n = 2 + format_label(options, label, sizeof(label));
		printf("  %s", label);
		if (n + 2 > column)
			n = (putchar('\n'), 0);
		printf("%*s", column - n, "");
		text_wrap(stdout, options->help, WIDTH, column, column);
		putchar('\n');
	}
	if (s->examples)
		printf("\n%s\n", s->examples);
}

/* "--all, --json, ...": what there is. */
static void name_options(const struct option *options, char *buf, size_t size)
{
	buf[0] = '\0';
	for (; options->name; options++)
		string_append_item(buf, size, ", ", "--%s", options->name);
}

static int bad_option(char **argv, int got, const struct option *options)
{
	char there[256];

	if (got == ':') {
		msg_error("%s: %s needs a value; see pincer %s --help",
			  argv[0], argv[optind - 1], argv[0]);
		return STATUS_USAGE;
	}
	name_options(options, there, sizeof(there));
	if (optopt)
		msg_error("%s: cannot use -%c here; there are: %s",
			  argv[0], optopt, there);
	else
		msg_error("%s: cannot use %s; there are: %s", argv[0],
			  argv[optind - 1], there);
	return STATUS_USAGE;
}

static int store_number(char **argv, const struct cmd_option *o,
			unsigned long long *field)
{
	char *end = optarg;

	errno = 0;
	/* strtoull() takes "-1" and wraps around. */
	if (isdigit((unsigned char)*optarg))
		*field = strtoull(optarg, &end, 0);
	if (end != optarg && !*end && !errno && *field >= o->least &&
	    *field <= o->most)
		return 0;
	msg_error("%s: --%s takes a whole number from %llu to %llu, not \"%s\"",
		  argv[0], o->name, o->least, o->most, optarg);
	return STATUS_USAGE;
}

static int store(char **argv, const struct cmd_option *o, void *request)
{
	void *field = (char *)request + o->field;

	if (o->set)
		return o->set(request, optarg);
	if (o->most)
		return store_number(argv, o, field);
	if (o->argument)
		*(const char **)field = optarg;
	else
		*(bool *)field = true;
	return 0;
}

/* The same for getopt_long(); ':' first, for values that are missing. */
static void convert(const struct cmd_option *options, struct option *longs,
		    char *letters)
{
	const struct cmd_option *o;

	letters += sprintf(letters, ":h");
	for (o = options; o->name; o++) {
		assert(o - options < OPTIONS_MAX);
		*longs++ = (struct option){
			.name = o->name, .has_arg = !!o->argument,
			.val = value_of(options, o),
		};
		if (o->letter)
			letters += sprintf(letters, "%c%s", o->letter,
					   o->argument ? ":" : "");
	}
	*longs = (struct option){ .name = "help", .val = 'h' };
}

int cmd_options(int argc, char **argv, const struct cmd_syntax *s,
		void *request)
{
	const struct cmd_option *options = s->options ? s->options : none, *o;
	struct option longs[OPTIONS_MAX + 2] = { { .name = NULL } };
	char letters[2 * OPTIONS_MAX + 3];
	int got, ret;

	convert(options, longs, letters);
	/* No message of its own. */
	opterr = 0;
	while ((got = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (got == 'h') {
			print_help(s, options);
			return STATUS_GOOD;
		}
		if (got == '?' || got == ':')
			return bad_option(argv, got, longs);
		for (o = options; value_of(options, o) != got; o++)
			;
		ret = store(argv, o, request);
		if (ret)
			return ret;
	}
	return CMD_GO_ON;
}
