// SPDX-License-Identifier: GPL-2.0
/* pincer source: a kernel's source tree, fetched. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/cache.h"
#include "base/locate.h"
#include "base/msg.h"
#include "cmd/cmd.h"
#include "fetch/kernel.h"
#include "fetch/kernels.h"
#include "fetch/source.h"
#include "model/strings.h"

static void print_phase(void *ctx, const char *kernel, const char *what)
{
	(void)ctx;
	fprintf(stderr, "%s: %s\n", kernel, what);
}

static void report_unknown(const char *name, const struct kernel *list, size_t nr)
{
	char known[1024] = "";
	size_t i;

	for (i = 0; i < nr; i++) {
		if (*list[i].suite)
			string_append_item(known, sizeof(known), ", ", "%s",
					   list[i].name);
	}
	if (name)
		msg_error("no source of \"%s\": there are those of %s", name,
			  known);
	else
		msg_error("kernels/ has no kernel that comes from a suite");
}

/* The kernel of that name, else one of that suite; without a name the last. */
static const struct kernel *find_kernel(const char *name,
					const struct kernel *list, size_t nr)
{
	const struct kernel *found = NULL;
	size_t i;

	for (i = 0; i < nr; i++) {
		if (!*list[i].suite)
			continue;
		if (name && !strcmp(name, list[i].name))
			return &list[i];
		if (name ? !found && !strcmp(name, list[i].suite) :
			   !list[i].named_only)
			found = &list[i];
	}
	return found;
}

static int print_source(const char *name, bool all)
{
	char kernels[PATH_MAX], dir[PATH_MAX];
	const struct progress p = { .phase = print_phase };
	struct kernel *list = NULL;
	const struct kernel *k;
	size_t nr = 0;
	int status = STATUS_USAGE;

	locate_kernels(kernels);
	if (kernels_load(kernels, &list, &nr))
		return STATUS_USAGE;
	k = find_kernel(name, list, nr);
	if (!k) {
		report_unknown(name, list, nr);
	} else {
		cache_clean();
		if (!source_obtain(k->suite, k->name, all, &p, dir)) {
			puts(dir);
			status = STATUS_GOOD;
		}
	}
	free(list);
	return status;
}

static const struct cmd_option options[] = {
	{ "all",
	  .help = "the whole tree; else only tools/testing/selftests, what its makefiles need, and checkpatch.pl" },
	{ .name = NULL }
};

static const struct cmd_syntax syntax = {
	.usage = "source [SUITE|KERNEL] [--all]",
	.about =
"Fetches the newest kernel source that a suite has and prints the directory of\n"
"its tree. SUITE is one that a kernel in kernels/ comes from, KERNEL the name of\n"
"such a kernel; without either it is the last of them.",
	.options = options,
	.examples =
"The tree stays in the cache and is shared: build from it, not in it. To build\n"
"the selftests of the kernel that trixie has:\n"
"\n"
"  make kselftest KSRC=$(build/pincer source trixie)",
};

int cmd_source(int argc, char **argv)
{
	bool all = false;
	const int ret = cmd_options(argc, argv, &syntax, &all);

	if (ret != CMD_GO_ON)
		return ret;
	if (argc - optind > 1)
		return cmd_extra(argv, argv[optind + 1]);
	msg_set_advice("; or set KSRC= to a kernel source tree of yours");
	return print_source(argv[optind], all);
}
