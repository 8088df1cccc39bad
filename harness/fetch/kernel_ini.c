// SPDX-License-Identifier: GPL-2.0
/* One kernel's .ini file. */
#include "fetch/kernel_ini.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/ini_lines.h"
#include "base/msg.h"
#include "model/history.h"
#include "model/strings.h"

/* The keys of a file: their field, and for which origins they are known. */
#define TEXT(member) .offset = offsetof(struct kernel, member), \
		     .size = sizeof(((struct kernel *)0)->member)
#define OF(origin) (1U << ORIGIN_ ## origin)
#define DEBIAN	(OF(DEBIAN_IMAGE) | OF(DEBIAN_SOURCE))
#define TREE	OF(TREE)
#define URL	OF(URL)
#define IMAGE	OF(IMAGE)
#define SOURCE	(OF(DEBIAN_SOURCE) | TREE | URL)
#define ANY	(DEBIAN | SOURCE | IMAGE | OF(RUNNING))

enum key_id { KEY_ORIGIN, KEY_ORDER, KEY_DEFAULT, KEY_SUITE, KEY_PATH, KEY_URL,
	      KEY_SHA256, KEY_MODULES, KEY_CONFIG, KEY_VERSION, KEY_WITH,
	      KEY_WITHOUT, KEY_PROOF, NR_KEYS };

static const struct key {
	const char *name;
	unsigned int origins;	/* that know it */
	unsigned int needed;	/* that cannot do without */
	size_t offset;
	size_t size;		/* 0: no text */
} keys[] = {
	[KEY_ORIGIN]	= { "origin",	ANY,	ANY,	.size = 0 },
	[KEY_ORDER]	= { "order",	ANY,	0,	.size = 0 },
	[KEY_DEFAULT]	= { "default",	ANY,	0,	.size = 0 },
	[KEY_SUITE]	= { "suite",	DEBIAN,	DEBIAN,	TEXT(suite) },
	[KEY_PATH]	= { "path", IMAGE | TREE, IMAGE | TREE,	TEXT(path) },
	[KEY_URL]	= { "url",	URL,	URL,	TEXT(url) },
	[KEY_SHA256]	= { "sha256",	URL,	URL,	TEXT(sha256) },
	[KEY_MODULES]	= { "modules",	IMAGE,	0,	TEXT(modules) },
	[KEY_CONFIG]	= { "config", IMAGE | SOURCE, 0, TEXT(config) },
	[KEY_VERSION]	= { "version",	IMAGE,	0,	TEXT(version) },
	[KEY_WITH]	= { "with",	ANY,	0,	.size = 0 },
	[KEY_WITHOUT]	= { "without",	ANY,	0,	.size = 0 },
	[KEY_PROOF]	= { "proof",	ANY,	0,	.size = 0 },
};

/* One file being read. */
struct reader {
	const char *path;
	int line;
	int key_line[NR_KEYS];	/* where each key was, 0: not yet */
	int commit_line[C_COUNT];	/* and each commit, by with or without */
	struct kernel_ini *entry;
};

static int set_origin(struct reader *r, const char *value)
{
	char known[128] = "";
	int i;

	for (i = 0; i < NR_ORIGINS; i++) {
		string_append_item(known, sizeof(known), ", ", "%s",
				   origin_name(i));
		if (strcmp(value, origin_name(i)))
			continue;
		r->entry->k.origin = i;
		return 0;
	}
	msg_error("%s:%d: unknown origin \"%s\"; known origins: %s",
		  r->path, r->line, value, known);
	return -EINVAL;
}

static int set_order(struct reader *r, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (end == value || *end || n < 0 || n > 1000000) {
		msg_error("%s:%d: order = %s: give a whole number, smaller ones come first",
			  r->path, r->line, value);
		return -EINVAL;
	}
	r->entry->order = n;
	return 0;
}

static int set_default(struct reader *r, const char *value)
{
	if (strcmp(value, "yes") && strcmp(value, "no") &&
	    strcmp(value, "named")) {
		msg_error("%s:%d: default = %s: give yes, or no for a kernel that runs only when it or \"all\" is named, or named for one that \"all\" leaves out",
			  r->path, r->line, value);
		return -EINVAL;
	}
	r->entry->k.on_request = *value == 'n';
	r->entry->k.named_only = !strcmp(value, "named");
	return 0;
}

/* As sha256sum prints it. */
static int set_sha256(struct reader *r, const char *value)
{
	if (strlen(value) != 64 ||
	    strspn(value, "0123456789abcdef") != 64) {
		msg_error("%s:%d: sha256 = %s: give the 64 digits that sha256sum prints",
			  r->path, r->line, value);
		return -EINVAL;
	}
	memcpy(r->entry->k.sha256, value, 65);
	return 0;
}

