/* SPDX-License-Identifier: GPL-2.0 */
/* What the matrix begins with when a kernel breaks much: what explains it. */
#ifndef PINCER_DIAGNOSIS_H
#define PINCER_DIAGNOSIS_H

#include "report/printer.h"
#include "results/results.h"

/**
 * diagnosis_print() - print a diagnosis of each kernel that breaks much
 * @p: where to; prints nothing for a kernel of which few cells are bad
 * @r: the results
 *
 * Return: of each cell, whether the diagnosis stands for it and the rest of the
 * matrix need not show it; to be freed. NULL if it stands for none.
 */
bool *diagnosis_print(const struct printer *p, const struct results *r);

#endif
