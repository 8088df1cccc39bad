// SPDX-License-Identifier: GPL-2.0
/* Builds a kernel from its source. */
#include "build/build.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/locate.h"
#include "base/msg.h"
#include "base/tool.h"
#include "build/build_config.h"
#include "build/build_install.h"
#include "build/build_key.h"
#include "build/build_make.h"
#include "build/mutant_apply.h"
#include "build/tree.h"

/* Measured: objects of 190 MB, and a source of 1.5 GB if it is copied. */
#define OBJECTS_ROOM (400ULL * 1000 * 1000)
#define SOURCE_ROOM (1800ULL * 1000 * 1000)

/* The file of a built kernel that says which mutants it lacks. */
#define MUTANTS "mutants"

/* Days after which a build is removed that nobody uses. */
#define DAYS 30

static int find_fragments(const struct build *b, struct fragments *f)
{
	char kernels[PATH_MAX], dir[PATH_MAX];
	int ret;

	locate_kernels(kernels);
	ret = path_format(dir, "%s/config", kernels);
	return ret ? ret : fragments_find(dir, b->fragments, f);
}

/* There are no modules: all is built in. */
static int fill_image(const char *dir, struct image *out)
{
	char path[PATH_MAX];
	int ret;

	ret = path_format(out->vmlinuz, "%s/vmlinux", dir);
	if (!ret)
		ret = path_format(out->config, "%s/config", dir);
	if (!ret)
		ret = path_format(path, "%s/version", dir);
	if (!ret)
		file_first_line(path, out->version, sizeof(out->version));
	if (!ret)
		ret = path_format(path, "%s/release", dir);
	if (!ret)
		file_first_line(path, out->release, sizeof(out->release));
	return ret;
}

static int find_version(const struct build *b, const struct build_dir *w,
			char *buf, size_t size)
{
	const char *at;
	struct tool t;
	int ret;

	snprintf(buf, size, "%s", b->version);
	if (*buf)
		return 0;
	ret = build_make(w, "kernelversion", NULL, &t);
	/* make prints "Entering directory" around the version. */
	at = t.out ? t.out : "";
	while (*at && !isdigit((unsigned char)*at)) {
		at += strcspn(at, "\n");
		at += *at == '\n';
	}
	snprintf(buf, size, "%.*s\n", (int)strcspn(at, "\n"), at);
	if (!ret && !*at) {
		msg_error("%s: %s does not say its version", b->name,
			  b->source);
		ret = -EINVAL;
	}
	tool_free(&t);
	return ret;
}

static int keep_file(const char *from_dir, const char *from,
		     const struct cache_entry *e, const char *name)
{
	char old[PATH_MAX], new[PATH_MAX];
	const char * const argv[] = { "cp", old, new, NULL };
	struct tool t = { .argv = argv };
	int ret;

	ret = path_format(old, "%s/%s", from_dir, from);
	if (!ret)
		ret = path_format(new, "%s/%s", e->tmp, name);
	if (ret)
		return ret;
	ret = tool_check(&t, tool_run(&t), "%s: cannot be kept", old);
	tool_free(&t);
	return ret;
}

/* What a guest needs of what was built. */
static int keep_outputs(const struct build *b, const struct build_dir *w,
			const struct cache_entry *e)
{
	char version[128], path[PATH_MAX];
	int ret;

	ret = keep_file(w->obj, "vmlinux", e, "vmlinux");
	if (!ret)
		ret = keep_file(w->obj, ".config", e, "config");
	if (!ret)
		ret = keep_file(w->obj, "include/config/kernel.release", e,
				"release");
	if (!ret)
		ret = find_version(b, w, version, sizeof(version));
	if (!ret)
		ret = path_format(path, "%s/version", e->tmp);
	if (!ret)
		ret = file_write(path, version);
	if (ret || !b->mutants)
		return ret;
	ret = path_format(path, "%s/" MUTANTS, e->tmp);
	return ret ? ret : mutants_save(b->mutants, path);
}

static void prune(const struct build *b, const char *key)
{
	const char * const keys[] = { key, NULL };
	const char * const places[] = { b->place, NULL };

	cache_prune("builds", DAYS, keys);
	cache_prune("work", DAYS, places);
}

static int build(const struct build *b, const struct build_dir *w,
		 const struct fragments *f, const char *key, struct image *out)
{
	struct cache_entry e;
	int ret;

	ret = cache_begin("builds", key, &e);
	if (ret)
		return ret < 0 ? ret : fill_image(e.path, out);
	progress_phase(w->p, w->name, "configure");
	ret = build_configure(w, f);
	if (!ret)
		ret = build_vmlinux(w);
	if (!ret)
		ret = keep_outputs(b, w, &e);
	if (ret) {
		cache_abort(&e);
		return ret;
	}
	ret = cache_commit(&e);
	if (!ret)
		prune(b, key);
	return ret ? ret : fill_image(e.path, out);
}

/*
 * Host tools are remembered by their whole path. One that is made again makes all
 * objects be made again.
 */
static int rename_place(const struct build *b, const struct build_dir *w,
			const char *from)
{
	char expression[2 * PATH_MAX + 8];
	const char * const argv[] = {
		"find", w->obj, "-name", ".*.cmd", "-exec", "sed", "-i",
		expression, "{}", "+", NULL
	};
	struct tool t = { .argv = argv };
	int ret;

	snprintf(expression, sizeof(expression), "s|%s/src|%s|g", from, w->src);
	ret = tool_check(&t, tool_run(&t), "%s: %s cannot be changed", b->name,
			 w->obj);
	tool_free(&t);
	return ret;
}

