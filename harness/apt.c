// SPDX-License-Identifier: GPL-2.0
/* The newest kernel of a Debian suite, through apt. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apt.h"
#include "apt_memory.h"
#include "apt_state.h"
#include "cache.h"
#include "files.h"
#include "msg.h"

#define META "linux-image-cloud-amd64"

#define DAY (24 * 60 * 60)
#define HOUR (60 * 60)

/* What one index takes, while apt works on it; measured with all of main. */
#define INDEX_ROOM (100 * 1000 * 1000)

/* The packages that one kernel is made of; the last three from 7.2 on. */
static const char * const parts[] = {
	"linux-image-", "linux-binary-", "linux-modules-", "linux-base-",
};

#define NR_PARTS (sizeof(parts) / sizeof(parts[0]))

long apt_kernel_size(const struct apt_kernel *k)
{
	long size = 0;

	for (int i = 0; i < k->nr; i++)
		size += k->package[i].size;
	return size;
}

static int failed(const struct apt_state *s, const struct tool *t,
		  const char *what, int ret)
{
	char why[256];

	if (ret < 0)
		return ret;	/* said */
	tool_complaint(t, why, sizeof(why));
	msg_error("%s: %s: %s", s->suite, what, why);
	return -EIO;
}

/* apt-cache writes the names of packages without indent, the rest with. */
static bool take_depends(const char *text, struct apt_kernel *k)
{
	static const char image[] = "linux-image-";
	size_t skip = sizeof(image) - 1, n;
	const char *line;

	/* The first image with a number: the one that the meta package needs */
	for (line = text; *line; line += n + (line[n] == '\n')) {
		n = strcspn(line, "\n");
		if (n > skip && !strncmp(line, image, skip) &&
		    isdigit((unsigned char)line[skip]))
			break;
	}
	if (!*line)
		return false;
	snprintf(k->release, sizeof(k->release), "%.*s", (int)(n - skip),
		 line + skip);

	for (line = text; *line; line += n + (line[n] == '\n')) {
		n = strcspn(line, "\n");
		for (size_t i = 0; i < NR_PARTS && k->nr < APT_PACKAGES_MAX;
		     i++) {
			char *name = k->package[k->nr].name;

			snprintf(name, sizeof(k->package[0].name), "%s%s",
				 parts[i], k->release);
			if (strlen(name) == n && !strncmp(name, line, n))
				k->nr++;
		}
	}
	return true;
}

static int find_packages(const struct apt_state *s, struct apt_kernel *k)
{
	static const char * const argv[] = {
		"apt-cache", "depends", "--recurse", "--important", META, NULL,
	};
	struct tool t = { .argv = argv };
	int ret;

	ret = apt_state_run(s, &t);
	if (ret) {
		ret = failed(s, &t, "no " META " in this suite", ret);
	} else if (!take_depends(t.out ? t.out : "", k)) {
		msg_error("%s: %s needs no kernel image that we know: its packages have changed",
			  s->suite, META);
		ret = -ENOENT;
	}
	tool_free(&t);
	return ret;
}

/* "'URI' linux-image-6.1.0-56-cloud-amd64_6.1.192-2_amd64.deb 267134 SHA256:" */
static bool take_uri(const char *line, struct apt_kernel *k)
{
	char file[256], hash[160], *version, *end;
	long size;

	if (sscanf(line, "'%*[^']' %255s %ld %159s", file, &size, hash) != 3)
		return false;
	version = strchr(file, '_');
	end = strrchr(file, '_');
	if (!version || end == version)
		return false;
	for (int i = 0; i < k->nr; i++) {
		struct apt_package *p = &k->package[i];
		size_t len = strlen(p->name);

		if (strncmp(file, p->name, len) || file + len != version)
			continue;
		snprintf(p->version, sizeof(p->version), "%.*s",
			 (int)(end - version - 1), version + 1);
		snprintf(p->file, sizeof(p->file), "%s", file);
		snprintf(p->hash, sizeof(p->hash), "%s", hash);
		p->size = size;
		return true;
	}
	return false;
}

/* An epoch's colon is written %3a in file names, and only that. */
static void decode_epoch(char *version)
{
	char *p = strstr(version, "%3a");

	if (!p)
		return;
	*p = ':';
	memmove(p + 1, p + 3, strlen(p + 3) + 1);
}

