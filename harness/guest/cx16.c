// SPDX-License-Identifier: GPL-2.0
/* Whether TCG emulates cmpxchg16b without fault. */
#include "guest/cx16.h"

#include <limits.h>
#include <stdbool.h>

#include "base/files.h"
#include "base/tool.h"
#include "guest/probe.h"
#include "guest/qemu_args.h"

int cx16_run(const char *dir)
{
	char path[PATH_MAX];
	const char *const argv[] = {
		"timeout", "--foreground", "-s", "KILL", "8",
		"setpriv", "--pdeathsig", "KILL", qemu_program(),
		"-M", "q35", "-accel", "tcg", "-cpu", "max", "-smp", "1",
		"-m", "64", "-nodefaults", "-no-user-config",
		"-display", "none", "-no-reboot", "-nic", "none",
		"-device", "isa-debug-exit,iobase=0xf4,iosize=1",
		"-kernel", path, NULL
	};
	struct tool t = { .argv = argv };
	int ret;

	ret = path_format(path, "%s/guest", dir);
	if (!ret)
		ret = file_replace(path, cx16_guest, cx16_guest_size);
	if (!ret)
		ret = tool_run(&t);
	tool_free(&t);
	return ret;
}

static bool cx16_works(const char *arg, const char *dir)
{
	(void)arg;
	return cx16_run(dir) == CX16_GOOD;
}

int cx16_probe(void)
{
	static const struct probe cx16 = { "cx16", cx16_works, NULL };

	return probe_once(&cx16);
}