/* With the times that they have, so that make finds nothing to do for them. */
static int copy_objects(const struct build *b, const struct build_dir *w)
{
	char place[PATH_MAX], from[PATH_MAX];
	const char * const argv[] = {
		"cp", "-a", "--reflink=auto", from, w->obj, NULL
	};
	struct tool t = { .argv = argv };
	int ret, lock;

	lock = cache_lock("work", b->base);
	if (lock < 0)
		return lock;
	ret = cache_path("work", b->base, place);
	if (!ret)
		ret = path_format(from, "%s/src/pincer-obj", place);
	if (!ret && path_is_dir(from)) {
		progress_phase(w->p, w->name, "copy the objects");
		ret = tool_check(&t, tool_run(&t), "%s: cannot be copied",
				 from);
		if (!ret)
			ret = rename_place(b, w, place);
	}
	cache_unlock(lock);
	/* A part of them would have no end. */
	if (ret)
		tree_remove(w->obj);
	tool_free(&t);
	return ret;
}

static int change_source(const struct build *b, const struct build_dir *w)
{
	int ret = build_install(b->name, w->src);

	if (!ret && b->mutants)
		ret = mutants_apply(w, b->source, b->fragments, b->mutants);
	return ret;
}

static int copy_source(const struct build *b, const struct build_dir *w,
		       char id[DIGEST_SIZE])
{
	const struct tree t = { b->source, w->dir, b->owned };
	int ret = 0;

	if (!path_is_dir(w->src)) {
		ret = cache_room(OBJECTS_ROOM + (b->owned ? SOURCE_ROOM : 0),
				 b->name);
		progress_phase(w->p, w->name, "copy the source");
	}
	if (!ret)
		ret = tree_sync(&t, id);
	if (!ret && b->mutants && !path_is_dir(w->obj))
		ret = copy_objects(b, w);
	if (!ret)
		ret = dirs_make(w->obj);
	return ret ? ret : change_source(b, w);
}

static int open_place(const struct build *b, struct build_dir *w)
{
	int ret;

	ret = cache_path("work", b->place, w->dir);
	if (!ret)
		ret = path_format(w->src, "%s/src", w->dir);
	/*
	 * Right below the source: then the makefiles and what they compile name
	 * it "..", wherever this is, and ccache knows it again elsewhere.
	 */
	if (!ret)
		ret = path_format(w->obj, "%s/src/pincer-obj", w->dir);
	if (!ret)
		ret = path_format(w->log, "%s/log", w->dir);
	if (ret)
		return ret;
	w->lock = cache_lock("work", b->place);
	if (w->lock < 0)
		return w->lock;
	ret = dirs_make(w->dir);
	/* It is used now, which cache_prune() is to know. */
	utimensat(AT_FDCWD, w->dir, NULL, 0);
	if (ret)
		cache_unlock(w->lock);
	return ret;
}

static int build_at_place(const struct build *b, const struct fragments *f,
			  struct image *out, const struct progress *p)
{
	struct build_dir w = { .name = b->name, .p = p };
	char id[DIGEST_SIZE], key[BUILD_KEY_MAX];
	int ret;

	ret = open_place(b, &w);
	if (ret)
		return ret;
	ret = copy_source(b, &w, id);
	if (!ret)
		ret = build_key(b->place, b->owned ? id : b->id, f,
				b->mutants, key);
	if (!ret)
		ret = build(b, &w, f, key, out);
	cache_unlock(w.lock);
	return ret;
}

static int restore_mutants(const struct build *b, const char *dir)
{
	char path[PATH_MAX];
	int ret = path_format(path, "%s/" MUTANTS, dir);

	return ret ? ret : mutants_restore(b->mutants, path);
}

/* Return: 1 when it was built before, 0 when not, or a negative errno. */
static int find_built(const struct build *b, const struct fragments *f,
		      struct image *out)
{
	char key[BUILD_KEY_MAX], dir[PATH_MAX];
	int ret;

	if (b->owned)
		return 0;
	ret = build_key(b->place, b->id, f, b->mutants, key);
	if (!ret)
		ret = cache_path("builds", key, dir);
	if (ret || !path_is_dir(dir))
		return ret;
	utimensat(AT_FDCWD, dir, NULL, 0);
	ret = fill_image(dir, out);
	if (!ret && b->mutants)
		ret = restore_mutants(b, dir);
	return ret ? ret : 1;
}

/* One that was built before, or, with @make, is built now. */
static int find_or_build(const struct build *b, struct image *out, bool make,
			 const struct progress *p)
{
	struct fragments *f = malloc(sizeof(*f));
	int ret;

	if (!f)
		return -ENOMEM;
	ret = find_fragments(b, f);
	if (!ret)
		ret = find_built(b, f, out);
	if (!ret && make)
		ret = build_at_place(b, f, out, p) ?: 1;
	free(f);
	return ret < 0 ? ret : ret ? 0 : -ENOENT;
}

int build_kernel(const struct build *b, struct image *out,
		 const struct progress *p)
{
	return find_or_build(b, out, true, p);
}

int build_known(const struct build *b, struct image *out)
{
	return find_or_build(b, out, false, NULL);
}
