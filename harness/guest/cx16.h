/* SPDX-License-Identifier: GPL-2.0 */
/* Whether TCG emulates cmpxchg16b without fault. */
#ifndef PINCER_CX16_H
#define PINCER_CX16_H

/* The guest: cx16_guest.S, as QEMU's -kernel takes it. */
extern const char cx16_guest[];
extern const unsigned int cx16_guest_size;

/**
 * cx16_run() - run the guest of cx16_guest.S under TCG
 * @dir: a directory for its file
 *
 * Return: CX16_GOOD or CX16_WRONG; any other status of QEMU, or negative errno,
 * when the guest did not come to its end.
 */
int cx16_run(const char *dir);

/* Exit statuses of QEMU: isa-debug-exit makes 2 * n + 1 of what it is given. */
#define CX16_WRONG 83
#define CX16_GOOD 85

/**
 * cx16_probe() - whether guests under TCG may have cmpxchg16b
 *
 * Before 8.0 (5f0dd8cd33cb "target/i386: Inline cmpxchg16b") QEMU computes the
 * flags that cmpxchg16b leaves alone from a stale env->cc_op: when that is
 * CC_OP_EFLAGS and a cmp came since, EFLAGS becomes an operand of that cmp,
 * with the trap, direction and alignment check flags that are in it. The next
 * cmp heals it; an interrupt or local_irq_save() before that does not. In SLUB,
 * the operand is the address of a free object; a kernel on a busy host then
 * takes debug exceptions, or copies strings backwards.
 *
 * The fault depends on neither host nor timing, so one pushf shows it. Asked of
 * QEMU itself, since distributions carry fixes to old versions; the result is
 * remembered.
 *
 * Return: 1; 0 for wrong or not known; a negative errno after reporting that there
 * is no QEMU.
 */
int cx16_probe(void);

#endif
