// SPDX-License-Identifier: GPL-2.0
#define _GNU_SOURCE
#include <errno.h>
#include <libgen.h>
#include <rdma/ib_user_verbs.h>
#include <rdma/rdma_user_rxe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/rdma_queue.h"
#include "lib/read_file.h"

/* Of include/rdma/ib_verbs.h, which is no UAPI. */
enum {
	QP_STATE = 1 << 0, QP_ACCESS_FLAGS = 1 << 3, QP_PKEY_INDEX = 1 << 4,
	QP_PORT = 1 << 5, QP_AV = 1 << 7, QP_PATH_MTU = 1 << 8,
	QP_TIMEOUT = 1 << 9, QP_RETRY_CNT = 1 << 10, QP_RNR_RETRY = 1 << 11,
	QP_RQ_PSN = 1 << 12, QP_MAX_QP_RD_ATOMIC = 1 << 13,
	QP_MIN_RNR_TIMER = 1 << 15, QP_SQ_PSN = 1 << 16,
	QP_MAX_DEST_RD_ATOMIC = 1 << 17, QP_DEST_QPN = 1 << 20,
};
enum { QPS_INIT = 1, QPS_RTR, QPS_RTS };
#define QPT_RC 2
#define MTU_4096 5
#define WR_RDMA_WRITE 0
#define SEND_SIGNALED 2

/* How long a WRITE may take, and how often to look. */
#define PATIENCE 2000
#define PATIENCE_US 1000

/* A completion queue, and a queue pair with one request at a time. */
static long make_pair(struct rdma_queue *q, const struct rdma_region *r,
		      struct mminfo *completions, struct mminfo *requests)
{
	struct {
		struct ib_uverbs_create_cq_resp head;
		struct rxe_create_cq_resp rxe;
	} cq = { 0 };
	struct {
		struct ib_uverbs_create_qp_resp head;
		struct rxe_create_qp_resp rxe;
	} qp = { 0 };
	const struct ib_uverbs_create_cq create_cq = {
		.response = (uintptr_t)&cq, .cqe = 4, .comp_channel = -1,
	};
	struct ib_uverbs_create_qp create_qp = {
		.response = (uintptr_t)&qp, .pd_handle = r->pd,
		.max_send_wr = 4, .max_recv_wr = 1, .max_send_sge = 1,
		.max_recv_sge = 1, .qp_type = QPT_RC,
	};
	int ret = rdma_command(q->fd, IB_USER_VERBS_CMD_CREATE_CQ, &create_cq,
			       sizeof(create_cq), sizeof(cq));

	if (ret)
		return ret;
	create_qp.send_cq_handle = cq.head.cq_handle;
	create_qp.recv_cq_handle = cq.head.cq_handle;
	ret = rdma_command(q->fd, IB_USER_VERBS_CMD_CREATE_QP, &create_qp,
			   sizeof(create_qp), sizeof(qp));
	q->pair = qp.head.qp_handle;
	q->number = qp.head.qpn;
	*completions = cq.rxe.mi;
	*requests = qp.rxe.sq_mi;
	return ret;
}

static void *map_queue(const struct rdma_queue *q, const struct mminfo *info)
{
	return mmap(NULL, info->size, PROT_READ | PROT_WRITE, MAP_SHARED, q->fd,
		    info->offset);
}

/* The name of the device, "rxe0", by that of its node, "uverbs0". */
static void device_name(char name[32])
{
	char node[64], path[96];
	const char *text;

	snprintf(node, sizeof(node), "%s", getenv("PINCER_RDMA") ?: "");
	snprintf(path, sizeof(path), "/sys/class/infiniband_verbs/%.32s/ibdev",
		 basename(node));
	text = read_path(path) ?: "";
	snprintf(name, 32, "%.*s", (int)strcspn(text, "\n"), text);
}

/* Reads "0000:...:ffff:7f00:0001"; false if it is not that of an IPv4 address. */
static bool parse_gid(const char *text, unsigned char gid[16])
{
	unsigned int part, i;

	for (i = 0; i < 8 && text; i++) {
		if (sscanf(text + 5 * i, "%4x", &part) != 1)
			return false;
		gid[2 * i] = part >> 8;
		gid[2 * i + 1] = part;
	}
	return text && gid[10] == 0xff && gid[11] == 0xff && !gid[0];
}

/* The address of the port: its index, or -1. */
static int find_gid(unsigned char gid[16])
{
	char name[32], path[96];
	int i;

	device_name(name);
	for (i = 0; i < 8; i++) {
		snprintf(path, sizeof(path),
			 "/sys/class/infiniband/%s/ports/1/gids/%d", name, i);
		if (parse_gid(read_path(path), gid))
			return i;
	}
	errno = EADDRNOTAVAIL;
	return -1;
}

static int modify(const struct rdma_queue *q, struct ib_uverbs_modify_qp *m,
		  int state, unsigned int mask)
{
	m->qp_handle = q->pair;
	m->qp_state = state;
	m->attr_mask = QP_STATE | mask;
	return rdma_command(q->fd, IB_USER_VERBS_CMD_MODIFY_QP, m, sizeof(*m), 0);
}

