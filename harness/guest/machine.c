// SPDX-License-Identifier: GPL-2.0
/* What a guest's machine is made of, and how its kernel is told. */
#include "guest/machine.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/msg.h"
#include "image/template.h"

/*
 * The disks. Contracts know them by their serial numbers, and namespaces of
 * one NVMe by their numbers: the order in which a kernel finds devices is its
 * own affair.
 */
static const struct disk {
	const char *name;
	const char *device;
	enum template holds;
	const char *limit;	/* on what it does, for QEMU */
} disks[] = {
	{ "cmb", "nvme-ns,bus=cmb,nsid=1", TEMPLATE_NONE, "" },
	{ "xfs", "nvme-ns,bus=cmb,nsid=2", TEMPLATE_XFS, "" },
	{ "vfat", "nvme-ns,bus=cmb,nsid=3", TEMPLATE_VFAT, "" },
	{ "md0", "nvme-ns,bus=cmb,nsid=4", TEMPLATE_NONE, "" },
	{ "md1", "nvme-ns,bus=cmb,nsid=5", TEMPLATE_NONE, "" },
	{ "file", "nvme-ns,bus=cmb,nsid=6", TEMPLATE_EXT4, "" },
	{ "slow", "nvme-ns,bus=cmb,nsid=7", TEMPLATE_NONE,
	  "throttling.bps-total=1000000," },
	{ "f2fs", "nvme-ns,bus=cmb,nsid=8", TEMPLATE_F2FS, "" },
	{ "stable", "nvme-ns,bus=cmb,nsid=9", TEMPLATE_XFS, "" },
	{ "peer", "nvme,serial=pincer-peer,bus=port1", TEMPLATE_NONE, "" },
	{ "spare", "nvme,serial=pincer-spare,cmb_size_mb=16,bus=port2",
	  TEMPLATE_NONE, "" },
	{ "plain", "nvme,serial=pincer-plain", TEMPLATE_NONE, "" },
	{ "scratch", "virtio-blk-pci,serial=pincer-scratch", TEMPLATE_NONE, "" },
	{ "ext4", "virtio-blk-pci,serial=pincer-ext4", TEMPLATE_EXT4, "" },
};

#define NR_DISKS (sizeof(disks) / sizeof(disks[0]))

/*
 * One processor boots fastest. The clocks, the serial ports and the PCI bus
 * of q35 are there anyway; nothing that a contract does not use is added.
 * pci-testdev has memory BARs and no driver in any kernel: the mapping of
 * page frames without struct page. The NVMe with a controller memory buffer,
 * which Linux hands out as P2PDMA memory, is behind a switch, where its peer
 * can reach it; the plain one on the root bus cannot. The spare one has such
 * memory of its own, which may go away while the slow disk writes to it. Nor is
 * the memory module used: it is there to become ZONE_MOVABLE for a while.
 *
 * Results come by a serial port, byte by byte, until init has found another
 * that takes them line by line; without an ioeventfd a line has left the guest
 * when the guest has written it, even if it was the last thing it did.
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
	"-device", "nvme,id=cmb,serial=pincer-cmb,cmb_size_mb=64,bus=port0",
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

#define NR_FIXED (sizeof(fixed) / sizeof(fixed[0]))

/*
 * A processor that has fast string instructions makes Linux clear and copy
 * memory with them, byte by byte; a processor that is emulated takes 4 ns for
 * each, and 2 ms for a huge page.
 */
static const char *cpu(const char *accel)
{
	return strcmp(accel, "tcg") ? "max" : "max,-erms,-fsrm";
}

/*
 * What every guest's kernel is told. Two ranges of memory become /dev/pmem*:
 * one for a file system with DAX, one for device DAX. cryptomgr.notests
 * saves 0.2 to 0.5 s of a boot, the APIC timer's calibration another 0.1 s, and
 * the close of a packet socket need not wait 35 ms for RCU.
 * init gives modules their parameters from here, as modprobe would. Suites of
 * the kernel's own run on request, not at every boot: none has the name "none".
 */
