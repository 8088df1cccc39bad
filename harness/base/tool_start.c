// SPDX-License-Identifier: GPL-2.0
/* Find a tool and start it; it dies with this process. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/files.h"
#include "base/tool.h"

#define NR_GUARD 3

/* Our environment with @over in it; the array is to be freed, not the text. */
static char **merge_env(const char *const *over)
{
	size_t nr = 0, extra = 0, n = 0;
	char **env;

	while (environ[nr])
		nr++;
	while (over && over[extra])
		extra++;
	env = calloc(nr + extra + 1, sizeof(*env));
	if (!env)
		return NULL;
	for (size_t i = 0; i < nr; i++) {
		size_t name = strcspn(environ[i], "=") + 1, j = 0;

		while (j < extra && strncmp(environ[i], over[j], name))
			j++;
		if (j == extra)
			env[n++] = environ[i];
	}
	for (size_t j = 0; j < extra; j++)
		env[n++] = (char *)over[j];
	return env;
}

/*
 * Where a tool is: in PATH, or in a directory that it often lacks. One with a
 * slash is looked for from where it will run.
 */
static int find_tool(const char *name, const char *from, char path[PATH_MAX])
{
	const char *dirs = getenv("PATH"), *all;
	char text[PATH_MAX];
	size_t len;

	if (strchr(name, '/')) {
		snprintf(text, sizeof(text), "%s/%s", from ? from : ".", name);
		snprintf(path, PATH_MAX, "%s", name);
		return access(*name == '/' ? name : text, X_OK) ? -errno : 0;
	}
	snprintf(text, sizeof(text), "%s:/usr/sbin", dirs ? dirs : "/usr/bin");
	for (all = text; *all; all += len + (all[len] == ':')) {
		len = strcspn(all, ":");
		if (snprintf(path, PATH_MAX, "%.*s/%s", (int)len, all, name) <
		    PATH_MAX && path_is_file(path) && !access(path, X_OK))
			return 0;
	}
	return -ENOENT;
}

/* prctl(PR_SET_PDEATHSIG): the tool dies with this process, even if killed. */
static char **guard_argv(const struct tool *s, char *path)
{
	static const char *const guard[] = { "setpriv", "--pdeathsig", "KILL" };
	size_t nr = 0, i;
	char **argv;

	while (s->argv[nr])
		nr++;
	argv = calloc(NR_GUARD + nr + 1, sizeof(*argv));
	if (!argv)
		return NULL;
	for (i = 0; i < NR_GUARD; i++)
		argv[i] = (char *)guard[i];
	argv[NR_GUARD] = path;
	for (i = 1; i < nr; i++)
		argv[NR_GUARD + i] = (char *)s->argv[i];
	return argv;
}

/*
 * In a process group of its own: a signal from the terminal does not reach it,
 * and the children of the tool can be killed with it.
 */
static int spawn(char *const *argv, char *const *env,
		 const posix_spawn_file_actions_t *fa, pid_t *pid)
{
	posix_spawnattr_t attr;
	sigset_t set;
	int ret;

	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK |
				 POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	/* Signals that this process blocks or ignores must end the tool. */
	sigemptyset(&set);
	posix_spawnattr_setsigmask(&attr, &set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGPIPE);
	posix_spawnattr_setsigdefault(&attr, &set);
	ret = posix_spawnp(pid, argv[0], fa, &attr, argv, env);
	posix_spawnattr_destroy(&attr);
	return -ret;
}

int tool_start(const struct tool *s, int out, int err, pid_t *pid)
{
	posix_spawn_file_actions_t fa;
	char path[PATH_MAX];
	char **env, **argv;
	int ret;

	ret = find_tool(s->argv[0], s->dir, path);
	if (ret)
		return ret;
	env = merge_env(s->env);
	argv = guard_argv(s, path);
	if (!env || !argv) {
		ret = -ENOMEM;
		goto out;
	}
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_addopen(&fa, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&fa, out, 1);
	posix_spawn_file_actions_adddup2(&fa, err, 2);
	if (s->dir)
		posix_spawn_file_actions_addchdir_np(&fa, s->dir);
	ret = spawn(argv, env, &fa, pid);
	posix_spawn_file_actions_destroy(&fa);
out:
	free(argv);
	free(env);
	return ret;
}
