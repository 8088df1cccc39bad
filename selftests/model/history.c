// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/history.h"

const struct commit history_commits[C_COUNT] = {
#define COMMIT(symbol_, id_, title_, mainline_, stable_, kind_, needs_, fix_) \
	[C_##symbol_] = {						\
		.symbol = #symbol_, .id = id_, .title = title_,		\
		.mainline = mainline_, .stable = stable_, .kind = kind_, \
		.needs = needs_, .fixed_by = fix_,			\
	},
#include "model/history_commits.h"
#undef COMMIT
};

/* No candidate: a release sorts after each of its own candidates. */
#define NOT_A_CANDIDATE 1000

/** struct version - MAJOR.MINOR.POINT, or MAJOR.MINOR-rcN */
struct version {
	int major, minor, point, rc;
};

/* Debian writes 7.3~rc7 for what upstream calls 7.3-rc7. */
static int version_parse(const char *text, struct version *v, const char **end)
{
	int used = 0, more = 0;

	memset(v, 0, sizeof(*v));
	v->rc = NOT_A_CANDIDATE;
	if (sscanf(text, "%d.%d%n", &v->major, &v->minor, &used) != 2)
		return -EINVAL;
	text += used;
	if (sscanf(text, ".%d%n", &v->point, &more) == 1)
		text += more;
	if ((*text == '-' || *text == '~') &&
	    sscanf(text + 1, "rc%d%n", &v->rc, &more) == 1)
		text += 1 + more;
	if (end)
		*end = text;
	return 0;
}

/* Whether a kernel of version v was made from mainline at tag or later. */
static bool after_mainline(const struct version *v, const char *tag)
{
	struct version t;

	if (version_parse(tag, &t, NULL))
		return false;
	if (v->major != t.major)
		return v->major > t.major;
	if (v->minor != t.minor)
		return v->minor > t.minor;
	/* "6.5" alone says that it came before the first candidate's end. */
	return t.rc == NOT_A_CANDIDATE || v->rc >= t.rc;
}

static bool after_stable(const struct version *v, const char *list)
{
	struct version s;

	while (*(list += strspn(list, " "))) {
		if (version_parse(list, &s, &list))
			return false;
		if (v->major == s.major && v->minor == s.minor &&
		    v->rc == NOT_A_CANDIDATE && v->point >= s.point)
			return true;
	}
	return false;
}

int history_from_version(struct history *h, const char *version)
{
	struct version v;
	enum commit_id id;

	memset(h, 0, sizeof(*h));
	if (version_parse(version, &v, NULL))
		return -EINVAL;
	for (id = C_NONE + 1; id < C_COUNT; id++) {
		const struct commit *c = &history_commits[id];

		h->has[id] = after_mainline(&v, c->mainline) ||
			     after_stable(&v, c->stable);
	}
	for (id = C_NONE + 1; id < C_COUNT; id++)
		if (history_commits[id].fixed_by &&
		    h->has[history_commits[id].fixed_by])
			h->has[id] = false;
	return 0;
}

void history_version(const char *release, const char *version, char *buf,
		     size_t size)
{
	const char *word = strstr(version, "Debian ");

	word = word ? word + strlen("Debian ") : release;
	snprintf(buf, size, "%.*s", (int)strcspn(word, " "), word);
}

enum commit_id history_find(const char *name)
{
	enum commit_id id;

	for (id = C_NONE + 1; id < C_COUNT; id++)
		if (!strcmp(history_commits[id].id, name) ||
		    !strcasecmp(history_commits[id].symbol, name))
			return id;
	if (strlen(name) != HISTORY_SHORT_ID)
		return C_NONE;
	for (id = C_NONE + 1; id < C_COUNT; id++)
		if (!strncmp(history_commits[id].id, name, HISTORY_SHORT_ID))
			return id;
	return C_NONE;
}

const char *history_error(int error)
{
	return error == -EEXIST ? "is there with the other sign as well" :
				  "is no commit of the history";
}

int history_apply(struct history *h, const char *list, const char **bad)
{
	char sign[C_COUNT] = { 0 };

	while (*(list += strspn(list, ", "))) {
		size_t len = strcspn(list, ", ");
		enum commit_id id = C_NONE;
		char name[64];

		if (len > 1 && len < sizeof(name) && strchr("+-", *list)) {
			snprintf(name, sizeof(name), "%.*s", (int)len - 1,
				 list + 1);
			id = history_find(name);
		}
		if (id == C_NONE) {
			*bad = list;
			return -EINVAL;
		}
		if (sign[id] && sign[id] != *list) {
			*bad = list;
			return -EEXIST;
		}
		sign[id] = *list;
		h->has[id] = *list == '+';
		list += len;
	}
	return 0;
}

void history_format(const struct history *h, char *buf, size_t size)
{
	enum commit_id id;
	size_t used = 0;

	buf[0] = '\0';
	for (id = C_NONE + 1; id < C_COUNT && used < size; id++)
		used += snprintf(buf + used, size - used, "%s%c%s",
				 used ? "," : "", h->has[id] ? '+' : '-',
				 history_commits[id].id);
}

void history_perfect(const struct history *h, struct history *perfect)
{
	enum commit_id id;

	*perfect = *h;
	for (id = C_NONE + 1; id < C_COUNT; id++) {
		const struct commit *c = &history_commits[id];

		if (c->kind == KIND_BUG)
			perfect->has[id] = false;
		else if (c->kind == KIND_FIX &&
			 (!c->needs || perfect->has[c->needs]))
			perfect->has[id] = true;
	}
}

bool history_toggle(const struct history *h, enum commit_id id,
		    struct history *toggled)
{
	*toggled = *h;
	toggled->has[id] = !h->has[id];
	return history_may_toggle(h, id);
}

bool history_may_toggle(const struct history *h, enum commit_id id)
{
	enum commit_id needs = history_commits[id].needs;
	enum commit_id other;

	if (!h->has[id])
		return !needs || h->has[needs];
	for (other = C_NONE + 1; other < C_COUNT; other++)
		if (history_commits[other].needs == id && h->has[other])
			return false;
	return true;
}
