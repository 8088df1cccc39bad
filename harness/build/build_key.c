// SPDX-License-Identifier: GPL-2.0
/* The key of a built kernel: a digest of all that it depends on. */
#include "build/build_key.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/files.h"
#include "base/msg.h"
#include "build/build_install.h"
#include "build/build_make.h"
#include "build/mutant_apply.h"

/* To be increased when kernels are built in another way. */
#define LAYOUT 1

static int identify_fragments(const struct fragments *f, FILE *out)
{
	char *text;
	int ret;

	for (int i = 0; i < f->nr; i++) {
		ret = file_need(f->path[i], &text, NULL);
		if (ret)
			return ret;
		fputs(text, out);
		free(text);
	}
	return 0;
}

int build_key(const char *place, const char *id, const struct fragments *f,
	      const struct mutants *m, char key[BUILD_KEY_MAX])
{
	char compiler[256], *text = NULL, digest[DIGEST_SIZE];
	size_t size = 0;
	FILE *out;
	int ret;

	ret = build_compiler(compiler, sizeof(compiler));
	if (ret)
		return ret;
	out = open_memstream(&text, &size);
	if (!out)
		return -ENOMEM;
	fprintf(out, "%d\n%s\n%s\n", LAYOUT, id, compiler);
	ret = identify_fragments(f, out);
	if (!ret)
		ret = build_install_identify(out);
	if (!ret && m)
		ret = mutants_identify(m, out);
	fclose(out);
	if (!ret)
		ret = digest_text(text, size, digest);
	if (!ret)
		snprintf(key, BUILD_KEY_MAX, "%s-%.20s", place, digest);
	free(text);
	return ret;
}
