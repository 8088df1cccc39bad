# SPDX-License-Identifier: GPL-2.0
# `make help` says what there is.

# The kernel source whose kselftest framework is used; none: the newest one
# that the suites offer, fetched like their kernels.
KSRC ?=
# What `make matrix` runs: names in kernels/, paths to kernels, or none for all.
KERNELS ?=
# Further options of `pincer run`.
ARGS ?=


BUILD := build
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo unknown)
LIBS := json-c inih libarchive libkmod

CPPFLAGS += -iquote harness -iquote selftests
CFLAGS ?= -O2 -g
CFLAGS += -std=gnu11 -Wall -Wextra -Werror
HARNESS_CPPFLAGS = $(CPPFLAGS) -D_GNU_SOURCE $(shell pkg-config --cflags $(LIBS)) \
	-DPINCER_VERSION='"$(VERSION)"' \
	-DPINCER_KERNELS_DIR='"$(CURDIR)/kernels"' \
	-DPINCER_BUILD_DIR='"$(CURDIR)/$(BUILD)"'

# What is linked into the pincer command as well: all but what runs cases.
MODEL := $(filter-out selftests/pincer_test.c,$(wildcard selftests/*.c))
HARNESS := $(wildcard harness/*.c)
HARNESS_OBJ := $(HARNESS:%.c=$(BUILD)/%.o) $(MODEL:%.c=$(BUILD)/%.o)
UNIT := $(patsubst harness/tests/%.c,$(BUILD)/tests/%,\
	$(wildcard harness/tests/test_*.c))

all: $(BUILD)/pincer $(BUILD)/pincer_test $(BUILD)/init

help:
	@echo 'make matrix      every kernel of kernels/ through every contract'
	@echo '                 KERNELS="trixie ~/bzImage"  ARGS="--contract GLOB"'
	@echo 'make test        unit tests, selftests here, two stable kernels'
	@echo 'make kselftest   the selftests on the running kernel (as root)'
	@echo 'make install     a kselftest bundle, INSTALL_PATH=DIR'
	@echo 'make bench       what the contracts cost beyond bare boots'
	@echo 'make check       style, static analysis, gcc and clang'
	@echo 'make all clean   build/pincer and what goes into guests'
	@echo 'build/pincer --help says the rest'

bootstrap:
	@ci/bootstrap

# Our part of the selftests says _GNU_SOURCE itself, as kselftests do.
$(BUILD)/selftests/%.o: selftests/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -c $< -o $@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(HARNESS_CPPFLAGS) $(CFLAGS) -MMD -c $< -o $@

$(BUILD)/pincer: $(HARNESS_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(shell pkg-config --libs $(LIBS)) -o $@

# Static, since nothing else is in the guest.
$(BUILD)/init: $(wildcard harness/init/*.c harness/init/*.h)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -static $(LDFLAGS) $(filter %.c,$^) -o $@

# The kselftest framework, with our directory in it. KSRC is only read. The
# file that tells that it is there says of which KSRC it was made.
KSELFTEST := $(BUILD)/kselftest/tools/testing/selftests
STAGED := $(KSELFTEST)/.staged
$(STAGED): ci/stage | $(BUILD)/pincer
	@from=$(KSRC); [ "$$from" ] || from=$$($(BUILD)/pincer source) || exit; \
		ci/stage $(KSELFTEST:%/tools/testing/selftests=%) "$$from"
	@echo "$(KSRC)" >$@
ifneq ($(KSRC),$(file <$(STAGED)))
.PHONY: $(STAGED)
endif

$(BUILD)/pincer_test: $(MODEL) selftests/pincer_test.c \
		$(wildcard selftests/*.h) $(STAGED)
	$(CC) $(CFLAGS) -Wno-unused-parameter -I$(KSELFTEST)/kselftest -static \
		$(LDFLAGS) $(filter %.c,$^) -o $@

matrix: bootstrap
	@$(MAKE) --no-print-directory -s all
	@$(BUILD)/pincer run $(ARGS) $(KERNELS)

bench: bootstrap
	@$(MAKE) --no-print-directory -s all
	@$(BUILD)/pincer bench $(KERNELS)

kselftest install: bootstrap
	@$(MAKE) --no-print-directory -s $(STAGED)
	@rm -rf $(KSELFTEST)/pincer && cp -r selftests $(KSELFTEST)/pincer
	+@$(MAKE) --no-print-directory -s -C $(KSELFTEST) TARGETS=pincer \
		OUTPUT= BUILD=$(abspath $(KSELFTEST)) \
		$(if $(filter install,$@),install,run_tests) \
		INSTALL_PATH=$(abspath $(or $(INSTALL_PATH),$(BUILD)/install))

test: bootstrap
	@ci/test

# Every unit test is a program of its own, linked with the whole harness.
TEST_HELPERS := $(filter-out $(UNIT:$(BUILD)/tests/%=harness/tests/%.c),\
	$(wildcard harness/tests/*.c))
$(BUILD)/tests/%: harness/tests/%.c $(TEST_HELPERS) \
		$(filter-out %/pincer.o,$(HARNESS_OBJ))
	@mkdir -p $(@D)
	$(CC) $(HARNESS_CPPFLAGS) $(CFLAGS) -DTEST_DATA='"harness/tests/data"' $^ \
		$(shell pkg-config --libs $(LIBS) cmocka) -o $@

unit-build: $(UNIT)

# All of them run, and one that fails makes the target fail.
unit: $(UNIT)
	@failed=0; for t in $(UNIT); do \
		CMOCKA_MESSAGE_OUTPUT=TAP $$t || failed=1; \
	done; exit $$failed

check:
	@ci/check

clean:
	rm -rf $(BUILD)

-include $(HARNESS_OBJ:.o=.d)

.PHONY: all help bootstrap matrix bench kselftest install test unit unit-build \
	check clean
.DELETE_ON_ERROR:
