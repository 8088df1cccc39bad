// SPDX-License-Identifier: GPL-2.0
/* The loopback interface. */
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "init.h"

void init_set_up_loopback(void)
{
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	const int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	/* EAFNOSUPPORT without CONFIG_INET. */
	if (fd < 0)
		return;
	if (ioctl(fd, SIOCSIFFLAGS, &lo))
		init_setup_error("lo", "%s", strerror(errno));
	close(fd);
}
