#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# usage: run.sh FAMILY: runs a family of doors. As root it brings a scratch
# ext4 and a tmpfs of its own, in a mount namespace of its own: they are gone
# when the test program is, however that ends. What the user names goes first.
set -eu

here=$(dirname "$0")
family=$1
image=${2:-}

can_mount() {
	[ "$(id -u)" = 0 ] || return 1
	for tool in unshare mount mke2fs mktemp truncate; do
		command -v $tool >/dev/null || return 1
	done
}

# Inside the namespace: the image needs no name once it is mounted.
mount_scratch() {
	mount -t tmpfs pincer /mnt
	mkdir /mnt/tmpfs /mnt/ext4
	export PINCER_TMPFS="${PINCER_TMPFS:-/mnt/tmpfs}"
	if mount -o loop "$image" /mnt/ext4; then
		export PINCER_EXT4="${PINCER_EXT4:-/mnt/ext4}"
	else
		echo "# no scratch ext4: loop devices do not work here"
	fi
	rm -f "$image"
}

if [ -n "$image" ]; then
	mount_scratch
elif can_mount; then
	image=$(mktemp)
	trap 'rm -f "$image"' EXIT
	truncate -s 16M "$image"
	mke2fs -q -t ext4 -b 4096 "$image"
	unshare --mount --propagation private "$0" "$family" "$image"
	exit
fi
exec "$here/pincer_test" "$family"
