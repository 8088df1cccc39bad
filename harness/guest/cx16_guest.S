/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A guest that runs cmpxchg16b and tells by isa-debug-exit whether flags,
 * registers and memory are as the manuals have it. A multiboot kernel without
 * a file format, to be loaded at 1 MB; made on x86-64 only, and empty elsewhere.
 */
	.section .rodata
	.globl	cx16_guest, cx16_guest_size
cx16_guest:
#ifdef __x86_64__

	.set	LOAD, 0x100000
	.set	PML4, 0x201000
	.set	PDPT, 0x202000
	.set	PD, 0x203000
	.set	STACK, 0x205000
	.set	OPERAND, 0x206000

	.set	EXIT_PORT, 0xf4
	.set	EXIT_WRONG, 41
	.set	EXIT_GOOD, 42

	.set	MULTIBOOT, 0x1badb002
	.set	HAS_ADDRESSES, 0x10000
	.set	EFLAGS_NONE, 0x2
	.set	EFLAGS_ZF, 0x40
	.set	CR0_PG, 0x80000000
	.set	CR4_PAE, 0x20
	.set	MSR_EFER, 0xc0000080
	.set	EFER_LME, 0x100
	.set	PRESENT_RW, 0x3
	.set	PRESENT_RW_2M, 0x83
	.set	CODE64, 0x00af9b000000ffff

	/* Low bits set that would be flags: trap, direction, alignment. */
	.set	OLD, 0x06a6af00
	.set	NEW, 0x07a7ff00

	.long	MULTIBOOT, HAS_ADDRESSES, -(MULTIBOOT + HAS_ADDRESSES)
	.long	LOAD, LOAD, 0, 0, LOAD + entry - cx16_guest
gdt:	.quad	0, CODE64
gdt_end:
gdt_pointer:
	.word	gdt_end - gdt - 1
	.long	LOAD + gdt - cx16_guest

	/* To long mode, with the first 4 MB mapped as they lie. */
	.code32
entry:	movl	$(PDPT | PRESENT_RW), PML4
	movl	$(PD | PRESENT_RW), PDPT
	movl	$PRESENT_RW_2M, PD
	movl	$(0x200000 | PRESENT_RW_2M), PD + 8
	mov	$PML4, %eax
	mov	%eax, %cr3
	mov	%cr4, %eax
	or	$CR4_PAE, %eax
	mov	%eax, %cr4
	mov	$MSR_EFER, %ecx
	rdmsr
	or	$EFER_LME, %eax
	wrmsr
	mov	%cr0, %eax
	or	$CR0_PG, %eax
	mov	%eax, %cr0
	lgdt	LOAD + gdt_pointer - cx16_guest
	ljmp	$8, $(LOAD + long_mode - cx16_guest)

	/*
	 * The flags after a cmp and an instruction. popfq leaves TCG with
	 * CC_OP_EFLAGS; cmp only makes a note of its operands.
	 */
	.macro	flags_after cmp_from, cmp_to, to, insn:vararg
	push	$EFLAGS_NONE
	popfq
	cmp	\cmp_from, \cmp_to
	\insn
	pushfq
	pop	\to
	.endm

	.code64
long_mode:
	mov	$STACK, %esp
	mov	$OPERAND, %edi
	mov	$OLD, %eax
	xor	%edx, %edx
	mov	%rax, (%rdi)
	mov	%rdx, 8(%rdi)
	mov	$NEW, %ebx
	mov	$1, %ecx

	/* Memory is as expected: rcx:rbx is stored, ZF is set. */
	flags_after %rax, %rbx, %rsi, nop
	flags_after %rax, %rbx, %rbp, cmpxchg16b (%rdi)
	or	$EFLAGS_ZF, %rsi
	cmp	%rsi, %rbp
	jne	wrong
	cmp	%rbx, (%rdi)
	jne	wrong
	cmp	%rcx, 8(%rdi)
	jne	wrong

	/* It no longer is: memory comes to rdx:rax, ZF is cleared. */
	flags_after %rbx, %rbx, %rsi, nop
	flags_after %rbx, %rbx, %rbp, lock cmpxchg16b (%rdi)
	and	$~EFLAGS_ZF, %rsi
	cmp	%rsi, %rbp
	jne	wrong
	cmp	%rbx, %rax
	jne	wrong
	cmp	%rcx, %rdx
	jne	wrong

	mov	$EXIT_GOOD, %al
	jmp	exit
wrong:	mov	$EXIT_WRONG, %al
exit:	out	%al, $EXIT_PORT
	hlt
#endif
cx16_guest_end:

	.balign	4
cx16_guest_size:
	.long	cx16_guest_end - cx16_guest

	.section .note.GNU-stack, "", @progbits
