// SPDX-License-Identifier: GPL-2.0
/* Format and version of a kernel image, from its header. */
#include "fetch/image_header.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/msg.h"

/* The boot protocol, Documentation/arch/x86/boot.rst. */
#define MAGIC		0x202	/* "HdrS" */
#define KERNEL_VERSION	0x20e	/* 16 bits: where the text is, less 0x200 */
#define HEAD		0x8000	/* the set-up code, which holds the text */

static void parse_version(struct image_header *h, const unsigned char *head,
			  size_t size)
{
	static const char debian[] = " Debian ";
	size_t at = head[KERNEL_VERSION] | head[KERNEL_VERSION + 1] << 8;
	const char *text, *v;

	at += 0x200;
	/* 0x200: no version. The string must end within the set-up code. */
	if (at == 0x200 || at >= size || !memchr(head + at, 0, size - at))
		return;
	text = (const char *)head + at;
	snprintf(h->release, sizeof(h->release), "%.*s",
		 (int)strcspn(text, " "), text);
	snprintf(h->version, sizeof(h->version), "%s", h->release);

	/* "6.1.0-56-cloud-amd64 (builder) #1 SMP ... Debian 6.1.192-2 (date)" */
	v = strstr(text, debian);
	if (!v)
		return;
	v += strlen(debian);
	snprintf(h->version, sizeof(h->version), "%.*s",
		 (int)strcspn(v, " "), v);
}

static ssize_t read_head(const char *path, unsigned char *head, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return -errno;
	n = read(fd, head, size);
	if (n < 0)
		n = -errno;
	close(fd);
	return n;
}

int image_header_read(const char *path, struct image_header *h)
{
	unsigned char head[HEAD];
	ssize_t n = read_head(path, head, sizeof(head));

	memset(h, 0, sizeof(*h));
	if (n < 0) {
		msg_error("%s: cannot read this kernel: %s", path,
			  strerror(-n));
		return n;
	}
	if (n >= SELFMAG && !memcmp(head, ELFMAG, SELFMAG)) {
		h->format = IMAGE_ELF;
		return 0;
	}
	if (n >= KERNEL_VERSION + 2 && !memcmp(head + MAGIC, "HdrS", 4)) {
		h->format = IMAGE_BZIMAGE;
		parse_version(h, head, n);
		return 0;
	}
	msg_error("%s: no kernel: neither a bzImage nor a vmlinux (ELF); give the file that the boot loader loads",
		  path);
	return -ENOEXEC;
}
