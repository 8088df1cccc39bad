# SPDX-License-Identifier: GPL-2.0
# `make help` says what there is.

# The kernel source whose kselftest framework is used; none: the newest one
# that the suites offer, fetched like their kernels.
KSRC ?=
# What `make matrix` runs: names in kernels/, paths to kernels, or none for all.
KERNELS ?=
# Anything: the kernel's own tests as well.
UPSTREAM ?=
# What `make mutants` tries, and in which kernel; none: all, in sid-source.
MUTANT ?=
BASE ?=
# upstream: the kernel's own tests over them, instead of the contracts.
SUITE ?=
# Further options of `pincer run` and `pincer mutants`.
ARGS ?=

BUILD := build
LIBS := json-c inih libarchive libkmod libcap
# Asked once, and only when something is compiled.
LIBS_CFLAGS = $(eval LIBS_CFLAGS := $$(shell pkg-config --cflags $(LIBS)))$(LIBS_CFLAGS)
LIBS_LDLIBS = $(eval LIBS_LDLIBS := $$(shell pkg-config --libs $(LIBS)))$(LIBS_LDLIBS)

# Lowest first; ci/layers says what may include what.
PARTS := base results parse fetch build image guest plan report cmd
CPPFLAGS += -iquote harness -iquote selftests
CFLAGS ?= -O2 -g
CFLAGS += -std=gnu11 -Wall -Wextra -Werror
# Anything: unit tests, and pincer, built with ASan and UBSan, in a place of their
# own. What they find ends the test.
SAN ?=
ifneq ($(SAN),)
BUILD := build/san
CFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=all
endif
# Anything: the same for clang's libFuzzer; ci/fuzz knows whether there is one.
LIBFUZZER ?=
ifneq ($(LIBFUZZER),)
BUILD := build/libfuzzer
CFLAGS += -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
endif

