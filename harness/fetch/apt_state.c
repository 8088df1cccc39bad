// SPDX-License-Identifier: GPL-2.0
/* A private apt for one suite. */
#include "fetch/apt_state.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/msg.h"
#include "fetch/apt_mirror.h"
#include "model/array_size.h"

#define KEYRING "/usr/share/keyrings/debian-archive-keyring.gpg"

/*
 * The machine's settings about reaching mirrors are used, and no others: not its
 * hooks, nor its extra indexes.
 */
static const char * const machine_settings[] = {
	"apt-config", "dump",
	"Acquire::http", "Acquire::https", "Acquire::ftp", "Acquire::Retries",
	"Acquire::ForceIPv4", "Acquire::ForceIPv6", "Acquire::Check-Date",
	NULL,
};

/* One %s in each: the state's directory. */
static const char settings[] =
	"Dir::State \"%1$s/state\";\n"
	"Dir::State::status \"%1$s/state/status\";\n"
	"Dir::Cache \"%1$s/cache\";\n"
	"Dir::Etc \"%1$s/etc\";\n"
	"Dir::Etc::sourcelist \"%1$s/etc/sources.list\";\n"
	"Dir::Etc::sourceparts \"/dev/null\";\n"
	"Dir::Etc::netrc \"/etc/apt/auth.conf\";\n"
	"Dir::Etc::netrcparts \"/etc/apt/auth.conf.d\";\n"
	/* The guests are x86 whatever the machine is. */
	"APT::Architecture \"amd64\";\n"
	"APT::Architectures { \"amd64\"; };\n"
	"Acquire::Languages { \"none\"; };\n"
	/* Indexes stay compressed: a sixth of the space. */
	"Acquire::GzipIndexes \"true\";\n"
	"Acquire::PDiffs \"false\";\n"
	/* A part that could not be fetched is a failure, not a warning. */
	"APT::Update::Error-Mode \"any\";\n"
	"%2$s";

static const char * const dirs[] = {
	"state/lists/partial", "cache/archives/partial", "etc/apt.conf.d",
	"etc/preferences.d", "etc/trusted.gpg.d",
};

int apt_state_open(const char *suite, struct apt_state *s)
{
	int ret;

	snprintf(s->suite, sizeof(s->suite), "%s", suite);
	ret = cache_path("apt", suite, s->dir);
	if (ret)
		return ret;
	if (strchr(s->dir, '"') || strchr(s->dir, ' ')) {
		msg_error("%s: apt takes no directory with a blank or a quote in it: set XDG_CACHE_HOME to another",
			  s->dir);
		return -EINVAL;
	}
	return 0;
}

int apt_state_run(const struct apt_state *s, struct tool *t)
{
	char config[PATH_MAX + 32];
	const char * const env[] = { config, "LC_ALL=C", NULL };

	snprintf(config, sizeof(config), "APT_CONFIG=%s/apt.conf", s->dir);
	t->env = env;
	return tool_run(t);
}

int apt_state_failed(const struct apt_state *s, const struct tool *t,
		     const char *what, int ret)
{
	return tool_check(t, ret, "%s: %s", s->suite, what);
}

void apt_state_tidy(const struct apt_state *s)
{
	static const char * const names[] = { "pkgcache", "srcpkgcache" };
	char path[PATH_MAX];

	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!path_format(path, "%s/cache/%s.bin", s->dir, names[i]))
			unlink(path);
}

static int write_state_file(const struct apt_state *s, const char *name,
			    const char *text)
{
	char path[PATH_MAX];
	int ret;

	ret = path_format(path, "%s/%s", s->dir, name);
	return ret ? ret : file_write(path, text);
}

static int write_settings(const struct apt_state *s)
{
	struct tool machine = { .argv = machine_settings };
	char *own, *all;
	int ret;

	ret = tool_run(&machine);
	if (ret < 0)
		return ret;
	/* Only root can become _apt, which may not read the cache. */
	if (asprintf(&own, settings, s->dir, geteuid() ? "" :
		     "APT::Sandbox::User \"root\";\n") < 0) {
		ret = -ENOMEM;
		goto free_machine;
	}
	if (asprintf(&all, "%s%s", machine.out ? machine.out : "", own) < 0) {
		ret = -ENOMEM;
		goto free_own;
	}
	ret = write_state_file(s, "apt.conf", all);
	free(all);
free_own:
	free(own);
free_machine:
	tool_free(&machine);
	return ret;
}

static int make_dirs(const struct apt_state *s)
{
	char path[PATH_MAX];
	int ret = 0;

	for (size_t i = 0; i < ARRAY_SIZE(dirs) && !ret; i++) {
		ret = path_format(path, "%s/%s", s->dir, dirs[i]);
		if (!ret)
			ret = dirs_make(path);
	}
	/* No package is installed in here. */
	return ret ? ret : write_state_file(s, "state/status", "");
}

static int write_sources(const struct apt_state *s, const char *archive,
			 const char *security)
{
	static const char line[] = "deb [signed-by=" KEYRING "] ";
	char *text;
	int ret;

	if (security)
		ret = asprintf(&text, "%s%s %s main\n%s%s %s-security main\n",
			       line, archive, s->suite,
			       line, security, s->suite);
	else
		ret = asprintf(&text, "%s%s %s main\n", line, archive,
			       s->suite);
	if (ret < 0)
		return -ENOMEM;
	ret = write_state_file(s, "etc/sources.list", text);
	free(text);
	return ret;
}

/* apt's errors about an index with a good signature and a bad date. */
static const struct bad_date {
	const char *text;
	const char *note;
} bad_dates[] = {
	{ "is expired",
	  "the mirror's index has expired, so its kernel may not be the newest" },
	{ "is not valid yet",
	  "the mirror's index is from the future by this machine's clock" },
};

static const struct bad_date *find_bad_date(const char *output)
{
	for (size_t i = 0; i < ARRAY_SIZE(bad_dates); i++)
		if (output && strstr(output, bad_dates[i].text))
			return &bad_dates[i];
	return NULL;
}

/* Return: 0, 1 with @why when apt failed, or a negative errno, reported. */
static int try_update(const struct apt_state *s, char *why, size_t size)
{
	static const char * const strict[] = {
		"apt-get", "update", "-qq",
		"-o", "Acquire::Check-Date=true",
		"-o", "Acquire::Check-Valid-Until=true", NULL,
	};
	/* Accept the index of a stale mirror; a wrong clock stays an error. */
	static const char * const lenient[] = {
		"apt-get", "update", "-qq",
		"-o", "Acquire::Check-Valid-Until=false", NULL,
	};
	const struct bad_date *bad = NULL;
	struct tool t = { .argv = strict };
	int ret;

	ret = apt_state_run(s, &t);
	if (ret > 0)
		bad = find_bad_date(t.err);
	if (bad) {
		tool_free(&t);
		t.argv = lenient;
		ret = apt_state_run(s, &t);
	}
	if (ret > 0)
		tool_error_line(&t, why, size);
	else if (!ret && bad)
		msg_note("%s: %s", s->suite, bad->note);
	tool_free(&t);
	return ret < 0 ? ret : !!ret;
}

static int try_mirrors(const struct apt_state *s, const struct mirrors *m,
		       char *why, size_t size)
{
	char later[256] = "";
	bool first = true;
	int ret = 1;

	for (int i = 0; i < m->nr_archive; i++) {
		/* Without a security archive, once with none. */
		for (int j = 0; j < m->nr_security || !j; j++) {
			ret = write_sources(s, m->archive[i],
					    m->nr_security ? m->security[j] :
					    NULL);
			if (!ret)
				ret = try_update(s, first ? why : later,
						 first ? size : sizeof(later));
			if (ret <= 0)
				return ret;
			first = false;
		}
	}
	return ret;
}

int apt_state_update(const struct apt_state *s, char *why, size_t size)
{
	struct mirrors m;
	int ret;

	if (access(KEYRING, R_OK)) {
		msg_error("%s: cannot read it: install debian-archive-keyring",
			  KEYRING);
		return -ENOENT;
	}
	ret = mirrors_find(s->suite, &m);
	if (!ret)
		ret = make_dirs(s);
	if (!ret)
		ret = write_settings(s);
	if (!ret)
		ret = try_mirrors(s, &m, why, size);
	return ret;
}
