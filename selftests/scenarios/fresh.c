// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/uapi.h"
#include "scenarios/fresh.h"

#ifndef MFD_HUGETLB
#define MFD_HUGETLB 4
#endif

bool fresh_is_huge(enum fresh_kind kind)
{
	return kind <= HUGE_PRIVATE;
}

size_t fresh_unit(enum fresh_kind kind)
{
	return fresh_is_huge(kind) ? mapping_granule(mapping_find("hugetlb")) :
				     PAYER_PAGES * (size_t)getpagesize();
}

long fresh_map(struct fresh *f)
{
	const int flags = f->p.memfd >= 0 ? MAP_SHARED :
			  MAP_PRIVATE | MAP_ANONYMOUS |
			  (fresh_is_huge(f->kind) ? MAP_HUGETLB : 0);

	f->at = mmap(NULL, f->p.len, PROT_READ | PROT_WRITE, flags, f->p.memfd, 0);
	if (f->at == MAP_FAILED)
		return attempt_setup_error(f->a, "mmap");
	if (!fresh_is_huge(f->kind))
		madvise(f->at, f->p.len, MADV_NOHUGEPAGE);
	f->p.at = f->at;
	return 0;
}

static int make_file(enum fresh_kind kind, size_t len)
{
	const int fd = memfd_create("pincer", MFD_CLOEXEC | MFD_ALLOW_SEALING |
				    (fresh_is_huge(kind) ? MFD_HUGETLB : 0));

	if (fd >= 0 && (ftruncate(fd, len) ||
			fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK))) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Of "allocate.KIND.NAME". */
static const char *name_in(const char *id)
{
	return strchr(strchr(id, '.') + 1, '.') + 1;
}

long fresh_make(struct attempt *a, struct fresh *f, size_t len)
{
	*f = (struct fresh){ .a = a, .kind = a->contract->scenario->how };
	f->before = huge_pool_read();
	f->p = (struct payment){
		.a = a, .payer = payer_find(name_in(a->contract->id)),
		.len = len, .memfd = -1,
	};
	if (f->kind != HUGE_PRIVATE && f->kind != SMALL_PRIVATE) {
		f->p.memfd = make_file(f->kind, f->p.len);
		if (f->p.memfd < 0)
			return attempt_no_interface(a, "memfd");
	}
	return f->kind == HUGE_FILE ? 0 : fresh_map(f);
}

void fresh_end(struct fresh *f)
{
	if (f->at)
		munmap(f->at, f->p.len);
	if (f->p.memfd >= 0)
		close(f->p.memfd);
}
