// SPDX-License-Identifier: GPL-2.0
/* A script that stands in for apt, so that it can fail at will. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/files.h"
#include "fake_apt.h"
#include "scratch.h"

static char path_before[4096];

/* Its log and its answers lie beside its directory. */
static const char apt_script[] =
	"#!/bin/sh\n"
	"here=$(dirname \"$(dirname \"$0\")\")\n"
	"echo \"$(basename \"$0\") $*\" >>\"$here/calls\"\n"
	"if [ -e \"$here/fail-$1\" ]; then\n"
	"	cat \"$here/fail-$1\" >&2; exit 100\n"
	"fi\n"
	"case \"$1 $*\" in\n"
	"indextargets*) echo 'Debian|Debian|x|http://a/'\n"
	"	echo 'Debian|Debian-Security|x|http://b/';;\n"
	"update*Valid-Until=true*)\n"
	"	[ -e \"$here/expired\" ] || exit 0\n"
	"	echo 'E: Release file for x is expired (since 1 d).' >&2; exit 100;;\n"
	"depends*) cat \"$here/depends\";;\n"
	"download*--print-uris*) cat \"$here/uris\";;\n"
	"download*) cp \"$here\"/debs/* .;;\n"
	"esac\n";

void fake_apt_setup(void)
{
	static const char * const tools[] = {
		"bin/apt-get", "bin/apt-cache", "bin/apt-config", "bin/depmod",
	};
	char path[8192];

	for (int i = 0; i < 4; i++) {
		scratch_text(tools[i], apt_script);
		assert_int_equal(chmod(scratch_path(tools[i]), 0755), 0);
	}
	assert_int_equal(dirs_make(scratch_path("debs")), 0);
	snprintf(path_before, sizeof(path_before), "%s", getenv("PATH"));
	snprintf(path, sizeof(path), "%s:%s", scratch_path("bin"), path_before);
	assert_int_equal(setenv("PATH", path, 1), 0);
}

void fake_apt_says(const char *depends, const char *uris)
{
	scratch_text("depends", depends);
	scratch_text("uris", uris);
}

int fake_apt_calls(const char *what)
{
	char *text, *p;
	int n = 0;

	if (file_read(scratch_path("calls"), &text, NULL))
		return 0;
	for (p = text; (p = strstr(p, what)); p++)
		n++;
	free(text);
	return n;
}

void fake_apt_forget(void)
{
	unlink(scratch_path("calls"));
}

void fake_apt_teardown(void)
{
	setenv("PATH", path_before, 1);
	unsetenv("PINCER_REFRESH");
}
