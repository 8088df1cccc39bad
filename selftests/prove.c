// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "prove.h"
#include "self.h"
#include "uapi.h"

/* A file of /proc/self as a whole; there is one buffer, for one at a time. */
static const char *slurp(enum self file)
{
	static char text[64 << 10];
	size_t used = 0;
	ssize_t n = 0;

	while (used < sizeof(text) - 1 &&
	       (n = pread(self_fd(file), text + used, sizeof(text) - 1 - used,
			  used)) > 0)
		used += n;
	text[used] = '\0';
	return n < 0 ? NULL : text;
}

/* "start-end perms offset device inode path" */
static bool parse_head(const char *line, struct vma *vma)
{
	int path = 0;

	if (sscanf(line, "%lx-%lx %7s %*s %*s %*s%n", &vma->start, &vma->end,
		   vma->perms, &path) != 3 || !path)
		return false;
	path += strspn(line + path, " ");
	snprintf(vma->path, sizeof(vma->path), "%.*s",
		 (int)strcspn(line + path, "\n"), line + path);
	return true;
}

/* The line that describes the area with an address, in maps or smaps. */
static const char *find_head(const char *text, unsigned long at)
{
	char *dash;

	for (; text; text = strchr(text, '\n')) {
		text += *text == '\n';
		if (strtoul(text, &dash, 16) <= at && *dash == '-' &&
		    at < strtoul(dash + 1, NULL, 16))
			return text;
	}
	return NULL;
}

int vma_at(const void *at, struct vma *vma)
{
	const char *line = find_head(slurp(SELF_MAPS),
				     (unsigned long)at);

	return line && parse_head(line, vma) ? 0 : -ENOENT;
}

/* Whether VmFlags of the area with an address has a word. */
static bool vma_has_flag(const void *at, const char *word)
{
	const char *line = find_head(slurp(SELF_SMAPS),
				     (unsigned long)at);
	const char *flags = line ? strstr(line, "VmFlags:") : NULL;
	const char *end = flags ? strchr(flags, '\n') : NULL;

	while (end && (flags = strchr(flags, ' ')) && flags < end)
		if (!strncmp(++flags, word, 2))
			return true;
	return false;
}

static void append(char *text, size_t size, const char *fmt, va_list args)
{
	const size_t used = strlen(text);

	if (used)
		snprintf(text + used, size - used, ", ");
	vsnprintf(text + strlen(text), size - strlen(text), fmt, args);
}

int prove_note(char *text, size_t size, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	append(text, size, fmt, args);
	va_end(args);
	return 0;
}

int prove_refute(char *text, size_t size, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	append(text, size, fmt, args);
	va_end(args);
	return -EINVAL;
}

static bool path_fits(const char *found, const char *wanted)
{
	return *wanted ? !strncmp(found, wanted, strlen(wanted)) : !*found;
}

int prove_vma(const struct part *part, char *text, size_t size)
{
	const unsigned int flags = part->kind->props.flags;
	const struct proof *proof = &part->kind->proof;
	const char perms[] = {
		flags & M_READ ? 'r' : '-', flags & M_WRITE ? 'w' : '-', '-',
		flags & M_SHARED ? 's' : 'p', 0
	};
	struct vma vma;

	if (vma_at(part->page, &vma))
		return prove_refute(text, size, "nothing is mapped there");
	prove_note(text, size, "%s%s%s", vma.perms, *vma.path ? " " : "",
		   vma.path);
	if (strcmp(vma.perms, perms) || !path_fits(vma.path, proof->path))
		return prove_refute(text, size, "expected %s %s", perms,
				    proof->path);
	if (!proof->vmflag)
		return 0;
	if (!vma_has_flag(part->page, proof->vmflag))
		return prove_refute(text, size, "VmFlags lacks \"%s\"",
				    proof->vmflag);
	return prove_note(text, size, "VmFlags has \"%s\"", proof->vmflag);
}

int prove_fs(const struct part *part, char *text, size_t size)
{
	const struct proof *proof = &part->kind->proof;
	struct statx stx;
	struct statfs fs;
	bool dax;

	if (fstatfs(part->fd, &fs))
		return prove_refute(text, size, "statfs: %s", strerror(errno));
	if ((unsigned long)fs.f_type != proof->magic)
		return prove_refute(text, size, "f_type %#lx, expected %#lx",
				    (unsigned long)fs.f_type, proof->magic);
	if (statx(part->fd, "", AT_EMPTY_PATH, STATX_TYPE, &stx))
		return prove_refute(text, size, "statx: %s", strerror(errno));
	dax = stx.stx_attributes & STATX_ATTR_DAX;
	if (dax != proof->dax)
		return prove_refute(text, size, "STATX_ATTR_DAX is %s",
				    dax ? "set" : "not set");
	return prove_note(text, size, "f_type %#lx%s", proof->magic,
			  dax ? ", STATX_ATTR_DAX" : "");
}

int pagemap_entry(const void *page, uint64_t *entry)
{
	const off_t at = (uintptr_t)page / getpagesize() * sizeof(*entry);

	return pread(self_fd(SELF_PAGEMAP), entry, sizeof(*entry), at) ==
	       sizeof(*entry) ? 0 : -EINVAL;
}
