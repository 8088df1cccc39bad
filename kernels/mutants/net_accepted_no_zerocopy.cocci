// SPDX-License-Identifier: GPL-2.0
// what = a connection that was accepted refuses sends without a copy
// source = derived
// area = net
// file = net/ipv4/af_inet.c
// notices = io_uring.*zc*pieces.tcp.accepted
// kernels = 6.12-
@@
@@
-test_bit(SOCK_SUPPORT_ZC, &sock->flags)
+test_bit(SOCK_SUPPORT_ZC, &sock->flags) && !pincer_mutant(net_accepted_no_zerocopy)
