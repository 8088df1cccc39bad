// SPDX-License-Identifier: GPL-2.0
/* The vmlinux inside a bzImage, which boots faster. */
#include "guest/vmlinux.h"

#include <archive.h>
#include <elf.h>
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/files.h"

/* The x86 boot protocol, Documentation/arch/x86/boot.rst. */
#define SETUP_SECTS 0x1f1
#define HEADER_MAGIC 0x202
#define PROTOCOL 0x206
#define PAYLOAD_OFFSET 0x248
#define PAYLOAD_LENGTH 0x24c
#define HEADER_END 0x250
#define SECTOR 512

/* Xen's public headers: the note that holds the PVH entry. */
#define XEN_ELFNOTE_PHYS32_ENTRY 18

static uint32_t read32(const char *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof(v));
	return le32toh(v);
}

/* The compressed kernel in the image. */
static int find_payload(const char *image, size_t size, const char **payload,
			size_t *length)
{
	size_t start, sectors;

	if (size < HEADER_END || memcmp(image + HEADER_MAGIC, "HdrS", 4) ||
	    (read32(image + PROTOCOL) & 0xffff) < 0x208)
		return -ENOEXEC;
	sectors = (unsigned char)image[SETUP_SECTS];
	start = ((sectors ? sectors : 4) + 1) * SECTOR +
		read32(image + PAYLOAD_OFFSET);
	*length = read32(image + PAYLOAD_LENGTH);
	if (start > size || *length > size - start || *length < 8)
		return -ENOEXEC;
	*payload = image + start;
	return 0;
}

/* libarchive's raw format: one member, whatever compressed it. */
static int decompress(const char *data, size_t size, int fd)
{
	struct archive *a = archive_read_new();
	struct archive_entry *entry;
	int ret = -ENOEXEC;

	if (!a)
		return -ENOMEM;
	archive_read_support_filter_all(a);
	archive_read_support_format_raw(a);
	if (archive_read_open_memory(a, data, size) == ARCHIVE_OK &&
	    archive_read_next_header(a, &entry) == ARCHIVE_OK &&
	    archive_read_data_into_fd(a, fd) == ARCHIVE_OK)
		ret = 0;
	archive_read_free(a);
	return ret;
}

/* Whether a segment of notes, of so many bytes, has the PVH entry. */
static bool has_pvh_note(const char *notes, size_t size)
{
	const Elf64_Nhdr *n;
	size_t at = 0, name, desc;

	while (size - at > sizeof(*n)) {
		n = (const Elf64_Nhdr *)(notes + at);
		at += sizeof(*n);
		name = ((size_t)n->n_namesz + 3) & ~3UL;
		desc = ((size_t)n->n_descsz + 3) & ~3UL;
		if (name > size - at || desc > size - at - name)
			return false;
		if (n->n_type == XEN_ELFNOTE_PHYS32_ENTRY &&
		    n->n_namesz == 4 && !memcmp(notes + at, "Xen", 4))
			return true;
		at += name + desc;
	}
	return false;
}

static bool has_pvh_entry(const char *elf, size_t size)
{
	const Elf64_Ehdr *e = (const Elf64_Ehdr *)elf;
	const Elf64_Phdr *p;
	int i;

	if (size < sizeof(*e) || memcmp(elf, ELFMAG, SELFMAG) ||
	    elf[EI_CLASS] != ELFCLASS64 || e->e_phentsize != sizeof(*p) ||
	    e->e_phoff > size || e->e_phoff % 8 ||
	    e->e_phnum > (size - e->e_phoff) / sizeof(*p))
		return false;
	p = (const Elf64_Phdr *)(elf + e->e_phoff);
	for (i = 0; i < e->e_phnum; i++, p++) {
		if (p->p_type == PT_NOTE && !(p->p_offset % 4) &&
		    p->p_offset <= size && p->p_filesz <= size - p->p_offset &&
		    has_pvh_note(elf + p->p_offset, p->p_filesz))
			return true;
	}
	return false;
}

static int check_elf(int fd)
{
	struct stat st;
	void *elf;
	int ret;

	if (fstat(fd, &st))
		return -errno;
	if (!st.st_size)
		return -ENOEXEC;
	elf = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (elf == MAP_FAILED)
		return -errno;
	ret = has_pvh_entry(elf, st.st_size) ? 0 : -ENOEXEC;
	munmap(elf, st.st_size);
	return ret;
}

/* -ENOEXEC when it is no bzImage, or holds nothing that has a PVH entry. */
static int extract_vmlinux(const char *image, const char *path)
{
	const char *payload = NULL;
	size_t size, length = 0;
	char *text;
	int fd, ret;

	ret = file_read(image, &text, &size);
	if (ret)
		return ret;
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	ret = fd < 0 ? -errno : find_payload(text, size, &payload, &length);
	/*
	 * The build appends four bytes, the size, to what the compressor
	 * wrote. gzip has them in its own format, and there they must stay.
	 */
	if (!ret && memcmp(payload, "\x1f\x8b", 2))
		length -= 4;
	if (!ret)
		ret = decompress(payload, length, fd);
	if (!ret)
		ret = check_elf(fd);
	if (fd >= 0)
		close(fd);
	if (ret)
		unlink(path);
	free(text);
	return ret;
}

/* An entry without a vmlinux means that the bzImage holds none that boots. */
static int fill_entry(const char *image, struct cache_entry *e)
{
	char path[PATH_MAX];
	int ret;

	ret = path_format(path, "%s/vmlinux", e->tmp);
	if (ret || extract_vmlinux(image, path) == -ENOSPC) {
		cache_abort(e);
		return -1;
	}
	return cache_commit(e);
}

void vmlinux_boot(const char *image, char boot[PATH_MAX])
{
	struct cache_entry e;
	char path[PATH_MAX], key[128];
	struct stat st;
	int ret;

	snprintf(boot, PATH_MAX, "%s", image);
	if (stat(image, &st))
		return;
	snprintf(key, sizeof(key), "%llx-%llx-%llx-%llx.%lx",
		 (unsigned long long)st.st_dev, (unsigned long long)st.st_ino,
		 (unsigned long long)st.st_size,
		 (unsigned long long)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
	ret = cache_begin("vmlinux", key, &e);
	if (!ret)
		ret = fill_entry(image, &e);
	if (ret < 0 || path_format(path, "%s/vmlinux", e.path) ||
	    !path_is_file(path))
		return;
	memcpy(boot, path, strlen(path) + 1);
}
