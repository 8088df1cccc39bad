/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Put into a kernel's include/linux/ when mutants are built into it. A place
 * that a mutant changes asks pincer_mutant(NAME), which is false unless that
 * mutant is switched on; then it counts, and is true. One that is only counted
 * stays false. It takes no lock, calls nothing, and may be asked from any context.
 */
#ifndef _LINUX_PINCER_MUTANT_H
#define _LINUX_PINCER_MUTANT_H

#ifndef __ASSEMBLY__

/**
 * struct pincer_mutant - one mutant
 * @name: its name
 * @on: 1 when it is switched on, -1 when it is only counted
 * @reached: how often its place was reached meanwhile
 */
struct pincer_mutant {
	const char *name;
	int on;
	unsigned long reached;
};

#define pincer_mutant(name) ({						\
	extern struct pincer_mutant pincer_mutant_##name;		\
	__builtin_expect(pincer_mutant_##name.on, 0) &&			\
		++pincer_mutant_##name.reached &&			\
		pincer_mutant_##name.on > 0;				\
})

#endif
#endif
