// SPDX-License-Identifier: GPL-2.0
/* Run a kernel's makefiles, out of its tree. */
#include "build/build_make.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/msg.h"
#include "build/build_install.h"
#include "build/make_output.h"
#include "model/array_size.h"
#include "model/strings.h"

#define COMPILER "gcc"

/* How many objects a build has, before the first one was counted. */
#define OBJECTS_GUESS 1700

/*
 * What a person's environment, or a makefile that runs us, would change. The
 * rest makes the same source give the same objects, for ccache.
 */
#define ENV_CONFIG 0
static const char * const environment[] = {
	"KCONFIG_CONFIG=.config",
	"MAKEFLAGS=", "MFLAGS=", "MAKEOVERRIDES=", "MAKELEVEL=0",
	"KBUILD_OUTPUT=", "KBUILD_EXTMOD=", "CROSS_COMPILE=", "LLVM=",
	"KCFLAGS=", "KCPPFLAGS=", "KAFLAGS=",
	"LOCALVERSION=", "LC_ALL=C", "CCACHE_DEPEND=1",
	"KBUILD_BUILD_TIMESTAMP=Thu Jan  1 00:00:00 UTC 1970",
	"KBUILD_BUILD_USER=pincer", "KBUILD_BUILD_HOST=pincer",
	"KBUILD_BUILD_VERSION=1", NULL
};

static bool have_ccache(void)
{
	static const char * const argv[] = { "sh", "-c",
		"command -v ccache", NULL };
	struct tool t = { .argv = argv };
	int ret = tool_run(&t);

	tool_free(&t);
	return !ret;
}

/* make gets SIGTERM when this process dies. */
static int run_make(const struct build_dir *w, const char *target,
		    const char *config, int jobs, struct tool *t)
{
	char obj[PATH_MAX + 2], parallel[16], set[PATH_MAX + 16];
	const char *env[ARRAY_SIZE(environment)];
	const char * const argv[] = {
		"nice", "-n", "10", "setpriv", "--pdeathsig", "TERM",
		"make", "-C", w->src, obj, parallel, "ARCH=x86_64",
		have_ccache() ? "CC=ccache " COMPILER : "CC=" COMPILER,
		target, NULL
	};
	int ret, flags;

	snprintf(obj, sizeof(obj), "O=%s", w->obj);
	snprintf(parallel, sizeof(parallel), "-j%d", jobs);
	memcpy(env, environment, sizeof(environment));
	if (config) {
		snprintf(set, sizeof(set), "KCONFIG_CONFIG=%s", config);
		env[ENV_CONFIG] = set;
	}
	t->argv = argv;
	t->env = env;
	/*
	 * The lock goes to all that builds: if we are killed, it is held until
	 * the last of them is gone.
	 */
	flags = fcntl(w->lock, F_GETFD);
	fcntl(w->lock, F_SETFD, flags & ~FD_CLOEXEC);
	ret = tool_run(t);
	fcntl(w->lock, F_SETFD, flags);
	t->argv = NULL;
	t->env = NULL;
	return ret;
}

int build_make(const struct build_dir *w, const char *target,
	       const char *config, struct tool *t)
{
	struct make_output m = { .name = w->name, .strip = w->src };
	int ret;

	*t = (struct tool){ .out = NULL };
	ret = run_make(w, target, config, 1, t);
	if (ret <= 0)
		return ret;
	make_output_feed(&m, t->err ? t->err : "", t->err ? strlen(t->err) : 0);
	make_output_feed(&m, "\n", 1);
	msg_error("%s: make %s failed in %s: %s", w->name, target, w->src,
		  make_output_reason(&m));
	return -EINVAL;
}

/* kbuild keeps a .cmd file beside every object that it has made. */
static size_t count_objects(const struct build_dir *w)
{
	char *const roots[] = { (char *)w->obj, NULL };
	FTS *fts = fts_open(roots, FTS_PHYSICAL | FTS_NOSTAT | FTS_NOCHDIR,
			    NULL);
	size_t nr = 0;
	FTSENT *e;

	while (fts && (e = fts_read(fts)))
		nr += string_ends(e->fts_name, ".cmd");
	if (fts)
		fts_close(fts);
	return nr;
}

/* As many as the last build here had, else the last one anywhere. */
static size_t expected_objects(const struct build_dir *w)
{
	const char * const places[] = { strrchr(w->dir, '/') + 1, "any" };
	char path[PATH_MAX], *text;
	size_t nr = 0;

	for (int i = 0; i < 2 && !nr; i++) {
		if (cache_path("objects", places[i], path) ||
		    file_read(path, &text, NULL))
			continue;
		nr = strtoul(text, NULL, 10);
		free(text);
	}
	return nr ? nr : OBJECTS_GUESS;
}

static void remember_objects(const struct build_dir *w)
{
	const char * const places[] = { strrchr(w->dir, '/') + 1, "any" };
	char path[PATH_MAX], text[32];

	snprintf(text, sizeof(text), "%zu\n", count_objects(w));
	for (int i = 0; i < 2; i++)
		if (!cache_path("objects", places[i], path))
			file_write(path, text);
}

int build_vmlinux(const struct build_dir *w)
{
	time_t now = time(NULL);
	struct make_output m = {
		.name = w->name, .p = w->p, .strip = w->src,
		.before = count_objects(w), .expected = expected_objects(w),
		.begun = now, .reported = now,
	};
	struct tool t = { .on_output = make_output_feed, .ctx = &m };
	const char *blame;
	int ret;

	/* What is there may only have to be brought up to date. */
	if (m.before >= m.expected)
		m.expected = 0;
	if (m.expected)
		progress_phase(w->p, w->name, "build, about %zu objects",
			       m.expected - m.before);
	else
		progress_phase(w->p, w->name, "build what changed");
	m.log = fopen(w->log, "we");
	if (!m.log) {
		ret = -errno;
		msg_error("%s: cannot write: %s", w->log, strerror(-ret));
		return ret;
	}
	setlinebuf(m.log);
	ret = run_make(w, "vmlinux", NULL, sysconf(_SC_NPROCESSORS_ONLN), &t);
	fclose(m.log);
	tool_free(&t);
	if (ret > 0) {
		blame = build_install_blame(make_output_reason(&m));
		msg_error("%s: the build failed%s%s%s: %s; all of it: %s",
			  w->name, blame ? " in what " : "", blame ?: "",
			  blame ? " put there" : "", make_output_reason(&m), w->log);
		return -EINVAL;
	}
	if (!ret)
		remember_objects(w);
	return ret;
}

int build_compiler(char *buf, size_t size)
{
	static const char * const argv[] = { COMPILER, "--version", NULL };
	struct tool t = { .argv = argv };
	int ret = tool_run(&t);

	if (ret > 0) {
		msg_error(COMPILER " --version failed");
		ret = -EINVAL;
	}
	if (!ret)
		snprintf(buf, size, "%.*s",
			 (int)strcspn(t.out ? t.out : "", "\n"),
			 t.out ? t.out : "");
	tool_free(&t);
	return ret;
}
