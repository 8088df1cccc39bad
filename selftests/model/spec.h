/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The specification: a reference model of get_user_pages().
 *
 * From the properties of a buffer's mappings, of the door it goes through, of
 * the machine and of the kernel's history it derives what must happen. It
 * knows no mapping by name, no contract by id and no kernel by version.
 */
#ifndef PINCER_SPEC_H
#define PINCER_SPEC_H

#include "model/layout.h"

/**
 * spec_expect() - what must happen
 * @layout: the buffer
 * @door: the door it goes through
 * @h: the kernel's history
 * @machine: the machine
 *
 * Return: what the door returns on a kernel with exactly this history: bytes
 * (0 for a door that reports success so) or a negative errno.
 */
long spec_expect(const struct layout *layout, const struct door_props *door,
		 const struct history *h, const struct machine *machine);

#endif
