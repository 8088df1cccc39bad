// SPDX-License-Identifier: GPL-2.0
/* Which of QEMU's accelerators really runs a guest here. */
#include "guest/accel.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "base/msg.h"
#include "base/tool.h"
#include "guest/qemu_args.h"

/* A kernel needs a second to its panic; a guest that hangs needs for ever. */
#define PROBE_SECONDS "8"
#define PROBE_LINE "Kernel panic - not syncing: VFS: Unable to mount root"

/* The first line of --version. */
static int qemu_version(char *buf, size_t size)
{
	const char *const argv[] = { qemu_program(), "--version", NULL };
	struct tool t = { .argv = argv };
	char why[256];
	int ret;

	ret = tool_run(&t);
	if (!ret) {
		snprintf(buf, size, "%.*s", (int)strcspn(t.out, "\r\n"),
			 t.out);
	} else if (ret > 0) {
		tool_complaint(&t, why, sizeof(why));
		msg_error("%s does not work: %s", qemu_program(), why);
	}
	tool_free(&t);
	return ret;
}

static void cpu_model(char *buf, size_t size)
{
	char line[256] = "";
	FILE *f;

	snprintf(buf, size, "unknown");
	f = fopen("/proc/cpuinfo", "re");
	while (f && fgets(line, sizeof(line), f)) {
		if (strncmp(line, "model name", 10) || !strchr(line, ':'))
			continue;
		line[strcspn(line, "\n")] = '\0';
		snprintf(buf, size, "%s", strchr(line, ':') + 2);
		break;
	}
	if (f)
		fclose(f);
}

/*
 * Boot without a root file system, and see the kernel complain of that. When
 * we are killed, so is timeout, and then QEMU.
 */
static bool kvm_runs(const char *kernel)
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

	runs = tool_run(&t) >= 0 && t.out && strstr(t.out, PROBE_LINE);
	tool_free(&t);
	return runs;
}

static bool kvm_opens(void)
{
	int fd = open("/dev/kvm", O_RDWR | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

/* Ask the cache, or try and tell the cache. */
static const char *probe(const char *kernel, const char *key)
{
	const char *found = "tcg";
	char path[PATH_MAX], *text;
	struct cache_entry e;
	int ret;

	ret = cache_begin("accel", key, &e);
	if (ret < 0)
		return "tcg";
	if (ret) {
		if (!path_format(path, "%s/accel", e.path) &&
		    !file_read(path, &text, NULL)) {
			found = strcmp(text, "kvm\n") ? "tcg" : "kvm";
			free(text);
		}
		return found;
	}
	if (kvm_runs(kernel))
		found = "kvm";
	if (interrupt_signal()) {
		cache_abort(&e);
		return found;
	}
	if (strcmp(found, "kvm"))
		msg_note("/dev/kvm opens, but a kernel does not boot on it: guests are emulated (tcg)");
	if (!path_format(path, "%s/accel", e.tmp) &&
	    !file_write(path, strcmp(found, "kvm") ? "tcg\n" : "kvm\n"))
		cache_commit(&e);
	else
		cache_abort(&e);
	return found;
}

const char *accel_choose(const char *kernel)
{
	const char *named = getenv("PINCER_ACCEL");
	char qemu[128], cpu[128], key[384];
	struct utsname u;

	if (qemu_version(qemu, sizeof(qemu)))
		return NULL;
	if (named && *named) {
		if (!strcmp(named, "kvm"))
			return "kvm";
		if (!strcmp(named, "tcg"))
			return "tcg";
		msg_error("PINCER_ACCEL=%s: it can be kvm or tcg", named);
		return NULL;
	}
	if (!kvm_opens())
		return "tcg";
	uname(&u);
	cpu_model(cpu, sizeof(cpu));
	/* Names of files are shorter than 255 bytes. */
	snprintf(key, sizeof(key), "%.60s %.60s %.60s", u.release, cpu, qemu);
	return probe(kernel, key);
}
