// SPDX-License-Identifier: GPL-2.0
/* From a URL to a kernel's source tree. */
#include "fetch/url.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/digest.h"
#include "base/files.h"
#include "base/msg.h"
#include "base/tool.h"
#include "fetch/source.h"
#include "fetch/source_unpack.h"

/* A packed source and what is in it. */
#define ROOM (1800ULL * 1000 * 1000)

/* Local files are read where they are; curl knows every other scheme. */
static int fetch_file(const char *url, const char *name,
		      const struct progress *p, char path[PATH_MAX])
{
	const char * const argv[] = {
		"curl", "-fsSL", "--retry", "2", "--connect-timeout", "30",
		/* Give up on a server that sends nothing for a minute. */
		"--speed-time", "60", "-o", path, "--", url, NULL
	};
	struct tool t = { .argv = argv };
	int ret;

	if (!strncmp(url, "file://", 7))
		return path_format(path, "%s", url + 7);
	progress_phase(p, name, "download");
	ret = tool_check(&t, tool_run(&t), "%s: cannot fetch %s", name, url);
	tool_free(&t);
	return ret;
}

static int verify(const char *path, const char *url, const char *sha256)
{
	char digest[DIGEST_SIZE];
	int ret;

	ret = digest_file(path, digest);
	if (ret || !strcmp(digest, sha256))
		return ret;
	msg_error("%s: its sha256 is %s, not %s: it is another file than was meant, or was damaged",
		  url, digest, sha256);
	return -EBADMSG;
}

static int make_tree(const char *url, const char *sha256, const char *name,
		     const struct progress *p, const char *dir)
{
	char own[PATH_MAX], path[PATH_MAX];
	int ret;

	ret = path_format(own, "%s/.tar", dir);
	if (ret)
		return ret;
	memcpy(path, own, sizeof(path));
	ret = cache_room(ROOM, name);
	if (!ret)
		ret = fetch_file(url, name, p, path);
	if (!ret)
		ret = verify(path, url, sha256);
	if (!ret) {
		progress_phase(p, name, "unpack");
		ret = source_unpack_tar(path, dir);
	}
	if (!ret && !source_is_whole(dir)) {
		msg_error("%s: it holds no kernel's source", url);
		ret = -EINVAL;
	}
	unlink(own);
	return ret;
}

int url_obtain(const char *url, const char *sha256, const char *name,
	       const struct progress *p, char dir[PATH_MAX])
{
	struct cache_entry e;
	int ret;

	ret = cache_begin("tarballs", sha256, &e);
	if (ret < 0)
		return ret;
	memcpy(dir, e.path, strlen(e.path) + 1);
	if (ret)
		return 0;
	ret = make_tree(url, sha256, name, p, e.tmp);
	if (ret) {
		cache_abort(&e);
		return ret;
	}
	return cache_commit(&e);
}
