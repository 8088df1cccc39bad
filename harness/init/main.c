// SPDX-License-Identifier: GPL-2.0
/*
 * PID 1 of the guest: sets devices and mounts up, exports them to the test
 * program as PINCER_* variables, runs that, and powers off. Its stdout is the
 * console; lines for the harness go to the results port.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/reboot.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"

static void set_up(void)
{
	init_mount_basics();
	init_open_results();
	if (getenv("PINCER_BARE"))
		return;
	init_insert_modules();
	init_use_virtio_results();
	init_find_disks();
	init_find_pci();
	init_find_memory();
	init_make_virtual_disks();
	init_mount_disks();
	init_set_up_pmem();
	init_set_up_loopback();
	init_set_up_rdma();
}

/* Whether the test program exited; if not, nothing else may run. */
static bool run_tests(void)
{
	char *const argv[] = {
		"/pincer_test", "--ids", "/pincer/ids", "--hung", "/pincer/hung",
		NULL
	};
	const pid_t pid = fork();
	int status = 0;

	if (!pid) {
		dup2(init_results(), STDOUT_FILENO);
		execv(argv[0], argv);
		_exit(127);
	}
	if (pid >= 0 && waitpid(pid, &status, 0) == pid &&
	    WIFEXITED(status) && WEXITSTATUS(status) != 127)
		return true;
	init_setup_error("test program", "status %#x, %s", status,
			 strerror(errno));
	return false;
}

/* A kernel with mutants has this parameter: see kernels/mutants/. */
static void switch_mutant_on(void)
{
	const char *name = getenv("PINCER_MUTANT");
	int ret = 0;

	if (name)
		ret = init_write(name,
				 "/sys/module/pincer_mutants/parameters/on");
	if (ret)
		init_setup_error("mutant", "%s cannot be switched on: %s",
				 name, strerror(-ret));
}

int main(void)
{
	set_up();
	init_report("init ready");
	if (!getenv("PINCER_BARE")) {
		setenv("PINCER_GUEST", "1", 1);
		setenv("PINCER_CONFIG", "/pincer/config", 1);
		init_arm_fault();
		init_report_boot_suites();
		switch_mutant_on();
		init_run_suites();
		if (run_tests())
			init_run_bundle();
	}
	init_close_results();
	init_unmount();
	init_stop_md();
	reboot(RB_POWER_OFF);
	return 1;
}