/* Each state takes the attributes that it must have. */
static int connect_pair(const struct rdma_queue *q)
{
	struct ib_uverbs_modify_qp m = {
		.dest_qp_num = q->number, .path_mtu = MTU_4096, .port_num = 1,
		.qp_access_flags = IB_UVERBS_ACCESS_LOCAL_WRITE |
				   IB_UVERBS_ACCESS_REMOTE_WRITE |
				   IB_UVERBS_ACCESS_REMOTE_READ,
		.max_rd_atomic = 1, .max_dest_rd_atomic = 1,
		.min_rnr_timer = 1, .timeout = 14,
	};
	const int gid = find_gid(m.dest.dgid);

	if (gid < 0)
		return -errno;
	m.dest.sgid_index = gid;
	m.dest.hop_limit = 1;
	m.dest.is_global = 1;
	m.dest.port_num = 1;
	return modify(q, &m, QPS_INIT,
		      QP_PKEY_INDEX | QP_PORT | QP_ACCESS_FLAGS) ?:
	       modify(q, &m, QPS_RTR, QP_AV | QP_PATH_MTU | QP_DEST_QPN |
		      QP_RQ_PSN | QP_MAX_DEST_RD_ATOMIC | QP_MIN_RNR_TIMER) ?:
	       modify(q, &m, QPS_RTS, QP_TIMEOUT | QP_RETRY_CNT | QP_RNR_RETRY |
		      QP_SQ_PSN | QP_MAX_QP_RD_ATOMIC);
}

long rdma_queue_open(struct attempt *a, struct rdma_queue *q,
		     const struct rdma_region *r)
{
	struct mminfo completions, requests;
	long ret;

	*q = (struct rdma_queue){ .fd = r->fd };
	ret = make_pair(q, r, &completions, &requests);
	errno = -ret;
	if (ret)
		return attempt_setup_error(a, "a queue pair");
	q->completions = map_queue(q, &completions);
	q->requests = map_queue(q, &requests);
	if (q->completions == MAP_FAILED || q->requests == MAP_FAILED)
		return attempt_setup_error(a, "mmap of a queue");
	q->completions_len = completions.size;
	q->requests_len = requests.size;
	ret = connect_pair(q);
	errno = -ret;
	return ret ? attempt_setup_error(a, "connecting a queue pair") : 0;
}

static void *entry_at(struct rxe_queue_buf *queue, uint32_t index)
{
	return queue->data +
	       ((index & queue->index_mask) << queue->log2_elem_size);
}

/* Tells the device that there is a request in the queue. */
static int ring_doorbell(const struct rdma_queue *q)
{
	struct ib_uverbs_post_send_resp resp;
	const struct ib_uverbs_post_send post = {
		.response = (uintptr_t)&resp, .qp_handle = q->pair,
		.wqe_size = sizeof(struct ib_uverbs_send_wr),
	};

	return rdma_command(q->fd, IB_USER_VERBS_CMD_POST_SEND, &post,
			    sizeof(post), sizeof(resp));
}

static long await_completion(struct rdma_queue *q)
{
	struct rxe_queue_buf *const c = q->completions;
	const struct ib_uverbs_wc *done;
	const uint32_t at = c->consumer_index;
	int i;

	for (i = 0; i < PATIENCE; i++) {
		if (__atomic_load_n(&c->producer_index, __ATOMIC_ACQUIRE) != at) {
			done = entry_at(c, at);
			i = done->status;
			__atomic_store_n(&c->consumer_index,
					 (at + 1) & c->index_mask,
					 __ATOMIC_RELEASE);
			return i ? -EIO : 0;
		}
		usleep(PATIENCE_US);
	}
	return -ETIMEDOUT;
}

long rdma_queue_write(struct rdma_queue *q, const struct rdma_region *from,
		      const void *source, const struct rdma_region *to,
		      void *destination, size_t len)
{
	struct rxe_queue_buf *const s = q->requests;
	struct rxe_send_wqe *w = entry_at(s, s->producer_index);
	long ret;

	memset(w, 0, sizeof(*w) + sizeof(w->dma.sge[0]));
	w->wr.opcode = WR_RDMA_WRITE;
	w->wr.send_flags = SEND_SIGNALED;
	w->wr.wr.rdma.remote_addr = (uintptr_t)destination;
	w->wr.wr.rdma.rkey = to->rkey;
	w->iova = (uintptr_t)destination;
	w->dma.length = len;
	w->dma.resid = len;
	w->dma.num_sge = 1;
	w->dma.sge[0] = (struct rxe_sge){
		.addr = (uintptr_t)source, .length = len, .lkey = from->lkey,
	};
	__atomic_store_n(&s->producer_index,
			 (s->producer_index + 1) & s->index_mask,
			 __ATOMIC_RELEASE);
	ret = ring_doorbell(q);
	return ret ? ret : await_completion(q);
}

void rdma_queue_close(struct rdma_queue *q)
{
	munmap(q->completions, q->completions_len);
	munmap(q->requests, q->requests_len);
}
