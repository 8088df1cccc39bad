// SPDX-License-Identifier: GPL-2.0
/* SHA-256 of texts and files, by sha256sum. */
#include "base/digest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/msg.h"
#include "base/tool.h"

int digest_file(const char *path, char digest[DIGEST_SIZE])
{
	const char * const argv[] = { "sha256sum", "--", path, NULL };
	struct tool t = { .argv = argv };
	const char *sum;
	int ret;

	ret = tool_run(&t);
	/* sha256sum begins with a backslash if it escapes the file's name. */
	sum = t.out && *t.out == '\\' ? t.out + 1 : t.out;
	if (!ret && (!sum || strcspn(sum, " ") != DIGEST_SIZE - 1))
		ret = 1;
	ret = tool_check(&t, ret, "%s: no checksum", path);
	if (!ret) {
		memcpy(digest, sum, DIGEST_SIZE - 1);
		digest[DIGEST_SIZE - 1] = '\0';
	}
	tool_free(&t);
	return ret;
}

int digest_text(const char *text, size_t size, char digest[DIGEST_SIZE])
{
	int fd = memfd_create("text", MFD_CLOEXEC), ret = 0;
	char path[64];
	ssize_t n;

	while (fd >= 0 && size && (n = write(fd, text, size)) > 0) {
		text += n;
		size -= n;
	}
	if (fd < 0 || size) {
		ret = errno ? -errno : -EIO;
		msg_error("no memory file: %s", strerror(-ret));
	} else {
		snprintf(path, sizeof(path), "/proc/%d/fd/%d", getpid(), fd);
		ret = digest_file(path, digest);
	}
	if (fd >= 0)
		close(fd);
	return ret;
}
