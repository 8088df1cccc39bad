/* SPDX-License-Identifier: GPL-2.0 */
/* Characters in UTF-8. */
#ifndef PINCER_UTF8_H
#define PINCER_UTF8_H

#include <stddef.h>
#include <wchar.h>

/**
 * utf8_decode() - the first character of a string
 * @s: the string, not empty
 * @c: receives the code point; may be NULL
 *
 * Overlong forms, surrogates and what lies beyond U+10FFFF are refused.
 *
 * Return: how many bytes it has, or 0 when @s begins with no character.
 */
size_t utf8_decode(const char *s, wchar_t *c);

#endif
