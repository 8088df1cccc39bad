// SPDX-License-Identifier: GPL-2.0
/* Which kernels are tested. */
#include "plan/plan_kernels.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/locate.h"
#include "base/msg.h"
#include "fetch/kernel_named.h"
#include "fetch/kernels.h"
#include "plan/plan_names.h"

static int no_memory(void)
{
	msg_error("out of memory");
	return -ENOMEM;
}

static bool is_same(const struct kernel *a, const struct kernel *b)
{
	/* Of those given by their paths, names are not known yet. */
	if (*a->label || *b->label)
		return *a->label && *b->label && !strcmp(a->path, b->path);
	return !strcmp(a->name, b->name);
}

/* A kernel named twice is tested once: a column has one name. */
static void add_kernel(struct plan *p, const struct kernel *k)
{
	for (size_t i = 0; i < p->nr; i++)
		if (is_same(&p->kernels[i].kernel, k))
			return;
	p->kernels[p->nr++].kernel = *k;
}

static void add_list(struct plan *p, const struct kernel *list, size_t nr,
		     bool all)
{
	size_t i;

	for (i = 0; i < nr; i++) {
		if (list[i].named_only)
			continue;
		if (all || !list[i].on_request)
			add_kernel(p, &list[i]);
	}
}

static int add_named(struct plan *p, char *const *names, size_t nr,
		     const struct kernel *list, size_t nr_list)
{
	struct kernel k;
	size_t i;
	int ret;

	for (i = 0; i < nr; i++) {
		if (!strcmp(names[i], "all")) {
			add_list(p, list, nr_list, true);
			continue;
		}
		ret = kernel_named(names[i], list, nr_list, &k);
		if (ret)
			return ret;
		add_kernel(p, &k);
	}
	return 0;
}

static int add_kernels(struct plan *p, char *const *names, size_t nr,
		       const struct kernel *list, size_t nr_list)
{
	const size_t room = nr + nr_list + 1;

	p->kernels = calloc(room, sizeof(*p->kernels));
	p->names = calloc(room, sizeof(*p->names));
	if (!p->kernels || !p->names)
		return no_memory();
	if (nr)
		return add_named(p, names, nr, list, nr_list);
	add_list(p, list, nr_list, false);
	return 0;
}

int plan_kernels(struct plan *p, char *const *names, size_t nr)
{
	struct kernel *list = NULL;
	size_t nr_list = 0;
	char dir[PATH_MAX];
	int ret;

	locate_kernels(dir);
	ret = kernels_load(dir, &list, &nr_list);
	if (!ret)
		ret = add_kernels(p, names, nr, list, nr_list);
	free(list);
	if (!ret)
		plan_names(p);
	if (!ret && !p->nr) {
		msg_error("%s: describes no kernel: add an .ini, or name a bzImage",
			  dir);
		ret = -ENOENT;
	}
	return ret;
}
