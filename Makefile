# report2yaml: build, try, check, install. `make help` lists what there is.

PREFIX ?= /usr/local
DESTDIR ?=
CC ?= cc
CFLAGS ?= -O2 -g
JOBS ?= $(shell getconf _NPROCESSORS_ONLN)

# Objects go to BUILD; the sanitizers' build has its own (see asan), so that the two never mix.
BUILD ?= build
PROGRAM ?= report2yaml
# Annotated reports and the tools that measure with them: used by the checks where this folder is there.
SHARED ?= ../shared

STANDARD = -std=c11 -D_POSIX_C_SOURCE=200809L
WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion
HARDENING = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
HARDENING_LINK = -pie -Wl,-z,relro,-z,now
# The same sources give the same bytes wherever they are built.
REPRODUCIBLE = -ffile-prefix-map=$(CURDIR)=.
COMPILE = $(CC) -pthread $(STANDARD) $(WARNINGS) $(CPPFLAGS) $(CFLAGS) $(HARDENING) $(REPRODUCIBLE)
LINK = -pthread $(CFLAGS) $(HARDENING_LINK) $(LDFLAGS)
LIBS = -lyaml -lnettle -lutf8proc @$(BUILD)/iconv.libs

SOURCES = $(sort $(wildcard src/*.c))
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o) $(BUILD)/schema_text.o
LIBRARY = $(BUILD)/libreport2yaml.a
TEST_SOURCES = $(sort $(wildcard tests/unit/*_test.c) $(wildcard tests/*.c))
TEST_PROGRAMS = $(TEST_SOURCES:%.c=$(BUILD)/%)

# In `make deps run` nothing may start before deps has ended, with -j either.
FIRST = $(filter deps,$(MAKECMDGOALS))
# Sub-makes use all processors unless the caller has said how many.
PARALLEL = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS) --output-sync=target)
SUITES = BUILD=$(BUILD) PROGRAM=$(abspath $(PROGRAM)) SHARED=$(SHARED) JOBS=$(JOBS) CC="$(CC)"
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
VALGRIND = valgrind -q --error-exitcode=99 --leak-check=full --suppressions=$(CURDIR)/tests/valgrind.supp

## all        build the program (what `make` alone does)
all: $(PROGRAM)

## help       this list
help:
	@sed -n 's/^## /make /p' Makefile

## deps       install what is missing for the goals named with it (alone: for all of them), after saying what
deps:
	@CC="$(CC)" .ci/install-deps $(filter-out deps,$(MAKECMDGOALS))

## run        convert a sample and show it
run: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) all
	./$(PROGRAM) samples/county-runin.txt

## check      all tests; the last line counts them
check: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) all test-programs
	@$(SUITES) tests/run-all

# Builds what the tests need besides the program.
test-programs: $(TEST_PROGRAMS)

## golden     show where conversions differ from tests/golden and samples, and ask whether to accept (ACCEPT=yes: all)
golden: all
	@$(SUITES) ACCEPT=$(ACCEPT) tests/run-golden --ask

## floor      raise the recorded scores to today's; never lowers one
floor: all
	@$(SUITES) tests/run-score --raise

## lint       warnings of two compilers, layers, length of functions and lines, shellcheck, cppcheck
lint: | $(FIRST)
	@$(SUITES) tests/run-lint

## asan       all tests under the address and undefined behaviour sanitizers
asan: | $(FIRST)
	@$(MAKE) --no-print-directory BUILD=build/asan PROGRAM=build/asan/report2yaml SANITIZED=yes \
	    CFLAGS="-O1 -g $(SANITIZERS)" HARDENING= HARDENING_LINK= check

## valgrind   unit tests and golden pairs under valgrind: no error, no leak
valgrind: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) all test-programs
	@$(SUITES) RUNNER="$(VALGRIND)" tests/run-all unit golden

## site       build the Hugo site of the samples, and say where to look (SITE=jekyll or SITE=eleventy: that one)
site: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) all
	@PROGRAM=$(abspath $(PROGRAM)) samples/build-site $(or $(SITE),hugo)

## check-sites  build the three sites and look at their pages in headless Chromium
check-sites: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) all
	@$(SUITES) tests/run-all sites

## install    copy program and schema below PREFIX (/usr/local), inside DESTDIR
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/report2yaml
	install -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/report2yaml
	install -m 644 schemas/report.schema.json $(DESTDIR)$(PREFIX)/share/report2yaml/report.schema.json

## uninstall  remove what install has copied
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/report2yaml $(DESTDIR)$(PREFIX)/share/report2yaml/report.schema.json
	-rmdir $(DESTDIR)$(PREFIX)/share/report2yaml

## clean      remove what was built
clean:
	rm -rf build report2yaml

$(PROGRAM): $(BUILD)/main.o $(LIBRARY) $(BUILD)/iconv.libs
	$(CC) $(LINK) -o $@ $(BUILD)/main.o $(LIBRARY) $(LIBS)

# The archive is made anew, so that no object of a removed source stays in it.
$(LIBRARY): $(filter-out $(BUILD)/main.o,$(OBJECTS))
	rm -f $@
	ar rcsD $@ $^

$(BUILD)/%.o: src/%.c Makefile | $(FIRST)
	@mkdir -p $(@D)
	$(COMPILE) -MMD -MP -c -o $@ $<

# The schema is compiled in: its bytes as the numbers that od prints.
$(BUILD)/schema_text.c: schemas/report.schema.json
	@mkdir -p $(@D)
	{ echo '#include "schema.h"' && echo 'static const unsigned char bytes[] = {' && \
	    od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g' && \
	    echo '};' && echo 'struct slice schema_text(void)' && \
	    echo '{ return (struct slice){ (const char *)bytes, sizeof bytes }; }'; } >$@

$(BUILD)/schema_text.o: $(BUILD)/schema_text.c src/schema.h src/mem.h Makefile | $(FIRST)
	$(COMPILE) -Isrc -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(LIBRARY) $(BUILD)/iconv.libs
	@mkdir -p $(@D)
	$(COMPILE) -Isrc -MMD -MP -MF $@.d $(LINK) -o $@ $< $(LIBRARY) -lcmocka $(LIBS)

# iconv is in libc, or in GNU libiconv, which has to be named: a program that needs it tells which.
$(BUILD)/iconv.libs: | $(FIRST)
	@mkdir -p $(@D)
	@printf '#include <iconv.h>\nint main(void) { return iconv_open("", "") == (iconv_t)-1; }\n' >$(BUILD)/iconv_test.c
	@if $(CC) $(CPPFLAGS) $(LDFLAGS) -o $(BUILD)/iconv_test $(BUILD)/iconv_test.c 2>$(BUILD)/iconv_test.log; then \
	    : >$@; else echo -liconv >$@; fi

-include $(OBJECTS:.o=.d) $(TEST_PROGRAMS:=.d)
.PHONY: all help deps run check test-programs golden floor lint asan valgrind site check-sites install uninstall clean
