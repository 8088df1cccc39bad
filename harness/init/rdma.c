// SPDX-License-Identifier: GPL-2.0
/* Soft-RoCE over the loopback interface. */
#include <errno.h>
#include <linux/netlink.h>
#include <rdma/rdma_netlink.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "init.h"

#define UVERBS "/dev/infiniband/uverbs0"

/** struct request - RDMA_NLDEV_CMD_NEWLINK with its attributes */
struct request {
	struct nlmsghdr head;
	char attrs[96];
};

static void add_attr(struct request *r, int type, const char *text)
{
	struct nlattr *a = (void *)((char *)r + NLMSG_ALIGN(r->head.nlmsg_len));

	a->nla_type = type;
	a->nla_len = NLA_HDRLEN + strlen(text) + 1;
	strcpy((char *)a + NLA_HDRLEN, text);
	r->head.nlmsg_len = NLMSG_ALIGN(r->head.nlmsg_len) +
			    NLA_ALIGN(a->nla_len);
}

static int request_link(int fd)
{
	struct request r = { .head = {
		.nlmsg_len = NLMSG_HDRLEN,
		.nlmsg_type = RDMA_NL_GET_TYPE(RDMA_NL_NLDEV,
					       RDMA_NLDEV_CMD_NEWLINK),
		.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK,
	} };
	struct {
		struct nlmsghdr head;
		struct nlmsgerr error;
		char echo[sizeof(struct request)];
	} answer;

	add_attr(&r, RDMA_NLDEV_ATTR_DEV_NAME, "rxe0");
	add_attr(&r, RDMA_NLDEV_ATTR_LINK_TYPE, "rxe");
	add_attr(&r, RDMA_NLDEV_ATTR_NDEV_NAME, "lo");
	if (send(fd, &r, r.head.nlmsg_len, 0) < 0 ||
	    recv(fd, &answer, sizeof(answer), 0) <
		    (ssize_t)NLMSG_LENGTH(sizeof(answer.error)))
		return -errno;
	return answer.error.error;
}

void init_set_up_rdma(void)
{
	const int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC,
			      NETLINK_RDMA);
	int ret;

	/* EPROTONOSUPPORT without RDMA, EINVAL without CONFIG_RDMA_RXE. */
	if (fd < 0)
		return;
	ret = request_link(fd);
	close(fd);
	if (ret == -EINVAL)
		return;
	if (!ret)
		ret = init_wait_for(UVERBS);
	if (ret)
		init_setup_error("soft-RoCE", "%s", strerror(-ret));
	else
		setenv("PINCER_RDMA", UVERBS, 1);
}
