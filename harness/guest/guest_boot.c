// SPDX-License-Identifier: GPL-2.0
/* Starts a guest, or the test program on this machine, for what is left. */
#include "guest/guest_boot.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/files.h"
#include "base/msg.h"
#include "guest/fault.h"
#include "guest/guest_hangs.h"
#include "guest/guest_upstream.h"
#include "guest/qemu_args.h"
#include "image/bundle.h"
#include "image/initramfs.h"
#include "model/history.h"
#include "model/strings.h"

extern char **environ;

static bool is_left(const struct guest *g, size_t i)
{
	return g->cases[i].state == CASE_PENDING &&
	       !upstream_is(g->job->ids[i]);
}

/*
 * Of some ids, those without a result, one a line, without a prefix. What may
 * hang comes last: the rest is known by then.
 */
static char *ids_left(const struct guest *g, size_t first, size_t end,
		      const char *prefix)
{
	const struct hangs suspects = guest_suspects(g);
	char *text = NULL;
	size_t size, i;
	int late;
	FILE *f;

	f = open_memstream(&text, &size);
	for (late = 0; f && late < 2; late++) {
		for (i = first; i < end; i++) {
			const char *id = g->job->ids[i];

			if (is_left(g, i) &&
			    !!hangs_blame(&suspects, id).culprit == late)
				fprintf(f, "%s\n", id + strlen(prefix));
		}
	}
	if (!f || fclose(f)) {
		msg_error("out of memory");
		return NULL;
	}
	return text;
}

/* struct words - "NAME=VALUE" for a kernel command line or an environment */
struct words {
	char *word[16];
	int nr;
};