static const char cmdline[] =
	"console=ttyS0 rdinit=/init panic=-1 quiet loglevel=4 "
	"printk.devkmsg=on "
	"memmap=64M!1G memmap=64M!1152M secretmem.enable=1 hugepages=8 "
	"transparent_hugepage=madvise nvme_core.multipath=0 "
	"loop.max_loop=2 brd.rd_nr=1 brd.rd_size=16384 null_blk.nr_devices=0 "
	"memhp_default_state=offline PINCER_BAR_ID=1b36:0005 kunit.filter_glob=none "
	"cryptomgr.notests noapictimer no_timer_check rcupdate.rcu_expedited=1";

static void add(struct machine *m, const char *arg)
{
	char *copy = m->error ? NULL : strdup(arg);

	if (!copy || m->nr + 1 >= (int)(sizeof(m->argv) / sizeof(*m->argv))) {
		free(copy);
		m->error = -ENOMEM;
		return;
	}
	m->argv[m->nr++] = copy;
	m->argv[m->nr] = NULL;
}

static void add2(struct machine *m, const char *option, const char *value)
{
	add(m, option);
	add(m, value);
}

/* A comma in a file's name is doubled, or QEMU takes it as its own. */
static void quote(char *to, size_t size, const char *name)
{
	size_t at = 0;

	for (; *name && at + 2 < size; name++) {
		if (*name == ',')
			to[at++] = ',';
		to[at++] = *name;
	}
	to[at] = '\0';
}

static void add_disk(struct machine *m, const struct disk *d, const char *dir)
{
	char text[2 * PATH_MAX + 128], file[2 * PATH_MAX];

	quote(file, sizeof(file), dir);
	snprintf(text, sizeof(text),
		 "if=none,id=%s,format=raw,cache=unsafe,%sfile=%s/%s.img",
		 d->name, d->limit, file, d->name);
	add2(m, "-drive", text);
	snprintf(text, sizeof(text), "%s,drive=%s", d->device, d->name);
	add2(m, "-device", text);
}

static void add_cmdline(struct machine *m, const char *more)
{
	char text[MACHINE_CMDLINE_MAX];

	if (snprintf(text, sizeof(text), "%s %s", cmdline, more) >=
	    (int)sizeof(text)) {
		msg_error("the guest's kernel command line is longer than %d bytes: shorten with= and without= or what PINCER_* variables say",
			  MACHINE_CMDLINE_MAX - 1);
		m->error = -E2BIG;
	}
	add2(m, "-append", text);
}

int machine_build(struct machine *m, const struct vm_spec *s)
{
	size_t i;

	memset(m, 0, sizeof(*m));
	/* QEMU must not outlive the harness, not even one that is killed. */
	add(m, "setpriv");
	add2(m, "--pdeathsig", "KILL");
	add(m, vm_qemu());
	add2(m, "-accel", s->accel);
	add2(m, "-cpu", cpu(s->accel));
	for (i = 0; i < NR_FIXED; i++)
		add(m, fixed[i]);
	for (i = 0; i < NR_DISKS; i++)
		add_disk(m, &disks[i], s->dir);
	add2(m, "-kernel", s->kernel);
	if (s->initrd)
		add2(m, "-initrd", s->initrd);
	add_cmdline(m, s->append);
	if (m->error == -ENOMEM)
		msg_error("out of memory");
	return m->error;
}

void machine_free(struct machine *m)
{
	while (m->nr > 0)
		free(m->argv[--m->nr]);
}

static int make_disk(const struct disk *d, const char *dir)
{
	char path[PATH_MAX];
	int fd, ret;

	ret = path_format(path, "%s/%s.img", dir, d->name);
	if (ret)
		return ret;
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || ftruncate(fd, TEMPLATE_SIZE_MAX)) {
		ret = -errno;
		msg_error("%s: cannot make the guest's disk: %s", path,
			  strerror(errno));
	} else {
		ret = template_copy(d->holds, fd);
	}
	if (fd >= 0)
		close(fd);
	return ret;
}

int machine_disks(const char *dir)
{
	size_t i;
	int ret = 0;

	for (i = 0; i < NR_DISKS && !ret; i++)
		ret = make_disk(&disks[i], dir);
	return ret;
}
