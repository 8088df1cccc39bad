// SPDX-License-Identifier: GPL-2.0
/* What this machine's QEMU is able to do: tried once, then remembered. */
#include "guest/probe.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include "base/cache.h"
#include "base/files.h"
#include "base/interrupt.h"
#include "base/msg.h"
#include "base/tool.h"
#include "guest/qemu_args.h"

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
		tool_error_line(&t, why, sizeof(why));
		msg_error("%s does not work: %s", qemu_program(), why);
		ret = -ENOEXEC;
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

/* A result holds for one kernel, one processor and one QEMU. */
static int make_key(const char *name, char *key, size_t size)
{
	char qemu[128], cpu[128];
	struct utsname u;
	int ret;

	ret = qemu_version(qemu, sizeof(qemu));
	if (ret)
		return ret;
	uname(&u);
	cpu_model(cpu, sizeof(cpu));
	/* Names of files are shorter than 255 bytes. */
	snprintf(key, size, "%s %.60s %.60s %.100s", name, u.release, cpu, qemu);
	return 0;
}

static bool read_result(const char *dir)
{
	char path[PATH_MAX], *text;
	bool works;

	if (path_format(path, "%s/works", dir) || file_read(path, &text, NULL))
		return false;
	works = !strcmp(text, "yes\n");
	free(text);
	return works;
}

static int write_result(const char *dir, bool works)
{
	char path[PATH_MAX];
	int ret;

	ret = path_format(path, "%s/works", dir);
	return ret ? ret : file_write(path, works ? "yes\n" : "no\n");
}

int probe_once(const struct probe *p)
{
	struct cache_entry e;
	char key[384];
	bool works;
	int ret;

	ret = make_key(p->name, key, sizeof(key));
	if (ret)
		return ret;
	ret = cache_begin("probes", key, &e);
	if (ret < 0)
		return 0;
	if (ret)
		return read_result(e.path);
	works = p->works(p->arg, e.tmp);
	/* After an interrupt nothing is known. */
	if (interrupt_signal() || write_result(e.tmp, works))
		cache_abort(&e);
	else
		cache_commit(&e);
	return works;
}
