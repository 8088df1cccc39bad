// SPDX-License-Identifier: GPL-2.0
/* QEMU's arguments for a guest: the machine, its disks, its kernel. */
#include "guest/qemu_args.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/guest_disks.h"
#include "base/msg.h"
#include "model/array_size.h"

/*
 * One processor boots fastest. q35 brings the clocks, the serial ports and the
 * PCI bus; each further device is one that a contract uses.
 *
 * pci-testdev has memory BARs and no driver in any kernel: the source of a
 * mapping of page frames without struct page. Linux hands the controller memory
 * buffer of an NVMe out as P2PDMA memory. That NVMe is behind a switch, where
 * its peer reaches it; the plain one on the root bus does not. The spare one
 * can be removed while the slow disk writes to its memory. The pc-dimm is
 * offline, and becomes ZONE_MOVABLE for a while.
 *
 * Results leave by a serial port, byte by byte, until init has found the
 * virtserialport. Without an ioeventfd the guest's write to that exits to QEMU,
 * so that the last line before a panic is not lost.
 */
static const char *const fixed[] = {
	"-M", "q35", "-m", "2048,slots=1,maxmem=4G", "-smp", "1",
	"-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
	"-nic", "none", "-device", "pci-testdev,membar=1M",
	"-device", "pcie-root-port,id=root",
	"-device", "x3130-upstream,id=switch,bus=root",
	"-device", "xio3130-downstream,id=port0,bus=switch,chassis=1,slot=0",
	"-device", "xio3130-downstream,id=port1,bus=switch,chassis=1,slot=1",
	"-device", "xio3130-downstream,id=port2,bus=switch,chassis=1,slot=2",
	"-device", "nvme,id=" GUEST_NVME_CMB ",serial=" GUEST_SERIAL
		GUEST_NVME_CMB ",cmb_size_mb=64,bus=port0",
	"-object", "memory-backend-ram,id=module,size=128M",
	"-device", "pc-dimm,memdev=module",
	"-chardev", "file,id=console,path=/dev/fd/3",
	"-serial", "chardev:console",
	"-chardev", "file,id=results,path=/dev/fd/4",
	"-serial", "chardev:results",
	"-chardev", "file,id=lines,path=/dev/fd/4",
	"-device", "virtio-serial-pci,ioeventfd=off",
	"-device", "virtserialport,chardev=lines,name=pincer.results",
};

#define NR_FIXED ARRAY_SIZE(fixed)

/*
 * With ERMS or FSRM Linux clears and copies pages by "rep stosb" and "rep
 * movsb", of which TCG emulates each byte: 2 ms for a huge page. Without CX16
 * SLUB takes a lock instead of cmpxchg16b, which some versions of TCG emulate
 * wrongly: see cx16_probe().
 */
static const char *cpu(const struct vm_spec *s)
{
	if (!strcmp(s->accel, "kvm"))
		return "max";
	return s->cx16 ? "max,-erms,-fsrm" : "max,-erms,-fsrm,-cx16";
}

/*
 * The kernel command line of every guest; memmap= ranges follow it.
 * cryptomgr.notests saves 0.2 to 0.5 s of a boot, noapictimer another 0.1 s;
 * rcupdate.rcu_expedited spares the close of a packet socket 35 ms. init passes
 * NAME.PARAMETER=VALUE to modules, as modprobe would. kunit.filter_glob names no
 * suite, so that none runs at boot: init starts them.
 */
static const char cmdline[] =
	"console=ttyS0 rdinit=/init panic=-1 quiet loglevel=4 "
	"printk.devkmsg=on "
	"secretmem.enable=1 hugepages=8 "
	"transparent_hugepage=madvise nvme_core.multipath=0 "
	"loop.max_loop=2 brd.rd_nr=1 brd.rd_size=16384 null_blk.nr_devices=0 "
	"memhp_default_state=offline PINCER_BAR_ID=1b36:0005 kunit.filter_glob=none "
	"cryptomgr.notests noapictimer no_timer_check rcupdate.rcu_expedited=1";

