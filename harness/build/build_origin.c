// SPDX-License-Identifier: GPL-2.0
/* Builds kernels from the sources of suites, trees and URLs. */
#include "build/build_origin.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/files.h"
#include "base/locate.h"
#include "base/msg.h"
#include "build/build.h"
#include "fetch/source.h"
#include "fetch/url.h"
#include "model/strings.h"

/* Each checkout has its own mutants, and builds them in a place of its own. */
static int set_mutants_place(struct build *b)
{
	char kernels[PATH_MAX], full[PATH_MAX], digest[DIGEST_SIZE];
	int ret;

	locate_kernels(kernels);
	if (!realpath(kernels, full))
		return -errno;
	ret = digest_text(full, strlen(full), digest);
	snprintf(b->base, sizeof(b->base), "%s", b->place);
	if (!ret)
		string_append(b->place, sizeof(b->place), "+mutants-%.8s",
			      digest);
	return ret;
}

/* Other fragments are another place: objects are not shared. */
static void set_place(struct build *b, const char *prefix, const char *name)
{
	char *c;

	snprintf(b->place, sizeof(b->place), "%s%.40s%s%s", prefix, name,
		 *b->fragments ? "+" : "", b->fragments);
	for (c = b->place; *c; c++)
		*c = *c == ' ' || *c == ',' ? '+' : *c;
}

static void set_package(struct build *b, const struct apt_set *set)
{
	snprintf(b->version, sizeof(b->version), "%s", set->version);
	snprintf(b->id, sizeof(b->id), "%.200s", strrchr(b->source, '/') + 1);
	set_place(b, "", set->suite);
}

static int from_suite(const struct kernel *k, struct build *b,
		      const struct progress *p)
{
	struct apt_set set;
	int ret = source_tree(k->suite, k->name, p, &set, b->source);

	if (!ret)
		set_package(b, &set);
	return ret;
}

static int from_tree(const struct kernel *k, struct build *b,
		     const struct progress *p)
{
	char digest[DIGEST_SIZE];
	int ret;

	(void)p;
	if (!realpath(k->path, b->source)) {
		ret = -errno;
		msg_error("%s: path = %s: %s", k->name, k->path,
			  strerror(-ret));
		return ret;
	}
	b->owned = true;
	ret = digest_text(b->source, strlen(b->source), digest);
	digest[16] = '\0';
	if (!ret)
		set_place(b, "tree-", digest);
	return ret;
}

static int from_url(const struct kernel *k, struct build *b,
		    const struct progress *p)
{
	snprintf(b->id, sizeof(b->id), "%s", k->sha256);
	set_place(b, "url-", k->sha256);
	return url_obtain(k->url, k->sha256, k->name, p, b->source);
}

static void begin(const struct kernel *k, struct build *b)
{
	memset(b, 0, sizeof(*b));
	snprintf(b->name, sizeof(b->name), "%s", k->name);
	snprintf(b->fragments, sizeof(b->fragments), "%.250s", k->config);
	b->mutants = k->mutants;
}

int build_obtain(const struct kernel *k, struct image *out,
		 const struct progress *p)
{
	static int (*const from[])(const struct kernel *k, struct build *b,
				   const struct progress *p) = {
		[ORIGIN_DEBIAN_SOURCE] = from_suite,
		[ORIGIN_TREE] = from_tree,
		[ORIGIN_URL] = from_url,
	};
	struct build b;
	int ret;

	begin(k, &b);
	ret = from[k->origin](k, &b, p);
	if (!ret && b.mutants)
		ret = set_mutants_place(&b);
	return ret ? ret : build_kernel(&b, out, p);
}

int build_obtain_known(const struct kernel *k, struct image *out)
{
	struct apt_set set;
	struct build b;
	int ret;

	begin(k, &b);
	switch (k->origin) {
	case ORIGIN_DEBIAN_SOURCE:
		ret = source_tree_known(k->suite, &set, b.source);
		snprintf(out->version, sizeof(out->version), "%s",
			 set.version);
		if (ret)
			return ret;
		set_package(&b, &set);
		break;
	case ORIGIN_URL:
		snprintf(b.id, sizeof(b.id), "%s", k->sha256);
		set_place(&b, "url-", k->sha256);
		break;
	default:
		/* What a person's tree holds is found out by building. */
		b.owned = true;
	}
	return build_known(&b, out);
}
