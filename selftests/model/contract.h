/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The contracts: every door with every layout in every state that matters, what
 * every door promises beside that, and the scenarios. Enumerating them, and saying what each promises, needs no
 * kernel.
 */
#ifndef PINCER_CONTRACT_H
#define PINCER_CONTRACT_H

#include "model/door.h"
#include "model/layout.h"
#include "model/outcome.h"
#include "model/promise.h"
#include "model/scenario.h"

#define CONTRACT_ID_MAX 80

/**
 * struct contract - one promise
 * @id: "door/layout[:state]", "door.promise", or a scenario's name
 * @door: the door that @layout goes through; NULL for a scenario
 * @promise: what the door promises; NULL for others
 * @scenario: the scenario; NULL for a grid point
 * @layout: the buffer; without parts for a scenario, which makes its own
 * @need: what must be there
 * @props: what success looks like, and how pins are counted
 * @role: what the buffer is to the transfer
 * @alone: tried in a process of its own, as it changes that process
 * @expect: the outcome that it must have
 * @run: runs it, and returns bytes or a negative errno
 * @undo: undoes what outlives its process, or NULL; as in struct scenario
 */
struct contract {
	char id[CONTRACT_ID_MAX];
	const struct door *door;
	const struct promise *promise;
	const struct scenario *scenario;
	struct layout layout;
	const struct need *need;
	const struct door_props *props;
	enum role role;
	bool alone;
	struct outcome (*expect)(const struct contract *c,
				 const struct history *h,
				 const struct machine *machine);
	long (*run)(struct attempt *a);
	const char *(*undo)(void);
};

/** contract_of_layout() - that a layout goes through a door; without an id */
struct contract contract_of_layout(const struct door *door,
				   const struct layout *layout);

/** contract_of_promise() - what a door promises of a layout; without an id */
struct contract contract_of_promise(const struct door *door,
				    const struct promise *promise,
				    const struct layout *layout);

/** contract_of_scenario() - what a scenario promises; without an id */
struct contract contract_of_scenario(const struct scenario *scenario);

/**
 * contracts() - the whole catalogue, in a stable order
 * @nr: receives how many there are
 */
const struct contract *contracts(size_t *nr);

/** contract_find() - a contract by id, or NULL */
const struct contract *contract_find(const char *id);

/** contract_promised() - the promise in a few words: "is refused" */
const char *contract_promised(const struct contract *c);

/**
 * contract_promise() - the promise as a sentence
 * @c: the contract
 * @buf: receives the sentence
 * @size: bytes in @buf
 */
void contract_promise(const struct contract *c, char *buf, size_t size);

/**
 * contract_expect() - the outcome that a contract must have
 * @c: the contract
 * @h: the kernel's history
 * @machine: the machine
 *
 * Return: the outcome that spec_expect() derives, or the scenario's rule says.
 */
struct outcome contract_expect(const struct contract *c,
			       const struct history *h,
			       const struct machine *machine);

#endif