static int find_versions(const struct apt_state *s, struct apt_kernel *k)
{
	const char *argv[4 + APT_PACKAGES_MAX] = {
		"apt-get", "download", "--print-uris",
	};
	struct tool t = { .argv = argv };
	char *rest, *line;
	int ret, found = 0;

	for (int i = 0; i < k->nr; i++)
		argv[3 + i] = k->package[i].name;
	ret = apt_state_run(s, &t);
	if (ret) {
		ret = failed(s, &t, "apt does not know its kernel", ret);
		goto out;
	}
	rest = t.out;
	while ((line = strsep(&rest, "\n")))
		found += take_uri(line, k);
	if (found != k->nr) {
		msg_error("%s: apt knows only %d of the %d packages of %s",
			  s->suite, found, k->nr, k->release);
		ret = -ENOENT;
	}
	for (int i = 0; i < k->nr; i++)
		decode_epoch(k->package[i].version);
	snprintf(k->version, sizeof(k->version), "%s", k->package[0].version);
out:
	tool_free(&t);
	return ret;
}

/* Return: as apt_state_update(). */
static int ask_mirror(const struct apt_state *s, struct apt_memory *m,
		      char *why, size_t size)
{
	int ret;

	ret = cache_room(INDEX_ROOM, "an index of packages");
	if (!ret)
		ret = apt_state_update(s, why, size);
	if (ret)
		return ret;
	memset(m, 0, sizeof(*m));
	snprintf(m->k.suite, sizeof(m->k.suite), "%s", s->suite);
	ret = find_packages(s, &m->k);
	if (!ret)
		ret = find_versions(s, &m->k);
	apt_state_tidy(s);
	m->asked = time(NULL);
	m->again = m->asked + DAY;
	return ret;
}

/* The mirror did not answer: what it said last time has to do for a while. */
static int use_old(const struct apt_state *s, struct apt_memory *m,
		   const char *why)
{
	char date[32];
	struct tm tm;

	if (!m->k.nr) {
		msg_error("%s: cannot fetch its index: %s: check the network and this machine's apt sources",
			  s->suite, why);
		return -ENETUNREACH;
	}
	strftime(date, sizeof(date), "%Y-%m-%d", localtime_r(&m->asked, &tm));
	msg_note("%s: cannot fetch a newer index (%s): using the one of %s",
		 s->suite, why, date);
	m->again = time(NULL) + HOUR;
	return 0;
}

static bool is_fresh(const struct apt_memory *m)
{
	time_t now = time(NULL);

	/* A clock that was set back must not make an index last for years. */
	return m->k.nr && now >= m->asked && now < m->again;
}

static int resolve_locked(const struct apt_state *s, enum apt_ask ask,
			  const char *name, const struct progress *p,
			  struct apt_kernel *k)
{
	char path[PATH_MAX], why[256] = "";
	struct apt_memory m;
	int ret;

	ret = path_format(path, "%s/kernel.json", s->dir);
	if (ret)
		return ret;
	/* Read even if we are to ask: it may have to do. */
	ret = apt_memory_load(path, &m);
	if (ask == APT_ASK_NEVER || (ask == APT_ASK_DAILY && is_fresh(&m))) {
		*k = m.k;
		return ret;
	}
	progress_say(p, name, "index");
	ret = ask_mirror(s, &m, why, sizeof(why));
	if (ret > 0)
		ret = use_old(s, &m, why);
	if (ret)
		return ret;
	*k = m.k;
	k->asked_now = true;
	return apt_memory_save(path, &m);
}

int apt_resolve(const char *suite, enum apt_ask ask, const char *name,
		const struct progress *p, struct apt_kernel *k)
{
	const char *refresh = getenv("PINCER_REFRESH");
	struct apt_state s = { 0 };
	int lock, ret;

	memset(k, 0, sizeof(*k));
	if (ask == APT_ASK_DAILY && refresh && *refresh && *refresh != '0')
		ask = APT_ASK_NOW;
	ret = apt_state_open(suite, &s);
	if (ret)
		return ret;
	lock = cache_lock("apt", suite);
	if (lock < 0)
		return lock;
	ret = resolve_locked(&s, ask, name, p, k);
	cache_unlock(lock);
	return ret;
}

int apt_download(const struct apt_kernel *k, const char *dir)
{
	char exact[APT_PACKAGES_MAX][sizeof(k->package[0].name) +
				     sizeof(k->package[0].version) + 1];
	const char *argv[4 + APT_PACKAGES_MAX] = {
		"apt-get", "download", "-qq",
	};
	struct tool t = { .argv = argv, .dir = dir };
	struct apt_state s = { 0 };
	int ret;

	ret = apt_state_open(k->suite, &s);
	if (ret)
		return ret;
	for (int i = 0; i < k->nr; i++) {
		snprintf(exact[i], sizeof(exact[i]), "%s=%s",
			 k->package[i].name, k->package[i].version);
		argv[3 + i] = exact[i];
	}
	ret = apt_state_run(&s, &t);
	if (ret)
		ret = failed(&s, &t, "its packages could not be fetched and verified",
			     ret);
	apt_state_tidy(&s);
	tool_free(&t);
	return ret;
}