# What is linked into the pincer command as well: all but what runs cases.
TEST_SRC := $(wildcard selftests/*/*.c)
TEST_OBJ := $(TEST_SRC:%.c=$(BUILD)/%.o)
HARNESS_OBJ := $(patsubst %,$(BUILD)/%.o,$(basename \
	$(wildcard $(PARTS:%=harness/%/*.c) $(PARTS:%=harness/%/*.S)))) \
	$(TEST_OBJ)
UNIT := $(patsubst harness/tests/%.c,$(BUILD)/tests/%,\
	$(wildcard harness/tests/test_*.c))

all: $(BUILD)/pincer $(BUILD)/pincer_test $(BUILD)/init

help:
	@echo 'make matrix        every kernel of kernels/ through every contract'
	@echo '                   KERNELS="trixie ~/bzImage"  ARGS="--contract GLOB"'
	@echo '                   UPSTREAM=yes: and the kernel'"'"'s own tests beside them'
	@echo 'make mutants       faults put into a kernel one at a time: would anyone notice?'
	@echo '                   MUTANT="GLOB..."  BASE=sid-source'
	@echo '                   SUITE=upstream: would the kernel'"'"'s own tests?'
	@echo 'make test          unit tests, selftests here, UML, two stable kernels'
	@echo 'make kselftest     the selftests on the running kernel (as root)'
	@echo 'make kunit         the in-kernel half on UML, through kunit.py'
	@echo 'make kunit-module  the same as a module, loaded in a guest'
	@echo 'make install       a kselftest bundle, INSTALL_PATH=DIR'
	@echo 'make bench         what the contracts cost beyond bare boots'
	@echo 'make doc           selftests/CONTRACTS.md, from the results of the last matrix'
	@echo 'make observations  what unit tests judge, from the results of the last matrix'
	@echo 'make unit          unit tests alone; SAN=1: with ASan and UBSan'
	@echo 'make check         includes, labels, spelling, style, static analysis,'
	@echo '                   gcc and clang, sanitizers, valgrind, fuzzing (installs what it needs)'
	@echo 'make fuzz          harness/fuzz: each parser on damaged inputs, SECONDS=60 each'
	@echo '                   TARGET="ktap guest..."'
	@echo 'make compile_commands.json    how each source is compiled, for clangd'
	@echo 'make all clean     build/pincer and what goes into guests'
	@echo 'build/pincer --help says the rest'

# Building a kernel takes more than booting one.
bootstrap:
	@ci/bootstrap $(if $(filter all %-source,$(KERNELS)),kernel) \
		$(if $(UPSTREAM),upstream) $(BOOTSTRAP)

# The selftests say _GNU_SOURCE themselves, as kselftests do.
$(BUILD)/selftests/%.o: selftests/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -D_GNU_SOURCE $(LIBS_CFLAGS) $(CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/%.o: %.S
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -c $< -o $@

# The one file that knows where it was built, and from what.
$(BUILD)/harness/cmd/cmd.o: CPPFLAGS += \
	-DPINCER_VERSION='"$(shell git describe --always --dirty 2>/dev/null || echo unknown)"'

# What is run is never written to, but replaced: another make may be using it.
into = -o $@.$$$$ && mv $@.$$$$ $@

$(BUILD)/pincer: $(HARNESS_OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LIBS_LDLIBS) $(into)

# Static, since nothing else is in the guest.
$(BUILD)/init: $(wildcard harness/init/*.[ch] harness/base/guest_disks.[ch]) \
		selftests/model/array_size.h
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -static $(LDFLAGS) $(filter %.c,$^) $(into)

# The kselftest framework, with our directory in it. KSRC is only read. The
# file that tells that it is there says of which KSRC it was made.
KSELFTEST := $(BUILD)/kselftest/tools/testing/selftests
STAGED := $(KSELFTEST)/.staged
$(STAGED): ci/stage | $(BUILD)/pincer
	@from="$(KSRC)"; [ "$$from" ] || from=$$($(BUILD)/pincer source) || exit; \
		ci/stage $(KSELFTEST:%/tools/testing/selftests=%) "$$from"
	@echo "$(KSRC)" >$@
ifneq ($(KSRC),$(file <$(STAGED)))
.PHONY: $(STAGED)
endif

# kselftest.h has functions that not every program uses all parameters of.
$(BUILD)/selftests/pincer_test.o: CPPFLAGS += -I$(KSELFTEST)/kselftest
$(BUILD)/selftests/pincer_test.o: CFLAGS += -Wno-unused-parameter
$(BUILD)/selftests/pincer_test.o: $(STAGED)

$(BUILD)/pincer_test: $(TEST_OBJ) $(BUILD)/selftests/pincer_test.o
	$(CC) $(CFLAGS) -static $(LDFLAGS) $^ -lcap $(into)

# Two at once in one checkout build one after the other, and then run.
once = mkdir -p $(BUILD) && flock $(BUILD)/.lock \
	$(MAKE) --no-print-directory -s

matrix: bootstrap
	+@$(once) all $(if $(UPSTREAM),upstream-build)
	@$(BUILD)/pincer run $(if $(UPSTREAM),--upstream) $(ARGS) $(KERNELS)

mutants: BOOTSTRAP := kernel mutants $(if $(SUITE),upstream)
mutants: bootstrap
	+@$(once) all $(if $(filter upstream,$(SUITE)),upstream-build)
	@$(BUILD)/pincer mutants $(if $(BASE),--base $(BASE)) \
		$(if $(SUITE),--$(SUITE)) $(ARGS) \
		$(foreach glob,$(MUTANT),'$(glob)')

# The kernel's own tests beside ours, for `pincer run --upstream`.
upstream:
	@ci/bootstrap upstream
	+@$(once) upstream-build

upstream-build: $(BUILD)/pincer
	@from="$(KSRC)"; [ "$$from" ] || from=$$($(BUILD)/pincer source) || exit; \
		ci/upstream $(BUILD)/upstream "$$from"

bench: bootstrap
	+@$(once) all
	@$(BUILD)/pincer bench $(KERNELS)

kselftest install: bootstrap
	@case "$(CURDIR)$(INSTALL_PATH)" in *[[:space:]]*) \
		echo "pincer: kselftest's own makefiles take no path with a blank, such as $(CURDIR)" >&2; \
		exit 2 ;; \
	esac
	+@$(once) $(STAGED)
	@rm -rf $(KSELFTEST)/pincer && cp -r selftests $(KSELFTEST)/pincer
	+@$(MAKE) --no-print-directory -s -C $(KSELFTEST) TARGETS=pincer \
		OUTPUT= BUILD="$(abspath $(KSELFTEST))" \
		$(if $(filter install,$@),install,run_tests) \
		INSTALL_PATH="$(abspath $(or $(INSTALL_PATH),$(BUILD)/install))"

# On UML; KUNIT_ARGS="--arch=x86_64 ..." elsewhere.
kunit:
	@ci/bootstrap kernel
	@$(MAKE) --no-print-directory -s $(BUILD)/pincer
	@ci/kunit $(BUILD)/kunit "$(KSRC)" $(KUNIT_ARGS)

# As a module, for a kernel that has KUnit and nothing of ours.
kunit-module:
	@ci/bootstrap kernel
	+@$(once) all
	@ci/kunit-module $(BUILD)/kunit-module "$(or $(KBUILD),$(KSRC))"

# It builds a kernel.
test: BOOTSTRAP := kernel quick
test: bootstrap
	@ci/test

# Every unit test is a program of its own, linked with what it uses of the
# harness and of the helpers beside the tests.
TEST_CFLAGS := -DTEST_DATA='"harness/tests/data"'
TEST_HELPERS := $(patsubst %.c,$(BUILD)/%.o,$(filter-out \
	$(UNIT:$(BUILD)/tests/%=harness/tests/%.c),$(wildcard harness/tests/*.c)))
$(BUILD)/harness/tests/%.o: CFLAGS += $(TEST_CFLAGS)

$(BUILD)/tests.a: $(TEST_HELPERS) $(filter-out %/pincer.o,$(HARNESS_OBJ))
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/tests/%: $(BUILD)/harness/tests/%.o $(BUILD)/tests.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LIBS_LDLIBS) -lcmocka -o $@

unit-build: $(UNIT)

# All of them run, and one that fails makes the target fail.
unit: $(UNIT)
	@failed=0; for t in $(UNIT); do \
		CMOCKA_MESSAGE_OUTPUT=TAP $$t || failed=1; \
	done; exit $$failed

# A fuzz target is linked with what all of them share, in an archive since each
# replaces what it plays itself; no tool is run.
FUZZ := $(patsubst harness/fuzz/fuzz_%.c,$(BUILD)/fuzz/%,\
	$(wildcard harness/fuzz/fuzz_*.c))
FUZZ_SHARED := $(patsubst %,$(BUILD)/harness/fuzz/%.o,fuzz canned_tool \
	$(if $(LIBFUZZER),,driver))

$(BUILD)/fuzz/%: $(BUILD)/harness/fuzz/fuzz_%.o $(FUZZ_SHARED) $(BUILD)/tests.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(if $(LIBFUZZER),-fsanitize=fuzzer) -Wl,--wrap=tool_run \
		$(LDFLAGS) $^ $(LIBS_LDLIBS) -lcmocka $(into)

fuzz-build: $(FUZZ)

# Each target for so long.
SECONDS ?= 60
fuzz:
	@ci/bootstrap fuzz
	@ci/fuzz $(SECONDS) $(TARGET)

# From what the last run found: of all kernels, for what is to be kept.
DOC := selftests/CONTRACTS.md
doc:
	+@$(once) $(BUILD)/pincer
	@$(BUILD)/pincer contracts --page results/latest.json >$(DOC).new
	@mv $(DOC).new $(DOC)

# What unit tests hold the model against, from a run of KERNELS=all.
OBSERVATIONS := harness/tests/data/observations.txt
RESULTS ?= results/latest.json
observations:
	+@$(once) all
	@ci/observations $(RESULTS) >$(OBSERVATIONS).new
	@mv $(OBSERVATIONS).new $(OBSERVATIONS)

check:
	@ci/bootstrap quick check
	@ci/check

compile_commands.json:
	@$(MAKE) -nB --no-print-directory all unit-build | ci/compile-commands >$@

clean:
	rm -rf $(BUILD)

-include $(HARNESS_OBJ:.o=.d) $(BUILD)/selftests/pincer_test.d \
	$(patsubst %.c,$(BUILD)/%.d,$(wildcard harness/tests/*.c harness/fuzz/*.c))
.SECONDARY:

.PHONY: all help bootstrap matrix mutants upstream upstream-build bench kunit \
	kunit-module kselftest install test unit unit-build doc fuzz fuzz-build check clean \
	compile_commands.json observations
.DELETE_ON_ERROR:
