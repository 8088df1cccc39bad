/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The contracts: every door with every layout in every state that matters.
 * Enumerating them, and saying what each promises, needs no kernel.
 */
#ifndef PINCER_CONTRACT_H
#define PINCER_CONTRACT_H

#include "model/door.h"
#include "model/mapping.h"
#include "model/properties.h"

#define CONTRACT_ID_MAX 80

/** struct layout - mappings side by side, from left to right, as one buffer */
struct layout {
	const struct mapping *part[BUFFER_PARTS_MAX];
	int nr;
};

/**
 * struct contract - one promise
 * @id: "door/layout[:state]", or a scenario's name
 * @door: the way in, or the scenario
 * @layout: the buffer; nothing for a scenario
 * @state: what happens to its pages first
 */
struct contract {
	char id[CONTRACT_ID_MAX];
	const struct door *door;
	struct layout layout;
	enum state state;
};

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
 * contract_span() - pages of a mapping as the specification sees them
 * @s: filled in
 * @kind: the mapping
 * @pages: how many
 * @state: what happened to them before
 * @files: how many files were counted to the left; one more is, or none
 */
void contract_span(struct span *s, const struct mapping *kind, int pages,
		   enum state state, int *files);

/**
 * contract_buffer() - the buffer as the specification sees it
 * @c: the contract
 * @page_size: bytes
 * @b: filled in
 */
void contract_buffer(const struct contract *c, size_t page_size,
		     struct buffer *b);

/**
 * contract_expect() - what must come of a contract
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