static int set_text(struct reader *r, const struct key *key, const char *value)
{
	char *to = (char *)&r->entry->k + key->offset;

	if (strlen(value) >= key->size) {
		msg_error("%s:%d: %s = is longer than %zu characters",
			  r->path, r->line, key->name, key->size - 1);
		return -EINVAL;
	}
	memcpy(to, value, strlen(value) + 1);
	return 0;
}

/* One word of with= or without=. */
static int set_commit(struct reader *r, const char *word, enum key_id key)
{
	struct kernel *k = &r->entry->k;
	bool *set = key == KEY_WITH ? k->with : k->without;
	const bool *other = key == KEY_WITH ? k->without : k->with;
	const enum commit_id id = history_find(word);

	if (id == C_NONE) {
		msg_error("%s:%d: %s = %s: no commit of the history; `pincer contracts` lists them by what they changed",
			  r->path, r->line, keys[key].name, word);
		return -EINVAL;
	}
	if (other[id]) {
		msg_error("%s:%d: %s = %s: line %d says the opposite of this commit: remove one",
			  r->path, r->line, keys[key].name, word,
			  r->commit_line[id]);
		return -EINVAL;
	}
	r->commit_line[id] = r->line;
	set[id] = true;
	return 0;
}

static int set_commits(struct reader *r, const char *value, enum key_id key)
{
	char *words = strdup(value), *rest = words, *word;
	int ret = words ? 0 : -ENOMEM;

	while (!ret && (word = strsep(&rest, ", \t")))
		if (*word)
			ret = set_commit(r, word, key);
	free(words);
	return ret;
}

static bool may_repeat(enum key_id id)
{
	return id == KEY_WITH || id == KEY_WITHOUT || id == KEY_PROOF;
}

static int set_key(struct reader *r, enum key_id id, const char *value)
{
	if (r->key_line[id] && !may_repeat(id)) {
		msg_error("%s:%d: \"%s\" again, it is in line %d already: remove one",
			  r->path, r->line, keys[id].name, r->key_line[id]);
		return -EINVAL;
	}
	r->key_line[id] = r->line;
	if (!*value) {
		msg_error("%s:%d: %s = has no value: give one or remove the line",
			  r->path, r->line, keys[id].name);
		return -EINVAL;
	}
	switch (id) {
	case KEY_ORIGIN:
		return set_origin(r, value);
	case KEY_ORDER:
		return set_order(r, value);
	case KEY_DEFAULT:
		return set_default(r, value);
	case KEY_SHA256:
		return set_sha256(r, value);
	case KEY_WITH:
	case KEY_WITHOUT:
		return set_commits(r, value, id);
	case KEY_PROOF:
		return 0;	/* for people; check_keys() needs it there */
	default:
		return set_text(r, &keys[id], value);
	}
}

static int take_line(void *ctx, const struct ini_line *line)
{
	struct reader *r = ctx;
	char known[256] = "";

	r->line = line->number;
	for (size_t i = 0; i < NR_KEYS; i++) {
		string_append_item(known, sizeof(known), ", ", "%s",
				   keys[i].name);
		if (!strcmp(line->key, keys[i].name))
			return set_key(r, i, line->value);
	}
	msg_error("%s:%d: unknown key \"%s\"; known keys: %s",
		  r->path, r->line, line->key, known);
	return -EINVAL;
}

static int check_keys(const struct reader *r)
{
	const struct kernel *k = &r->entry->k;
	unsigned int origin = 1 << k->origin;

	if (!r->key_line[KEY_ORIGIN]) {
		msg_error("%s:1: no origin: add a line \"origin = debian-image\"",
			  r->path);
		return -EINVAL;
	}
	for (size_t i = 0; i < NR_KEYS; i++) {
		if (keys[i].needed & origin && !r->key_line[i]) {
			msg_error("%s:%d: origin %s needs \"%s = ...\": add it",
				  r->path, r->key_line[KEY_ORIGIN],
				  origin_name(k->origin), keys[i].name);
			return -EINVAL;
		}
		if (!(keys[i].origins & origin) && r->key_line[i]) {
			msg_error("%s:%d: \"%s\" means nothing for origin %s: remove it",
				  r->path, r->key_line[i], keys[i].name,
				  origin_name(k->origin));
			return -EINVAL;
		}
	}
	if (!r->key_line[KEY_PROOF] &&
	    (r->key_line[KEY_WITH] || r->key_line[KEY_WITHOUT])) {
		enum key_id id = r->key_line[KEY_WITH] ? KEY_WITH : KEY_WITHOUT;

		msg_error("%s:%d: \"%s\" without \"proof = ...\": name where one can look up that this kernel differs from its version",
			  r->path, r->key_line[id], keys[id].name);
		return -EINVAL;
	}
	return 0;
}

int kernel_ini_read(const char *path, struct kernel_ini *e)
{
	struct reader r = { .path = path, .entry = e };
	int ret = ini_lines_read(path, take_line, &r);

	return ret ? ret : check_keys(&r);
}
