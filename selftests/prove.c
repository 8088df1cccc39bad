// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "prove.h"
#include "uapi.h"

static bool parse_head(const char *line, struct vma *vma)
{
	int path = 0;

	if (sscanf(line, "%lx-%lx %7s %*s %*s %*s %n", &vma->start, &vma->end,
		   vma->perms, &path) != 3 || !path)
		return false;
	snprintf(vma->path, sizeof(vma->path), "%.*s",
		 (int)strcspn(line + path, "\n"), line + path);
	return true;
}

int vma_at(const void *at, struct vma *vma)
{
	FILE *smaps = fopen("/proc/self/smaps", "re");
	bool inside = false;
	char line[512];

	if (!smaps)
		return -errno;
	while (fgets(line, sizeof(line), smaps)) {
		if (!strncmp(line, "VmFlags:", 8)) {
			if (!inside)
				continue;
			snprintf(vma->flags, sizeof(vma->flags), "%.*s",
				 (int)strcspn(line + 8, "\n"), line + 8);
			fclose(smaps);
			return 0;
		}
		if (!inside && parse_head(line, vma))
			inside = (unsigned long)at >= vma->start &&
				 (unsigned long)at < vma->end;
	}
	fclose(smaps);
	return -ENOENT;
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
	char word[8];

	if (vma_at(part->page, &vma))
		return prove_refute(text, size, "nothing is mapped there");
	prove_note(text, size, "%s%s%s", vma.perms, *vma.path ? " " : "",
		   vma.path);
	if (strcmp(vma.perms, perms) || !path_fits(vma.path, proof->path))
		return prove_refute(text, size, "expected %s %s", perms,
				    proof->path);
	if (!proof->vmflag)
		return 0;
	snprintf(word, sizeof(word), " %s ", proof->vmflag);
	if (!strstr(vma.flags, word))
		return prove_refute(text, size, "VmFlags%slack \"%s\"",
				    vma.flags, proof->vmflag);
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
