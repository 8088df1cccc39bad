// SPDX-License-Identifier: GPL-2.0
/* The newest packages of a Debian suite, through apt. */
#include "fetch/apt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/msg.h"
#include "fetch/apt_memory.h"
#include "fetch/apt_query.h"
#include "fetch/apt_state.h"

#define DAY (24 * 60 * 60)
#define HOUR (60 * 60)

/* What one index takes, while apt works on it; measured with all of main. */
#define INDEX_ROOM (100 * 1000 * 1000)

static int memory_path(const struct apt_state *s, enum apt_kind kind,
		       char path[PATH_MAX])
{
	static const char * const names[] = {
		[APT_IMAGE] = "kernel", [APT_SOURCE] = "source",
	};

	return path_format(path, "%s/%s.json", s->dir, names[kind]);
}

/* Return: as apt_state_update(). */
static int ask_mirror(const struct apt_state *s, enum apt_kind kind,
		      struct apt_memory *m, char *why, size_t size)
{
	int ret;

	ret = cache_room(INDEX_ROOM, "an index of packages");
	if (!ret)
		ret = apt_state_update(s, why, size);
	if (ret)
		return ret;
	ret = apt_query(s, kind, &m->set);
	apt_state_tidy(s);
	m->asked = time(NULL);
	m->again = m->asked + DAY;
	return ret;
}

/* The mirror did not answer: use its last answer for an hour. */
static int use_old(const struct apt_state *s, struct apt_memory *m,
		   const char *why)
{
	char date[32];
	struct tm tm;

	if (!m->set.nr) {
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
	return m->set.nr && now >= m->asked && now < m->again;
}

static int resolve_locked(const struct apt_state *s, enum apt_kind kind,
			  enum apt_ask ask, const char *name,
			  const struct progress *p, struct apt_set *set)
{
	char path[PATH_MAX], why[256] = "";
	struct apt_memory m;
	int ret;

	ret = memory_path(s, kind, path);
	if (ret)
		return ret;
	/* Read in any case: the mirror may not answer. */
	ret = apt_memory_load(path, &m);
	if (ask == APT_ASK_DAILY && is_fresh(&m)) {
		*set = m.set;
		return ret;
	}
	progress_phase(p, name, "index");
	ret = ask_mirror(s, kind, &m, why, sizeof(why));
	if (ret > 0)
		ret = use_old(s, &m, why);
	if (ret)
		return ret;
	*set = m.set;
	set->asked_now = true;
	return apt_memory_save(path, &m);
}

int apt_resolve(enum apt_kind kind, const char *suite, enum apt_ask ask,
		const char *name, const struct progress *p,
		struct apt_set *set)
{
	const char *refresh = getenv("PINCER_REFRESH");
	struct apt_state s = { 0 };
	int lock, ret;

	memset(set, 0, sizeof(*set));
	if (ask == APT_ASK_DAILY && refresh && *refresh && *refresh != '0')
		ask = APT_ASK_NOW;
	ret = apt_state_open(suite, &s);
	if (ret)
		return ret;
	lock = cache_lock("apt", suite);
	if (lock < 0)
		return lock;
	ret = resolve_locked(&s, kind, ask, name, p, set);
	cache_unlock(lock);
	return ret;
}

int apt_remembered(enum apt_kind kind, const char *suite, struct apt_set *set)
{
	struct apt_memory m = { 0 };
	struct apt_state s = { 0 };
	char path[PATH_MAX];
	int ret;

	ret = apt_state_open(suite, &s);
	if (!ret)
		ret = memory_path(&s, kind, path);
	/* It is renamed into place, so it can be read without the lock. */
	if (!ret)
		ret = apt_memory_load(path, &m);
	*set = m.set;
	return ret;
}

int apt_download(const struct apt_set *set, const char *dir)
{
	char exact[APT_PACKAGES_MAX][sizeof(set->package[0].name) +
				     sizeof(set->package[0].version) + 1];
	const char *argv[4 + APT_PACKAGES_MAX] = {
		"apt-get", "download", "-qq",
	};
	struct tool t = { .argv = argv, .dir = dir };
	struct apt_state s = { 0 };
	int ret;

	ret = apt_state_open(set->suite, &s);
	if (ret)
		return ret;
	for (int i = 0; i < set->nr; i++) {
		snprintf(exact[i], sizeof(exact[i]), "%s=%s",
			 set->package[i].name, set->package[i].version);
		argv[3 + i] = exact[i];
	}
	ret = apt_state_run(&s, &t);
	if (ret)
		ret = apt_state_failed(&s, &t,
				       "its packages could not be fetched and verified",
				       ret);
	apt_state_tidy(&s);
	tool_free(&t);
	return ret;
}
