/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interfaces that charge RLIMIT_MEMLOCK for the pages that they keep: what each
 * charges, to whom, and how it refuses to.
 */
#ifndef PINCER_PAYER_H
#define PINCER_PAYER_H

#include "lib/iommufd.h"
#include "lib/rdma.h"
#include "lib/ring.h"
#include "lib/tcp_loopback.h"

/** enum account - where a charge is added up and compared with the limit */
enum account {
	OF_USER,	/* user_struct: locked_vm of all processes of a user */
	OF_MM,		/* mm_struct: pinned_vm or locked_vm of one process */
};

/** enum shown - where /proc/self/status shows a charge */
enum shown { NOWHERE, AS_PINNED, AS_LOCKED };

/* Pages that a test keeps. */
#define PAYER_PAGES 8

struct payer;

/**
 * struct payment - pages that are kept, and what keeps them
 * @a: the attempt
 * @payer: the interface
 * @at: the memory
 * @len: bytes
 * @memfd: the file behind the memory, or -1
 * @fd: a descriptor, of whatever keeps them
 * @ring: an io_uring
 * @net: a connection
 * @region: an RDMA region
 * @iommu: an address space of a device
 */
struct payment {
	struct attempt *a;
	const struct payer *payer;
	char *at;
	size_t len;
	int memfd;
	int fd;
	struct ring ring;
	struct tcp_loopback net;
	struct rdma_region region;
	struct iommufd iommu;
};

/**
 * struct payer - an interface that keeps pages
 * @name: as it stands in contract ids
 * @account: where the charge is added up
 * @shown: where the kernel tells of it
 * @extra: pages that each call is charged beyond those of the memory
 * @refusal: the errno above the limit
 * @once: pages that are kept twice are charged once
 * @bad: pages at the end of the memory without which the call fails as a whole
 * @pin: keeps the pages of @at and @len: 0, or -errno
 * @give_back: ends what @pin did; only after a success
 */
struct payer {
	const char *name;
	enum account account;
	enum shown shown;
	int extra;
	int refusal;
	bool once;
	int bad;
	long (*pin)(struct payment *p);
	void (*give_back)(struct payment *p);
};

/** payer_find() - the interface of that name */
const struct payer *payer_find(const char *name);

extern const struct payer payers_io_uring[], payers_net[], payers_device[],
	payers_mlock[], payers_file[];

#endif
