// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "runner/find_machine.h"
#include "model/need.h"

/* Architectures whose 64-bit kernels select HAVE_GUP_FAST. */
static const char *const fast_machines[] = {
	"x86_64", "aarch64", "ppc64", "ppc64le", "s390x", "riscv64",
	"loongarch64", NULL
};

static bool has_gup_fast(void)
{
	const char *const *machine;
	struct utsname u;

	uname(&u);
	for (machine = fast_machines; *machine; machine++)
		if (!strcmp(u.machine, *machine))
			return true;
	return false;
}

/*
 * Whether PCI devices under different root ports reach each other.
 * drivers/pci/p2pdma.c allows it on AMD's Zen and later (cpu_supports_p2pdma())
 * and on a list of host bridges, for which PINCER_P2P_BRIDGE stands here.
 */
static bool bridge_forwards(void)
{
	const char *named = getenv("PINCER_P2P_BRIDGE");
	bool amd = false, zen = false;
	char line[256];
	FILE *cpuinfo;
	int family;

	if (named)
		return atoi(named);
	cpuinfo = fopen("/proc/cpuinfo", "re");
	while (cpuinfo && fgets(line, sizeof(line), cpuinfo)) {
		if (strstr(line, "AuthenticAMD"))
			amd = true;
		if (sscanf(line, "cpu family : %d", &family) == 1 &&
		    family >= 0x17)
			zen = true;
	}
	if (cpuinfo)
		fclose(cpuinfo);
	return amd && zen;
}

bool machine_has_movable(void)
{
	FILE *zones = fopen("/proc/zoneinfo", "re");
	bool movable = false, found = false;
	char line[256], zone[32];
	long pages;

	while (zones && fgets(line, sizeof(line), zones)) {
		if (sscanf(line, "Node %*d, zone %31s", zone) == 1)
			movable = !strcmp(zone, "Movable");
		if (movable && sscanf(line, " present %ld", &pages) == 1)
			found = found || pages;
		if (sscanf(line, " nr_free_cma %ld", &pages) == 1)
			found = found || pages;
	}
	if (zones)
		fclose(zones);
	return found;
}

/*
 * Whether /proc/PID/mem uses FOLL_FORCE for anyone, not only for a tracer: by
 * proc_mem.force_override= on the command line, or else by CONFIG_PROC_MEM_*.
 * Kernels without either do.
 */
static bool mem_forces(const char *config_file)
{
	FILE *cmdline = fopen("/proc/cmdline", "re");
	char line[4096] = "";
	const char *option;

	if (cmdline) {
		if (!fgets(line, sizeof(line), cmdline))
			line[0] = '\0';
		fclose(cmdline);
	}
	option = strstr(line, "proc_mem.force_override=");
	if (option)
		return !strncmp(strchr(option, '=') + 1, "always", 6);
	return config_value(config_file, "PROC_MEM_FORCE_PTRACE") != 'y' &&
	       config_value(config_file, "PROC_MEM_NO_FORCE") != 'y';
}

void machine_find(struct machine *m, const char *config_file)
{
	m->page_size = getpagesize();
	m->gup_fast = has_gup_fast();
	m->mem_force = mem_forces(config_file);
	m->p2p_bridge = bridge_forwards();
}
