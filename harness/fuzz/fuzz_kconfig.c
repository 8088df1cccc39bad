// SPDX-License-Identifier: GPL-2.0
/* A .config: every option is y, m, n or of another kind. */
#include <string.h>

#include "fuzz.h"
#include "model/kconfig.h"

void fuzz_one(const char *data, size_t size)
{
	static const char * const options[] = {
		"PCI_P2PDMA", "XFS_FS", "X86_64", "", NULL
	};
	const char *path = fuzz_file(data, size);
	int i;

	for (i = 0; options[i]; i++) {
		const char value = config_value(path, options[i]);

		if (!value || !strchr("ymn?", value))
			fuzz_wrong("CONFIG_%s has the value %d", options[i],
				   value);
		if (value != config_value(path, options[i]))
			fuzz_wrong("CONFIG_%s has two values", options[i]);
	}
}
