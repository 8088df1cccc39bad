// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/coredump.h"
#include "lib/read_file.h"

/* A relative pattern: below the working directory of the process that dumps. */
#define PATTERN_FILE "/proc/sys/kernel/core_pattern"
#define PATTERN "core.%p"

/* Exists only with CONFIG_ELF_CORE. */
#define FILTER_FILE "/proc/self/coredump_filter"

/* Above CORENAME_MAX_SIZE of the kernel. */
#define PATTERN_MAX 256

/* In the child: abort() with the filter set, in the directory. */
static void __attribute__((noreturn)) dump_core(const char *dir, int filter)
{
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	char text[16];
	int error;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	snprintf(text, sizeof(text), "%#x", filter);
	if (chdir(dir) || setrlimit(RLIMIT_CORE, &all))
		_exit(errno);
	error = write_path(FILTER_FILE, text);
	if (!error)
		abort();
	_exit(-error);
}

/* Returns the child's process id, which the file is named after, or -errno. */
static long run_child(struct attempt *a, const char *dir, int filter)
{
	const pid_t child = fork();
	int status;

	if (!child)
		dump_core(dir, filter);
	if (child < 0 || waitpid(child, &status, 0) != child)
		return attempt_setup_error(a, "a child");
	if (WIFSIGNALED(status) && WCOREDUMP(status))
		return child;
	errno = WIFEXITED(status) ? WEXITSTATUS(status) : ENODATA;
	return attempt_setup_error(a, "a core dump");
}

/* Maps the file and unlinks it. */
static long map_core(struct attempt *a, const char *dir, pid_t child,
		     struct coredump *core)
{
	char path[PATTERN_MAX];
	struct stat st;
	int fd;

	snprintf(path, sizeof(path), "%s/core.%d", dir, child);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	unlink(path);
	if (fd < 0 || fstat(fd, &st))
		return attempt_setup_error(a, path);
	core->size = st.st_size;
	core->at = mmap(NULL, core->size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	return core->at == MAP_FAILED ? attempt_setup_error(a, path) : 0;
}

static long dump_into(struct attempt *a, const char *dir, int filter,
		      struct coredump *core)
{
	const char *found = read_path(PATTERN_FILE);
	char pattern[PATTERN_MAX];
	long ret;

	snprintf(pattern, sizeof(pattern), "%s", found ?: "");
	if (!found || write_path(PATTERN_FILE, PATTERN))
		return attempt_skip(a, "no permission to write " PATTERN_FILE);
	ret = run_child(a, dir, filter);
	if (write_path(PATTERN_FILE, pattern))
		return attempt_setup_error(a, PATTERN_FILE);
	return ret < 0 ? ret : map_core(a, dir, ret, core);
}

long coredump_make(struct attempt *a, int filter, struct coredump *core)
{
	const char *tmpfs = getenv("PINCER_TMPFS");
	char dir[PATTERN_MAX / 2];
	long ret;

	if (access(FILTER_FILE, W_OK))
		return attempt_no_interface(a, FILTER_FILE);
	snprintf(dir, sizeof(dir), "%s/pincer-XXXXXX", tmpfs ?: "/tmp");
	if (!mkdtemp(dir))
		return attempt_setup_error(a, dir);
	ret = dump_into(a, dir, filter, core);
	rmdir(dir);
	return ret;
}

void coredump_free(struct coredump *core)
{
	munmap(core->at, core->size);
}

static bool is_within(const struct coredump *core, size_t at, size_t len)
{
	return at <= core->size && len <= core->size - at;
}

long coredump_bytes(const struct coredump *core, const void *at,
		    const char **bytes)
{
	ElfW(Ehdr) head;
	ElfW(Phdr) p;
	int i;

	*bytes = NULL;
	if (!is_within(core, 0, sizeof(head)))
		return -ENODATA;
	memcpy(&head, core->at, sizeof(head));
	if (!is_within(core, head.e_phoff, head.e_phnum * sizeof(p)))
		return -ENODATA;
	for (i = 0; i < head.e_phnum; i++) {
		memcpy(&p, core->at + head.e_phoff + i * sizeof(p), sizeof(p));
		if (p.p_type != PT_LOAD || p.p_vaddr != (uintptr_t)at)
			continue;
		if (!is_within(core, p.p_offset, p.p_filesz))
			return -ENODATA;
		if (p.p_filesz)
			*bytes = core->at + p.p_offset;
		return p.p_filesz;
	}
	return -ENOENT;
}
