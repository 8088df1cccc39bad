// SPDX-License-Identifier: GPL-2.0
/*
 * What kselftest starts: selftests/Makefile names each family of contracts, and
 * nothing else. No test of a family that it leaves out is ever started.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/files.h"
#include "model/contract.h"

#define MAKEFILE "selftests/Makefile"
#define LIST "\nFAMILIES :="

static char families[4096];

/* The words of FAMILIES, with a blank before and after each. */
static int read_families(void **state)
{
	char *text, *from, *to;
	size_t size;

	(void)state;
	if (file_read(MAKEFILE, &text, &size))
		return -1;
	from = strstr(text, LIST);
	if (!from)
		return -1;
	from += strlen(LIST);
	for (to = from; *to && (*to != '\n' || to[-1] == '\\'); to++)
		;
	for (*to = '\0'; (to = strpbrk(from, "\t\n\\"));)
		*to = ' ';
	snprintf(families, sizeof(families), "%s ", from);
	free(text);
	return 0;
}

static void each_family_has_its_script(void **state)
{
	char word[CONTRACT_ID_MAX + 2];
	size_t i, nr;
	const struct contract *c = contracts(&nr);

	(void)state;
	for (i = 0; i < nr; i++) {
		snprintf(word, sizeof(word), " %.*s ",
			 (int)strcspn(c[i].id, "./"), c[i].id);
		if (!strstr(families, word))
			fail_msg("%s: FAMILIES in " MAKEFILE " lacks%s",
				 c[i].id, word);
	}
	assert_true(nr > 0);
}

static bool has_contracts(const char *family)
{
	const size_t len = strlen(family);
	size_t i, nr;
	const struct contract *c = contracts(&nr);

	for (i = 0; i < nr; i++)
		if (!strncmp(c[i].id, family, len) && strchr("./", c[i].id[len]))
			return true;
	return false;
}

static void each_script_has_its_family(void **state)
{
	char copy[sizeof(families)], *family, *rest = copy;

	(void)state;
	strcpy(copy, families);
	while ((family = strsep(&rest, " ")))
		if (*family && !has_contracts(family))
			fail_msg(MAKEFILE ": no contract begins with %s",
				 family);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_family_has_its_script),
		cmocka_unit_test(each_script_has_its_family),
	};

	return cmocka_run_group_tests(tests, read_families, NULL);
}