static int add_word(struct words *w, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static int add_word(struct words *w, const char *fmt, ...)
{
	va_list ap;
	int ret;

	va_start(ap, fmt);
	ret = vasprintf(&w->word[w->nr], fmt, ap);
	va_end(ap);
	if (ret < 0) {
		msg_error("out of memory");
		return -ENOMEM;
	}
	w->nr++;
	return 0;
}

/* Handed on to the test program from our own environment. */
static const char *const passed_on[] = {
	"PINCER_ROUNDS", "PINCER_RANDOM_SEED", NULL
};

/* With short ids: a kernel command line has 2047 characters. */
static int add_history(struct words *w, const char *history)
{
	char *text = strdup(history), *to = text;
	size_t len, keep;
	int ret;

	for (; text && *history; history += len) {
		len = strcspn(history, ",");
		keep = len;
		if (strspn(history + 1, "0123456789abcdef") + 1 == len &&
		    len > HISTORY_SHORT_ID + 1)
			keep = HISTORY_SHORT_ID + 1;
		memcpy(to, history, keep);
		to += keep;
		if (history[len])
			*to++ = history[len++];
	}
	if (text)
		*to = '\0';
	ret = add_word(w, "PINCER_HISTORY=%s", text ?: history);
	free(text);
	return ret;
}

/* The settings of init and of the test program. */
static int add_words(const struct guest *g, struct words *w)
{
	const struct guest_job *job = g->job;
	const char *const *name;
	int ret = 0;

	for (name = passed_on; *name && !ret; name++) {
		if (job->image && getenv(*name))
			ret = add_word(w, "%s=%s", *name, getenv(*name));
	}
	if (!ret && job->history[0])
		ret = add_history(w, job->history);
	if (!ret && job->seed)
		ret = add_word(w, "PINCER_SEED=%llu", job->seed);
	if (!ret && job->mutant)
		ret = add_word(w, "%s=%s", guest_boot_suite(g) < job->nr ?
			       "pincer_mutants.on" : "PINCER_MUTANT",
			       job->mutant);
	/* Only what is below this level is shown: warnings have 4. */
	if (!ret && job->loud)
		ret = add_word(w, "loglevel=5");
	if (!ret && job->bare)
		ret = add_word(w, "PINCER_BARE=1");
	/* One of the kernel's own suites runs during this boot, not none. */
	if (!ret && guest_boot_suite(g) < job->nr)
		ret = add_word(w, "kunit.filter_glob=%s",
			       bundle_find(job->bundle,
					   job->ids[guest_boot_suite(g)])->program);
	/* All suites of the module run; by default kunit.filter_glob names none. */
	if (!ret && job->kunit_module)
		ret = add_word(w, "kunit.filter_glob=pincer_*");
	/* printk's buffer must hold all that a suite prints. */
	if (!ret && job->nr_suites)
		ret = add_word(w, "log_buf_len=2M");
	if (!ret && job->image && fault_for(g))
		ret = add_word(w, "PINCER_FAULT=%s", fault_for(g));
	return ret;
}

static void words_free(struct words *w)
{
	while (w->nr)
		free(w->word[--w->nr]);
}

static int write_initramfs(const struct guest *g, const char *path,
			   const char *ids, const char *suites)
{
	char *upstream = guest_upstream_text(g), *hung = guest_hung_text(g);
	const bool any = upstream && *upstream;
	const struct initramfs_text texts[] = {
		{ "ids", ids }, { "hung", hung }, { "suites", suites },
		{ any ? "bundle" : NULL, upstream }, { NULL, NULL }
	};
	const struct initramfs_plan plan = {
		.image = g->job->image, .init = g->job->init,
		.test = g->job->test, .texts = texts,
		.kunit_module = g->job->kunit_module,
		.more = any ? g->job->deps : NULL,
	};
	int ret;

	ret = upstream && hung ? initramfs_write(path, &plan) : -ENOMEM;
	free(upstream);
	free(hung);
	return ret;
}

static int boot_machine(struct guest *g, const char *ids,
			const struct words *w)
{
	char *suites = ids_left(g, 0, g->job->nr_suites, SUITE_PREFIX);
	char initrd[PATH_MAX], append[QEMU_CMDLINE_MAX] = "";
	const struct vm_spec spec = {
		.kernel = g->job->boot, .initrd = initrd, .append = append,
		.accel = g->accel, .cx16 = g->job->cx16,
		.dir = g->job->dir,
	};
	int i, ret;

	ret = suites ? path_format(initrd, "%s/initramfs", g->job->dir) :
		       -ENOMEM;
	if (!ret)
		ret = write_initramfs(g, initrd, ids, suites);
	free(suites);
	if (ret)
		return ret;
	for (i = 0; i < w->nr; i++)
		string_append_item(append, sizeof(append), " ", "%s",
				   w->word[i]);
	/* vm_start() reports a command line that is too long. */
	return vm_start(&g->vm, &spec);
}

/* Our own environment, with @w instead of what it has of them. */
static char **make_env(const struct words *w)
{
	size_t nr = 0, at = 0, i;
	char **env;
	int k;

	while (environ[nr])
		nr++;
	env = calloc(nr + w->nr + 1, sizeof(*env));
	if (!env) {
		msg_error("out of memory");
		return NULL;
	}
	for (k = 0; k < w->nr; k++)
		env[at++] = w->word[k];
	for (i = 0; i < nr; i++) {
		if (strncmp(environ[i], "PINCER_HISTORY=", 15) &&
		    strncmp(environ[i], "PINCER_SEED=", 12))
			env[at++] = environ[i];
	}
	return env;
}

static int run_program(struct guest *g, const char *ids,
		       const struct words *w)
{
	char list[PATH_MAX], test[PATH_MAX];
	char *const argv[] = {
		"setpriv", "--pdeathsig", "KILL", test, "--ids", list, NULL
	};
	struct vm_spec spec = { .dir = g->job->dir, .program = argv };
	char **env;
	int ret;

	ret = path_format(list, "%s/ids", g->job->dir);
	if (!ret)
		ret = path_format(test, "%s", g->job->test);
	if (!ret)
		ret = file_write(list, ids);
	if (ret)
		return ret;
	env = make_env(w);
	if (!env)
		return -ENOMEM;
	spec.env = env;
	ret = vm_start(&g->vm, &spec);
	free(env);
	return ret;
}

int guest_boot(struct guest *g)
{
	struct words w = { .nr = 0 };
	char *ids = ids_left(g, g->job->nr_suites, g->job->nr, "");
	int ret;

	if (!ids)
		return -ENOMEM;
	ret = add_words(g, &w);
	if (!ret)
		ret = g->job->image ? boot_machine(g, ids, &w) :
				      run_program(g, ids, &w);
	words_free(&w);
	free(ids);
	return ret;
}
