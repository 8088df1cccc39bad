// SPDX-License-Identifier: GPL-2.0
/* pincer list: the kernels there are. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/locate.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "fetch/kernel.h"
#include "fetch/kernels.h"
#include "image/obtain.h"

/* struct line - what is printed of a kernel */
struct line {
	const char *name;
	const char *origin;
	char version[sizeof(((struct image *)0)->version)];
	const char *cached;
};

static void describe(const struct kernel *k, struct line *line)
{
	struct image image;
	int ret;

	memset(&image, 0, sizeof(image));
	ret = obtain_known(k, &image);
	line->name = k->name;
	line->origin = origin_name(k->origin);
	line->cached = ret ? "no" : "yes";
	/* Neither fetched nor built. */
	if (k->origin == ORIGIN_IMAGE || k->origin == ORIGIN_RUNNING)
		line->cached = "-";
	snprintf(line->version, sizeof(line->version), "%s",
		 *image.version ? image.version :
		 *k->version ? k->version : "-");
}

static int wider(int width, const char *text)
{
	int own = text_width(text);

	return own > width ? own : width;
}

static void print_lines(const struct line *lines, size_t nr)
{
	int name = 0, origin = 0, version = 0;
	size_t i;

	for (i = 0; i < nr; i++) {
		name = wider(name, lines[i].name);
		origin = wider(origin, lines[i].origin);
		version = wider(version, lines[i].version);
	}
	for (i = 0; i < nr; i++)
		printf("%-*s  %-*s  %-*s  %s\n", name, lines[i].name, origin,
		       lines[i].origin, version, lines[i].version,
		       lines[i].cached);
}

static const struct cmd_syntax syntax = {
	.usage = "list",
	.about =
"Prints the kernels that kernels/ describes: name, where it comes from, version\n"
"as far as it is known, and whether it is in the cache already. `pincer run`\n"
"takes any of these names, a path to a bzImage, a vmlinuz or a kernel's source,\n"
"or \"running\"; \"all\" are all of these, and no name all but those that say\n"
"default = no.",
	.examples = "  pincer run bookworm ~/linux",
};

int cmd_list(int argc, char **argv)
{
	struct line *lines;
	struct kernel *list = NULL;
	char dir[PATH_MAX];
	size_t nr = 0, i;
	const int ret = cmd_options(argc, argv, &syntax, NULL);

	if (ret != CMD_GO_ON)
		return ret;
	if (optind < argc)
		return cmd_extra(argv, argv[optind]);

	locate_kernels(dir);
	if (kernels_load(dir, &list, &nr))
		return STATUS_USAGE;
	/* One line more, for the heads. */
	lines = calloc(nr + 1, sizeof(*lines));
	if (lines) {
		lines[0] = (struct line){ "NAME", "ORIGIN", "VERSION",
					  "CACHED" };
		for (i = 0; i < nr; i++)
			describe(&list[i], &lines[i + 1]);
		print_lines(lines, nr + 1);
	}
	free(lines);
	free(list);
	return lines ? STATUS_GOOD : STATUS_USAGE;
}
