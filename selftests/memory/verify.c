// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "memory/verify.h"
#include "lib/proc_self.h"
#include "lib/uapi.h"
#include "model/strings.h"

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

/* The line of the VMA that holds an address, in maps or smaps. */
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

/*
 * A line of maps or smaps: that of the VMA that holds an address, or the first
 * one after it with a label. Read in chunks up to there: the kernel formats
 * only what is read, and smaps is slow.
 */
static const char *find_line(enum proc_self file, const void *at,
			     const char *label)
{
	static char text[64 << 10];
	size_t used = 0, chunk = 4096;
	const char *line;
	ssize_t n;

	while (used + chunk < sizeof(text)) {
		n = pread(proc_self_fd(file), text + used, chunk, used);
		if (n <= 0)
			break;
		used += n;
		text[used] = '\0';
		line = find_head(text, (unsigned long)at);
		if (line && label)
			line = strstr(line, label);
		if (line && strchr(line, '\n'))
			return line;
	}
	return NULL;
}

/* PROCMAP_QUERY, since 6.11. */
static int query_vma(const void *at, struct vma *vma)
{
	struct procmap_area area = {
		.size = sizeof(area), .query_addr = (uintptr_t)at,
		.vma_name_size = sizeof(vma->path),
		.vma_name_addr = (uintptr_t)vma->path,
	};

	if (ioctl(proc_self_fd(PROC_SELF_MAPS), PROCMAP_AREA, &area))
		return -errno;
	vma->start = area.vma_start;
	vma->end = area.vma_end;
	snprintf(vma->perms, sizeof(vma->perms), "%c%c%c%c",
		 area.vma_flags & PROCMAP_READ ? 'r' : '-',
		 area.vma_flags & PROCMAP_WRITE ? 'w' : '-',
		 area.vma_flags & PROCMAP_EXEC ? 'x' : '-',
		 area.vma_flags & PROCMAP_SHARED ? 's' : 'p');
	if (!area.vma_name_size)
		vma->path[0] = '\0';
	return 0;
}

int vma_at(const void *at, struct vma *vma)
{
	const int ret = query_vma(at, vma);
	const char *line;

	if (!ret || ret == -ENOENT)
		return ret;
	line = find_line(PROC_SELF_MAPS, at, NULL);
	return line && parse_head(line, vma) ? 0 : -ENOENT;
}

bool vma_has_flag(const void *at, const char *word)
{
	const char *flags = find_line(PROC_SELF_SMAPS, at, "VmFlags:");
	const char *end = flags ? strchr(flags, '\n') : NULL;

	while (end && (flags = strchr(flags, ' ')) && flags < end)
		if (!strncmp(++flags, word, 2))
			return true;
	return false;
}

static void append_clause(char *text, size_t size, const char *fmt, va_list args)
{
	if (*text)
		string_append(text, size, ", ");
	vsnprintf(text + strlen(text), size - strlen(text), fmt, args);
}

int verify_note(char *text, size_t size, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	append_clause(text, size, fmt, args);
	va_end(args);
	return 0;
}

int verify_fail(char *text, size_t size, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	append_clause(text, size, fmt, args);
	va_end(args);
	return -EINVAL;
}

static bool path_fits(const char *found, const char *wanted)
{
	return *wanted ? !strncmp(found, wanted, strlen(wanted)) : !*found;
}

int verify_vma(const struct part *part, char *text, size_t size)
{
	const unsigned int flags = part->kind->props.flags;
	const struct proof *proof = &part->kind->proof;
	const char perms[] = {
		flags & M_READ ? 'r' : '-', flags & M_WRITE ? 'w' : '-', '-',
		flags & M_SHARED ? 's' : 'p', 0
	};
	struct vma vma;

	if (vma_at(part->page, &vma))
		return verify_fail(text, size, "nothing is mapped there");
	verify_note(text, size, "%s%s%s", vma.perms, *vma.path ? " " : "",
		   vma.path);
	if (strcmp(vma.perms, perms) || !path_fits(vma.path, proof->path))
		return verify_fail(text, size, "expected %s %s", perms,
				    proof->path);
	if (!proof->vmflag)
		return 0;
	if (!vma_has_flag(part->page, proof->vmflag))
		return verify_fail(text, size, "VmFlags lacks \"%s\"",
				    proof->vmflag);
	return verify_note(text, size, "VmFlags has \"%s\"", proof->vmflag);
}

