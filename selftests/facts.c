// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "facts.h"

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
 * Whether PCI devices under different root ports may reach each other. The
 * kernel trusts AMD's Zen and later (drivers/pci/p2pdma.c,
 * cpu_supports_p2pdma()) and a list of host bridges; PINCER_P2P_BRIDGE=0 or 1
 * says so of a machine, whatever it is.
 */
static bool bridge_forwards(void)
{
	const char *said = getenv("PINCER_P2P_BRIDGE");
	bool amd = false, zen = false;
	char line[256];
	FILE *cpuinfo;
	int family;

	if (said)
		return atoi(said);
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

bool facts_has_movable(void)
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

void facts_find(struct facts *f)
{
	f->page_size = getpagesize();
	f->gup_fast = has_gup_fast();
	f->p2p_bridge = bridge_forwards();
}
