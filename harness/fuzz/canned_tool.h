/* SPDX-License-Identifier: GPL-2.0 */
/* What tools print under fuzzing. */
#ifndef PINCER_CANNED_TOOL_H
#define PINCER_CANNED_TOOL_H

/**
 * canned_tool() - set what the next tools print
 * @data: a section for each, as fuzz_section() cuts them; one that begins with
 *	"exit 1" fails. Kept
 */
void canned_tool(const char *data);

#endif