int verify_fs(const struct part *part, char *text, size_t size)
{
	const struct proof *proof = &part->kind->proof;
	struct statx stx;
	struct statfs fs;
	bool dax;

	if (fstatfs(part->fd, &fs))
		return verify_fail(text, size, "statfs: %s", strerror(errno));
	if ((unsigned long)fs.f_type != proof->magic)
		return verify_fail(text, size, "f_type %#lx, expected %#lx",
				    (unsigned long)fs.f_type, proof->magic);
	if (statx(part->fd, "", AT_EMPTY_PATH, STATX_TYPE, &stx))
		return verify_fail(text, size, "statx: %s", strerror(errno));
	dax = stx.stx_attributes & STATX_ATTR_DAX;
	if (dax != proof->dax)
		return verify_fail(text, size, "STATX_ATTR_DAX is %s",
				    dax ? "set" : "not set");
	return verify_note(text, size, "f_type %#lx%s", proof->magic,
			  dax ? ", STATX_ATTR_DAX" : "");
}

int verify_no_page(const struct part *part, char *text, size_t size)
{
	int ends[2], ret;
	ssize_t n;

	if (pipe2(ends, O_CLOEXEC))
		return verify_fail(text, size, "pipe: %s", strerror(errno));
	n = write(ends[1], part->page, 1);
	ret = n < 0 ? errno : 0;
	close(ends[0]);
	close(ends[1]);
	if (ret != EFAULT)
		return verify_fail(text, size, "it can be read");
	return verify_note(text, size, "reading it faults");
}

int pagemap_entry(const void *page, uint64_t *entry)
{
	const off_t at = (uintptr_t)page / getpagesize() * sizeof(*entry);

	return pread(proc_self_fd(PROC_SELF_PAGEMAP), entry, sizeof(*entry),
		     at) == sizeof(*entry)
		       ? 0
		       : -EINVAL;
}

/* Bits of /proc/kpageflags. */
#define KPF_LRU (1ULL << 5)
#define KPF_COMPOUND_HEAD (1ULL << 15)
/* All pages of a large folio but the first. */
#define KPF_COMPOUND_TAIL (1ULL << 16)

/* 0 where the kernel does not tell. */
static uint64_t page_flags(uint64_t number)
{
	const int fd = open("/proc/kpageflags", O_RDONLY | O_CLOEXEC);
	uint64_t flags = 0;

	if (pread(fd, &flags, sizeof(flags), number * sizeof(flags)) < 0)
		flags = 0;
	close(fd);
	return flags;
}

bool page_is_tail(uint64_t number)
{
	return page_flags(number) & KPF_COMPOUND_TAIL;
}

bool page_is_large_on_lru(uint64_t number)
{
	const uint64_t wanted = KPF_LRU | KPF_COMPOUND_HEAD;

	return (page_flags(number) & wanted) == wanted;
}

int verify_folio(const struct part *part, char *text, size_t size)
{
	uint64_t entry, first = 0;
	int i;

	for (i = 0; i < part->pages; i++) {
		if (pagemap_entry(part->page + i * getpagesize(), &entry))
			return verify_fail(text, size, "cannot read pagemap");
		entry &= PAGE_NUMBER;
		if (!i)
			first = entry;
		if (entry != first + i || !page_is_tail(entry))
			return verify_fail(text, size,
					    "no pages of one large folio");
	}
	return verify_note(text, size, "%d pages of a large folio", i);
}