static void add_arg(struct qemu_args *a, const char *arg)
{
	char *copy = a->error ? NULL : strdup(arg);

	if (!copy || a->nr + 1 >= (int)(sizeof(a->argv) / sizeof(*a->argv))) {
		free(copy);
		a->error = -ENOMEM;
		return;
	}
	a->argv[a->nr++] = copy;
	a->argv[a->nr] = NULL;
}

static void add_option(struct qemu_args *a, const char *option,
		       const char *value)
{
	add_arg(a, option);
	add_arg(a, value);
}

/* QEMU reads two commas as one that belongs to a file's name. */
static void quote_path(char *to, size_t size, const char *path)
{
	size_t at = 0;

	for (; *path && at + 2 < size; path++) {
		if (*path == ',')
			to[at++] = ',';
		to[at++] = *path;
	}
	to[at] = '\0';
}

/* The -device of a disk, without its drive. */
static void format_device(const struct guest_disk *d, char *buf, size_t size)
{
	char serial[64];

	guest_disk_serial(d, serial, sizeof(serial));
	if (d->nsid)
		snprintf(buf, size, "nvme-ns,bus=" GUEST_NVME_CMB ",nsid=%d",
			 d->nsid);
	else
		snprintf(buf, size, "%s,serial=%s%s%s",
			 d->bus == GUEST_NVME ? "nvme" : "virtio-blk-pci",
			 serial, d->device ? "," : "", d->device ?: "");
}

static void add_disk(struct qemu_args *a, const struct guest_disk *d,
		     const char *dir)
{
	char text[2 * PATH_MAX + 128], file[2 * PATH_MAX], device[128];

	quote_path(file, sizeof(file), dir);
	snprintf(text, sizeof(text),
		 "if=none,id=%s,format=raw,cache=unsafe,%s%sfile=%s/%s.img",
		 d->name, d->drive ?: "", d->drive ? "," : "", file, d->name);
	add_option(a, "-drive", text);
	format_device(d, device, sizeof(device));
	snprintf(text, sizeof(text), "%s,drive=%s", device, d->name);
	add_option(a, "-device", text);
}

static void add_disks(struct qemu_args *a, const char *dir)
{
	const struct guest_disk *d;

	for_each_guest_disk(d)
		if (d->bus != GUEST_PMEM)
			add_disk(a, d, dir);
}

static void add_cmdline(struct qemu_args *a, const char *more)
{
	char text[QEMU_CMDLINE_MAX];
	const struct guest_disk *d;
	size_t used;

	used = snprintf(text, sizeof(text), "%s", cmdline);
	for_each_guest_disk(d)
		if (d->bus == GUEST_PMEM && used < sizeof(text))
			used += snprintf(text + used, sizeof(text) - used,
					 " memmap=%s", d->range);
	if (used < sizeof(text))
		used += snprintf(text + used, sizeof(text) - used, " %s", more);
	if (used >= sizeof(text)) {
		msg_error("the guest's kernel command line is longer than %d bytes: shorten with= and without= or the PINCER_* variables",
			  QEMU_CMDLINE_MAX - 1);
		a->error = -E2BIG;
	}
	add_option(a, "-append", text);
}

const char *qemu_program(void)
{
	const char *qemu = getenv("PINCER_QEMU");

	return qemu && *qemu ? qemu : "qemu-system-x86_64";
}

int qemu_args_build(struct qemu_args *a, const struct vm_spec *s)
{
	size_t i;

	memset(a, 0, sizeof(*a));
	/* The kernel ends QEMU with the harness, however that ends. */
	add_arg(a, "setpriv");
	add_option(a, "--pdeathsig", "KILL");
	add_arg(a, qemu_program());
	add_option(a, "-accel", s->accel);
	add_option(a, "-cpu", cpu(s));
	for (i = 0; i < NR_FIXED; i++)
		add_arg(a, fixed[i]);
	add_disks(a, s->dir);
	add_option(a, "-kernel", s->kernel);
	if (s->initrd)
		add_option(a, "-initrd", s->initrd);
	add_cmdline(a, s->append);
	if (a->error == -ENOMEM)
		msg_error("out of memory");
	return a->error;
}

void qemu_args_free(struct qemu_args *a)
{
	while (a->nr > 0)
		free(a->argv[--a->nr]);
}
