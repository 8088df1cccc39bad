#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# usage: run.sh FAMILY: runs a family of contracts. As root it mounts a scratch
# ext4 and a tmpfs in a new mount namespace, which ends with the test program,
# however that ends. Directories that the environment names are used instead.
set -eu

here=$(dirname "$0")
family=$1
scratch=${2:-}

can_mount() {
	[ "$(id -u)" = 0 ] || return 1
	for tool in unshare mount mke2fs mktemp truncate; do
		command -v $tool >/dev/null || return 1
	done
	unshare --mount true 2>/dev/null
}

# Runs inside the namespace, on an empty directory.
mount_scratch() {
	mount -t tmpfs pincer "$scratch"
	mkdir "$scratch/tmpfs" "$scratch/ext4" "$scratch/huge"
	truncate -s 16M "$scratch/image"
	mke2fs -q -t ext4 -b 4096 "$scratch/image"
	export PINCER_TMPFS="${PINCER_TMPFS:-$scratch/tmpfs}"
	if mount -t tmpfs -o huge=always pincer "$scratch/huge"; then
		export PINCER_TMPFS_HUGE="${PINCER_TMPFS_HUGE:-$scratch/huge}"
	fi
	if mount -o loop "$scratch/image" "$scratch/ext4"; then
		export PINCER_EXT4="${PINCER_EXT4:-$scratch/ext4}"
	else
		echo "# no scratch ext4: loop devices do not work here"
	fi
}

if [ -n "$scratch" ]; then
	mount_scratch
elif can_mount; then
	scratch=$(mktemp -d)
	trap 'rmdir "$scratch"' EXIT
	unshare --mount --propagation private "$0" "$family" "$scratch" ||
		exit
	exit 0
fi
exec "$here/pincer_test" "$family"
