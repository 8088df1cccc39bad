// SPDX-License-Identifier: GPL-2.0
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "facts.h"

/* Architectures that select HAVE_GUP_FAST, as of all supported kernels. */
#if defined(__x86_64__) || defined(__aarch64__) || defined(__powerpc64__) || \
	defined(__s390x__)
#define GUP_FAST true
#else
#define GUP_FAST false
#endif

/*
 * Whether PCI devices under different root ports may reach each other. The
 * kernel trusts AMD's Zen and later (drivers/pci/p2pdma.c,
 * cpu_supports_p2pdma()) and a list of Intel host bridges; the latter are for
 * the user to name.
 */
static bool bridge_forwards(void)
{
	FILE *cpuinfo = fopen("/proc/cpuinfo", "re");
	bool amd = false, zen = false;
	char line[256];
	int family;

	if (getenv("PINCER_P2P_BRIDGE"))
		zen = amd = atoi(getenv("PINCER_P2P_BRIDGE"));
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

void facts_find(struct facts *f)
{
	f->page_size = getpagesize();
	f->gup_fast = GUP_FAST;
	f->p2p_bridge = bridge_forwards();
}
