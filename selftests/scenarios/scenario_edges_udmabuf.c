// SPDX-License-Identifier: GPL-2.0
/*
 * udmabuf: offsets, sizes and counts of ranges of a memfd at their edges. The
 * rules are those of drivers/dma-buf/udmabuf.c.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "lib/udmabuf.h"
#include "lib/uapi.h"
#include "model/array_size.h"
#include "scenarios/edges.h"

/* list_limit, size_limit_mb: the defaults of udmabuf's parameters. */
#define LIST_MAX 1024
#define LIST_BYTES (64ULL << 20)

/* Bytes of the memfd: twice what each item of a full list may have. */
#define FILE_BYTES (2 * LIST_BYTES / LIST_MAX)

/*
 * Since 7.3 size_limit_mb is INT_MAX: sizes up to it are refused as behind the
 * end of the file, after arrays were allocated for their pages. udmabuf.edges.size
 * looks at these.
 */
#define AFTER_UDMABUF_LIMIT						\
	.max = LIST_BYTES + edges_page(), .beyond = 1ULL << 51

/**
 * struct exporter - what is exported, and by what
 * @device: /dev/udmabuf
 * @memfd: a memfd of FILE_BYTES, which does not shrink
 */
struct exporter {
	int device, memfd;
};

static long open_exporter(struct attempt *a, struct exporter *f)
{
	f->device = attempt_open_device(a, UDMABUF_DEVICE);
	if (f->device < 0)
		return f->device;
	f->memfd = memfd_create("pincer", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	return ftruncate(f->memfd, FILE_BYTES) ||
	       fcntl(f->memfd, F_ADD_SEALS, F_SEAL_SHRINK) ?
		attempt_setup_error(a, "memfd") : 0;
}

/* What a try to export comes to: 0 or -errno. */
static long close_dmabuf(int buf)
{
	return buf < 0 ? -errno : close(buf);
}

enum { COUNT, SIZE };

/* Each item of a list is the same range of the memfd. */
static long export_list(void *ctx, const __u64 *v)
{
	static struct udmabuf_create_item item[LIST_MAX + 2];
	const struct exporter *f = ctx;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(item); i++)
		item[i] = (struct udmabuf_create_item){
			.memfd = f->memfd, .size = v[SIZE],
		};
	return close_dmabuf(udmabuf_export_list(f->device, item,
						ARRAY_SIZE(item), v[COUNT]));
}

EDGE_RULE(no_or_many_items, struct exporter, !v[COUNT] || v[COUNT] > LIST_MAX)
EDGE_RULE(no_pages, struct exporter, !v[SIZE] || v[SIZE] % edges_page())
EDGE_RULE(too_large, struct exporter,
	  v[SIZE] > LIST_BYTES || v[COUNT] * v[SIZE] > LIST_BYTES)
EDGE_RULE(behind_file, struct exporter, v[SIZE] > FILE_BYTES)

static const struct edge_rule list_rules[] = {
	REFUSES(no_or_many_items, EINVAL),
	REFUSES(no_pages, EINVAL),
	REFUSES(too_large, EINVAL, .until = C_UDMABUF_UNLIMITED),
	REFUSES(behind_file, EINVAL),
	{}
};

static long try_list(struct attempt *a)
{
	const __u64 page = edges_page();
	struct exporter f;

	return open_exporter(a, &f) ?: edges_try(a, &(struct edge_call){
		.name = "UDMABUF_CREATE_LIST",
		.argument = {
			ARGUMENT("count", 32, 1, .limit = LIST_MAX),
			ARGUMENT("size", 64, page,
				 .limit = LIST_BYTES / LIST_MAX, .unit = page,
				 AFTER_UDMABUF_LIMIT),
		},
		.rule = list_rules, .call = export_list,
	}, &f);
}

enum { START, BYTES };

static long export_range(void *ctx, const __u64 *v)
{
	const struct exporter *f = ctx;
	const struct udmabuf_create what = {
		.memfd = f->memfd, .flags = UDMABUF_FLAGS_CLOEXEC,
		.offset = v[START], .size = v[BYTES],
	};

	return close_dmabuf(ioctl(f->device, UDMABUF_CREATE, &what));
}

EDGE_RULE(no_range, struct exporter,
	  !v[BYTES] || v[BYTES] % edges_page() || v[START] % edges_page())
EDGE_RULE(range_behind_file, struct exporter,
	  edges_wrap(v[START], v[BYTES]) || v[START] + v[BYTES] > FILE_BYTES)

static const struct edge_rule export_rules[] = {
	REFUSES(no_range, EINVAL),
	REFUSES(range_behind_file, EINVAL),
	REFUSES(range_behind_file, EFBIG, .until = C_UDMABUF_PINS),
	{}
};

static long try_export(struct attempt *a)
{
	const __u64 page = edges_page();
	struct exporter f;

	return open_exporter(a, &f) ?: edges_try(a, &(struct edge_call){
		.name = "UDMABUF_CREATE",
		.argument = {
			ARGUMENT("offset", 64, page, .limit = FILE_BYTES,
				 .unit = page),
			ARGUMENT("size", 64, page, .limit = LIST_BYTES,
				 .unit = page, AFTER_UDMABUF_LIMIT),
		},
		.rule = export_rules, .call = export_range,
	}, &f);
}

/* A size for whose pages no array can be allocated. */
static long try_export_everything(struct attempt *a)
{
	struct exporter f;
	long ret = open_exporter(a, &f);

	if (ret)
		return ret;
	ret = export_range(&f, (__u64[]){ [BYTES] = 1ULL << 46 });
	a->disagrees = ret != -ENOMEM &&
		       !scenario_answer(a, "64 TiB", ret, -EINVAL);
	return 0;
}

/* Without a limit kvmalloc() warns of what nobody could allocate. */
DEFINE_EXPECT(export_everything,
	      .flaws = h->has[C_UDMABUF_UNLIMITED] ? FLAW(WARNING) : 0)

const struct scenario scenarios_edges_udmabuf[] = {
	{
		.name = "udmabuf.edges.list",
		.title = "udmabuf takes up to 1024 ranges of 64 MiB together",
		SUCCESS_IS_ZERO, .need.config = "UDMABUF",
		.expect = scenario_works, .run = try_list,
	}, {
		.name = "udmabuf.edges.range",
		.title = "udmabuf refuses ranges that wrap, are no whole pages or lie behind the end of the file",
		SUCCESS_IS_ZERO, .need.config = "UDMABUF",
		.expect = scenario_works, .run = try_export,
	}, {
		.name = "udmabuf.edges.size",
		.title = "udmabuf refuses a size that it cannot allocate an array for, without a warning",
		SUCCESS_IS_ZERO, .need.config = "UDMABUF",
		.expect = export_everything, .run = try_export_everything,
	}, {}
};
