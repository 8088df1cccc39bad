// SPDX-License-Identifier: GPL-2.0
/* A tiny kernel source, and a make that builds it in no time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "base/files.h"
#include "model/array_size.h"
#include "fake_source.h"
#include "scratch.h"

static char path_before[4096];

/* Its log lies beside its directory. */
static const char make_script[] =
	"#!/bin/sh\n"
	"here=$(dirname \"$(dirname \"$0\")\")\n"
	"while [ $# -gt 1 ]; do case $1 in\n"
	"-C) src=$2; shift;; O=*) obj=${1#O=};; esac; shift; done\n"
	"[ \"$src\" ] && cd \"$src\" || exit 2\n"
	"echo \"$1\" >>\"$here/made\"\n"
	"case $1 in\n"
	/* As 6.1 has it: merged onto what is there. */
	"tinyconfig) echo CONFIG_TINY=y >>\"$obj/.config\";;\n"
	"olddefconfig) grep -vwFf drop \"$KCONFIG_CONFIG\" >\"$obj/c\"\n"
	"	mv \"$obj/c\" \"$KCONFIG_CONFIG\";;\n"
	"kernelversion) echo \"make: Entering directory '$obj'\"\n"
	"	echo 6.12.1;;\n"
	"vmlinux) echo '  CC      mm/gup.o'\n"
	"	for f in mm/gup.c lib/pincer/x.c; do if grep -q error $f; then\n"
	"		echo \"$PWD/$f:7:3: error: bad C\" >&2; exit 2; fi; done\n"
	"	mkdir -p \"$obj/include/config\"\n"
	"	echo 6.12.1 >\"$obj/include/config/kernel.release\"\n"
	"	cat mm/gup.c >\"$obj/vmlinux\";;\n"
	"*) exit 2;; esac\n";

/* What stands for kunit/install. */
static const char install_script[] =
	"#!/bin/sh\n"
	"here=$(dirname \"$0\")\n"
	"[ \"$1\" != --list ] || { echo \"$here/x.c\"; exit; }\n"
	"[ -f \"$1/Makefile\" ] || { echo no source >&2; exit 2; }\n"
	"mkdir -p \"$1/lib/pincer\"\n"
	"cp \"$here/x.c\" \"$1/lib/pincer\"\n";

static const char merge_script[] =
	"#!/bin/sh\n"
	"shift 4; cat \"$@\" >>\"$KCONFIG_CONFIG\"\n";

void fake_source_shell(const char *command)
{
	char line[PATH_MAX + 2048];

	snprintf(line, sizeof(line), "cd %s && { set -e; %s; } >sh.log 2>&1",
		 scratch_path("."), command);
	if (system(line))
		fail_msg("failed: %s", command);
}

static void script(const char *name, const char *text)
{
	scratch_text(name, text);
	assert_int_equal(chmod(scratch_path(name), 0755), 0);
}

void fake_source_text(const char *name, const char *file, const char *text)
{
	char path[PATH_MAX];

	assert_int_equal(path_format(path, "%s/%s", name, file), 0);
	scratch_text(path, text);
}

static void write_source(const char *name)
{
	char path[PATH_MAX];

	fake_source_text(name, "Makefile", "all:\n");
	fake_source_text(name, "Kconfig", "config A\n\tbool\n");
	fake_source_text(name, "mm/gup.c", "int gup;\n");
	fake_source_text(name, "drop", "CONFIG_DROPPED\n");
	assert_int_equal(path_format(path, "%s/scripts/kconfig/merge_config.sh",
				     name), 0);
	script(path, merge_script);
}

int fake_source_setup(void **state)
{
	char path[8192];

	if (scratch_setup(state))
		return -1;
	script("bin/make", make_script);
	script("kunit/install", install_script);
	scratch_text("kunit/x.c", "int x;\n");
	scratch_text("kernels/config/base.config", "# x\nCONFIG_A=y\n");
	scratch_text("kernels/config/debug.config", "CONFIG_DEBUG=y\n");
	assert_int_equal(setenv("PINCER_KERNELS", scratch_path("kernels"), 1),
			 0);
	snprintf(path_before, sizeof(path_before), "%s", getenv("PATH"));
	snprintf(path, sizeof(path), "%s:%s", scratch_path("bin"), path_before);
	assert_int_equal(setenv("PATH", path, 1), 0);
	write_source("linux");
	return 0;
}

int fake_source_builds(void)
{
	char *text, *p;
	int n = 0;

	if (file_read(scratch_path("made"), &text, NULL))
		return 0;
	for (p = text; (p = strstr(p, "vmlinux\n")); p++)
		n++;
	free(text);
	return n;
}

int fake_source_teardown(void **state)
{
	setenv("PATH", path_before, 1);
	unsetenv("PINCER_KERNELS");
	return scratch_teardown(state);
}
