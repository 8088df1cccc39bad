/* SPDX-License-Identifier: GPL-2.0 */
/* A kernel: how it is described, and the files it boots from. */
#ifndef PINCER_KERNEL_H
#define PINCER_KERNEL_H

#include <limits.h>
#include <stdbool.h>

#include "model/history.h"

/** enum origin - where a kernel comes from */
enum origin {
	ORIGIN_DEBIAN_IMAGE, ORIGIN_DEBIAN_SOURCE, ORIGIN_TREE, ORIGIN_URL,
	ORIGIN_IMAGE, ORIGIN_RUNNING, NR_ORIGINS
};

/** origin_name() - "debian-image", "image", "running", ... */
const char *origin_name(enum origin o);

struct mutants;

/**
 * struct kernel - one kernel to test
 * @name: the .ini file's name without its ending, "running", or what
 *	plan_names() makes of @label
 * @label: of a kernel given by its path: its release, or the last part of the
 *	path; "" for others
 * @origin: where it comes from
 * @on_request: only for those who name it, or all
 * @named_only: only for those who name it
 * @suite: debian-image, debian-source: the suite
 * @path: image: the bzImage or vmlinux; tree: its top directory
 * @url: url: of a tar file, file: or what curl can fetch
 * @sha256: url: its checksum
 * @modules: image: its modules directory (lib/modules/RELEASE), or ""
 * @config: image: its .config, or ""; built from source: what of
 *	kernels/config/ is wanted besides the usual, or ""
 * @version: image: the version that its .ini file gives, or ""
 * @with: commits it has although its version does not say so
 * @without: commits it lacks although its version says so
 * @mutants: built from source: faults to be built in, switched off; or NULL
 */
struct kernel {
	char name[64];
	char label[64];
	enum origin origin;
	bool on_request;
	bool named_only;
	char suite[64];
	char path[PATH_MAX];
	char url[8192];
	char sha256[65];
	char modules[PATH_MAX];
	char config[PATH_MAX];
	char version[64];
	bool with[C_COUNT];
	bool without[C_COUNT];
	struct mutants *mutants;
};

/**
 * struct image - a kernel at hand, ready to boot
 * @vmlinuz: what QEMU boots
 * @modules: its modules directory, or "" when everything is built in
 * @config: its .config, or "" when unknown
 * @version: its full version as the package says it, "6.1.192-2", or ""
 * @release: its uname -r, or ""
 */
struct image {
	char vmlinuz[PATH_MAX];
	char modules[PATH_MAX];
	char config[PATH_MAX];
	char version[128];
	char release[128];
};

#endif
