/* SPDX-License-Identifier: GPL-2.0 */
/* The claims of KUnit suites. */
#ifndef PINCER_GUEST_CLAIMS_H
#define PINCER_GUEST_CLAIMS_H

#include "guest/guest.h"

/** guest_claim() - the suite that runs has made a claim */
void guest_claim(struct guest *g, const struct report *claim);

/** guest_collect_claims() - add a cell for each claim; 0 or -ENOMEM */
int guest_collect_claims(const struct guest *g, struct results *r,
			 size_t kernel);

#endif
