// SPDX-License-Identifier: GPL-2.0
/*
 * PID 1 of the guest of ci/kunit-module: loads and removes the module twice,
 * when the devices are there, and says in the kernel's log what is left.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NAME "pincer_kunit"

static int kmsg = -1;

static void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* dprintf() would seek, which the log does not take. */
static void say(const char *fmt, ...)
{
	char text[256] = "<5>pincer: ";
	const size_t at = strlen(text);
	va_list args;

	va_start(args, fmt);
	vsnprintf(text + at, sizeof(text) - at, fmt, args);
	va_end(args);
	if (write(kmsg, text, strlen(text)) < 0)
		perror("/dev/kmsg");
}

/* Disks appear a while after the kernel has booted. */
static void await(const char *names)
{
	char *list = strdup(names), *rest = list, path[64];
	const char *name;
	int i;

	while ((name = strsep(&rest, ","))) {
		snprintf(path, sizeof(path), "/dev/%s", name);
		for (i = 0; i < 500 && access(path, F_OK); i++)
			usleep(20000);
		if (access(path, F_OK))
			say("missing: %s", path);
	}
	free(list);
}

/* Pages that are pinned now, when each processor has said what it counted. */
static long pinned(void)
{
	const int fd = open("/proc/sys/vm/stat_refresh", O_WRONLY | O_CLOEXEC);
	long value, sum = 0;
	char name[64];
	FILE *f;

	if (fd < 0 || write(fd, "1", 1) < 0)
		say("missing: /proc/sys/vm/stat_refresh");
	close(fd);
	f = fopen("/proc/vmstat", "re");
	while (f && fscanf(f, "%63s %ld", name, &value) == 2) {
		if (!strcmp(name, "nr_foll_pin_acquired"))
			sum += value;
		if (!strcmp(name, "nr_foll_pin_released"))
			sum -= value;
	}
	if (f)
		fclose(f);
	return sum;
}

static void load(int nr, const char *args)
{
	const int fd = open("/" NAME ".ko", O_RDONLY | O_CLOEXEC);
	long ret;

	ret = syscall(SYS_finit_module, fd, args, 0);
	say("load %d ends with %s", nr, ret ? strerror(errno) : "success");
	close(fd);
}

static void unload(int nr)
{
	long ret = syscall(SYS_delete_module, NAME, O_NONBLOCK);

	say("unload %d ends with %s", nr, ret ? strerror(errno) : "success");
	if (ret || !access("/sys/module/" NAME, F_OK))
		say("left behind: the module");
	if (pinned())
		say("left behind: %ld pins", pinned());
}

int main(void)
{
	const char *devices = getenv("DEVICES");
	char args[128];
	int nr;

	mount("proc", "/proc", "proc", 0, NULL);
	mount("sysfs", "/sys", "sysfs", 0, NULL);
	mount("devtmpfs", "/dev", "devtmpfs", 0, NULL);
	kmsg = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
	await(devices ? devices : "");
	snprintf(args, sizeof(args), "scratch=%s", devices ? devices : "");
	for (nr = 1; nr <= 2; nr++) {
		say("load %d begins", nr);
		load(nr, args);
		unload(nr);
	}
	say("over");
	reboot(RB_POWER_OFF);
	return 0;
}
