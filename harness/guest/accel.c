// SPDX-License-Identifier: GPL-2.0
/* Which of QEMU's accelerators really runs a guest here, and how well. */
#include "guest/accel.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/interrupt.h"
#include "base/msg.h"
#include "base/tool.h"
#include "guest/cx16.h"
#include "guest/probe.h"
#include "guest/qemu_args.h"

/* The probe panics after about a second, unless KVM hangs. */
#define PROBE_SECONDS "8"
#define PROBE_LINE "Kernel panic - not syncing: VFS: Unable to mount root"

/*
 * Boots without a root file system and looks for the panic about that. When this
 * process is killed, so is timeout, and then QEMU.
 */
static bool kvm_runs(const char *kernel, const char *dir)
{
	const char *const argv[] = {
		"setpriv", "--pdeathsig", "KILL",
		"timeout", "--foreground", "-s", "KILL", PROBE_SECONDS,
		"setpriv", "--pdeathsig", "KILL", qemu_program(),
		"-M", "q35", "-accel", "kvm", "-cpu", "max",
		"-m", "512", "-nodefaults", "-no-user-config",
		"-display", "none", "-no-reboot", "-nic", "none",
		"-serial", "stdio", "-kernel", kernel,
		"-append", "console=ttyS0 panic=-1 cryptomgr.notests", NULL
	};
	struct tool t = { .argv = argv };
	bool runs;

	(void)dir;
	runs = tool_run(&t) >= 0 && t.out && strstr(t.out, PROBE_LINE);
	tool_free(&t);
	if (!runs && !interrupt_signal())
		msg_note("/dev/kvm opens, but a kernel does not boot on it: guests are emulated (tcg)");
	return runs;
}

static bool kvm_opens(void)
{
	int fd = open("/dev/kvm", O_RDWR | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* The accelerator, unless PINCER_ACCEL names it. */
static const char *probe_accel(const char *kernel)
{
	const struct probe kvm = { "kvm", kvm_runs, kernel };

	return kvm_opens() && probe_once(&kvm) > 0 ? "kvm" : "tcg";
}

int accel_choose(const char *kernel, struct accel *a)
{
	const char *named = getenv("PINCER_ACCEL");
	int cx16 = cx16_probe();

	if (cx16 < 0)
		return cx16;
	a->cx16 = cx16;
	a->name = named && *named ? named : probe_accel(kernel);
	if (!strcmp(a->name, "kvm") || !strcmp(a->name, "tcg"))
		return 0;
	msg_error("PINCER_ACCEL=%s: it can be kvm or tcg", a->name);
	return -EINVAL;
}
