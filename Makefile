# report2yaml: build, try, check, install. `make help` lists what there is.

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR ?= $(PREFIX)/share
MANDIR ?= $(DATADIR)/man
BASH_COMPLETIONS ?= $(DATADIR)/bash-completion/completions
ZSH_COMPLETIONS ?= $(DATADIR)/zsh/site-functions
FISH_COMPLETIONS ?= $(DATADIR)/fish/vendor_completions.d
DESTDIR ?=
CC ?= cc
LD ?= ld
OBJCOPY ?= objcopy
CFLAGS ?= -O3 -g
JOBS ?= $(shell getconf _NPROCESSORS_ONLN)

# Objects go to BUILD; the sanitizers' build has its own (see asan), so that the two never mix.
BUILD ?= build
PROGRAM ?= report2yaml
# Annotated reports and the tools that measure with them: used by the checks where this folder is there.
SHARED ?= ../shared

STANDARD = -std=c11 -D_POSIX_C_SOURCE=200809L
WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion
HARDENING = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
# SANDBOX=yes: a conversion to standard output gives up writing and executing files: see src/sandbox.h.
SANDBOX ?=
HARDENING_LINK = -pie -Wl,-z,relro,-z,now
# One set of objects for the program and both libraries. What report2yaml.h marks can be seen from outside.
POSITION = -fPIC -fno-plt -fvisibility=hidden -ffunction-sections
# The same sources give the same bytes wherever they are built with the same tools and libraries.
REPRODUCIBLE = -ffile-prefix-map=$(CURDIR)=.
# What makes them runs on the machine that builds, which another one than CC's is told by BUILD_CC and the others.
BUILD_CC ?= $(CC)
BUILD_CFLAGS ?= $(CPPFLAGS) -O1
BUILD_LIBS ?= $(LDFLAGS) -lyaml @$(BUILD)/iconv.libs
COMPILE = $(CC) -pthread $(STANDARD) $(WARNINGS) $(CPPFLAGS) $(SANDBOX:yes=-DWITH_SANDBOX) $(CFLAGS) $(HARDENING) $(POSITION) $(REPRODUCIBLE)
# gcc compiles twice: a program that counts how often each of its branches is taken while it converts the samples, and
# with these counts the one that is wanted, which is faster. PROFILE= compiles once.
SAMPLES = $(sort $(wildcard $(patsubst %.yaml,%.txt,$(wildcard samples/*.yaml))))
ifneq ($(filter undefined environment,$(origin PROFILE)),)
PROFILE := $(if $(and $(SAMPLES),$(filter $(CC),$(BUILD_CC))),$(shell echo | \
    $(CC) -Werror -fprofile-partial-training -dumpdir ./ -E - >/dev/null 2>&1 && echo yes))
endif
TRAINED = $(if $(PROFILE),-fprofile-use -fprofile-partial-training -fprofile-correction -Wno-missing-profile \
    -Wno-coverage-mismatch)
# What is made, or with V=1 how.
SAY = @$(if $(V),set -x,echo '  $@');
LINK = -pthread $(CFLAGS) $(HARDENING_LINK) $(LDFLAGS)
LIBS = -lyaml -lnettle -lutf8proc @$(BUILD)/iconv.libs
# What the program alone links with.
PROGRAM_LIBS = -ljansson $(LIBS)

SOURCES = $(sort $(wildcard src/*.c))
# Made while building: see schema.h and detect_costs.h.
GENERATED = $(BUILD)/schema_text.o $(BUILD)/schema_tables.o $(BUILD)/character_costs.o
OBJECTS = $(SOURCES:src/%.c=$(BUILD)/%.o) $(GENERATED)
# Everything but main.o, for the program and the tests.
ARCHIVE = $(BUILD)/all.a
# What others link with: the library's modules alone.
VERSION := $(shell sed -n 's/^.define REPORT2YAML_VERSION "\(.*\)"/\1/p' src/version.h)
SONAME = libreport2yaml.so.0
STATIC_LIBRARY = $(BUILD)/lib/libreport2yaml.a
SHARED_LIBRARY = $(BUILD)/lib/libreport2yaml.so.$(VERSION)
# The program's own: what is around the library.
PROGRAM_MODULES = archive archive_journal archive_merge archive_table bag batch batch_input batch_publish examine excerpt \
    facts file_name index inputs job main manifest message ndjson options progress record records remake verify
# What only the building and the tests need.
BUILD_MODULES = json schema
LIBRARY_OBJECTS = $(filter-out $(PROGRAM_MODULES:%=$(BUILD)/%.o) $(BUILD_MODULES:%=$(BUILD)/%.o),$(OBJECTS))
COMPLETIONS = $(addprefix $(BUILD)/completions/,report2yaml.bash _report2yaml report2yaml.fish)
TEST_SOURCES = $(sort $(wildcard tests/unit/*_test.c) $(wildcard tests/*.c))
TEST_PROGRAMS = $(TEST_SOURCES:%.c=$(BUILD)/%) $(BUILD)/tests/mutations

# In `make deps run` nothing may start before deps has ended, with -j either.
FIRST = $(filter deps,$(MAKECMDGOALS))
# Before the first object; not again for a source that has changed, whose functions then go without counts.
COUNTS = $(if $(PROFILE),$(BUILD)/counts/done)
# Written anew when it changes whether objects are made with counts.
MODE = $(BUILD)/mode
# Sub-makes use all processors unless the caller has said how many.
PARALLEL = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS) --output-sync=target)
SUITES = BUILD=$(BUILD) PROGRAM=$(abspath $(PROGRAM)) SHARED=$(SHARED) JOBS=$(JOBS) CC="$(CC)"
SANITIZERS = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
VALGRIND = valgrind -q --error-exitcode=99 --leak-check=full --suppressions=$(CURDIR)/tests/valgrind.supp

## all        build the program (what `make` alone does; PROFILE=: compile once, SANDBOX=yes: see README)
all: $(PROGRAM)
	@:

## library    build libreport2yaml, static and shared, into build/lib
library: $(STATIC_LIBRARY) $(SHARED_LIBRARY) $(BUILD)/lib/report2yaml.pc

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
	@$(MAKE) --no-print-directory BUILD=build/asan PROGRAM=build/asan/report2yaml SANITIZED=yes PROFILE= \
	    CFLAGS="-O1 -g $(SANITIZERS)" HARDENING= HARDENING_LINK= check

## asan-units units, golden pairs and cuts alone under the sanitizers
asan-units: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) BUILD=build/asan PROGRAM=build/asan/report2yaml SANITIZED=yes PROFILE= \
	    CFLAGS="-O1 -g $(SANITIZERS)" HARDENING= HARDENING_LINK= all test-programs
	@$(subst BUILD=$(BUILD) PROGRAM=$(abspath $(PROGRAM)),BUILD=build/asan PROGRAM=$(abspath build/asan/report2yaml),$(SUITES)) \
	    SANITIZED=yes tests/run-all unit golden cuts

## valgrind   unit tests and golden pairs under valgrind: no error, no leak
valgrind: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) all test-programs
	@$(SUITES) RUNNER="$(VALGRIND)" tests/run-all unit golden

## fuzz       feed each fuzz target with invented bytes for a minute (SECONDS=600: for longer)
fuzz: | $(FIRST)
	@$(SUITES) tests/run-fuzz $(or $(SECONDS),60)

## site       build the Hugo site of the samples, and say where to look (SITE=jekyll or SITE=eleventy: that one)
site: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) all
	@PROGRAM=$(abspath $(PROGRAM)) samples/build-site $(or $(SITE),hugo)

## check-sites  build the three sites and look at their pages in headless Chromium
check-sites: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) all
	@$(SUITES) NO_SKIPS=yes tests/run-all sites

## bench      how fast it is, beside libyaml, cmark, md4c and iconv (SIZES="1 64": MiB of the reports)
bench: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) all bench-programs
	@$(SUITES) tests/bench/run $(SIZES)

BENCH_PROGRAMS = $(patsubst %,$(BUILD)/tests/bench/%,measure parts libyaml_floor)

# md4c is compared with where its library is there.
bench-programs: $(BENCH_PROGRAMS)
	-@echo '#include <md4c-html.h>' | $(CC) -E - >/dev/null 2>&1 && \
	    $(CC) $(CFLAGS) -o $(BUILD)/tests/bench/md4c_html tests/bench/md4c_html.c -lmd4c-html

## instructions  count those of a conversion, which may not grow by more than 5% (see tests/instructions)
instructions: | $(FIRST)
	@$(MAKE) --no-print-directory $(PARALLEL) all
	@$(SUITES) tests/run-all instructions

# What install copies and uninstall removes: mode, file, folder.
INSTALLED = \
    755:$(PROGRAM):$(BINDIR) \
    644:src/man/report2yaml.1:$(MANDIR)/man1 \
    644:src/man/report2yaml.5:$(MANDIR)/man5 \
    644:schemas/report.schema.json:$(DATADIR)/report2yaml \
    644:$(BUILD)/completions/report2yaml.bash:$(BASH_COMPLETIONS) \
    644:$(BUILD)/completions/_report2yaml:$(ZSH_COMPLETIONS) \
    644:$(BUILD)/completions/report2yaml.fish:$(FISH_COMPLETIONS) \
    644:src/report2yaml.h:$(INCLUDEDIR) \
    644:$(STATIC_LIBRARY):$(LIBDIR) \
    755:$(SHARED_LIBRARY):$(LIBDIR) \
    644:$(BUILD)/lib/report2yaml.pc:$(LIBDIR)/pkgconfig
INSTALLED_LINKS = $(LIBDIR)/$(SONAME) $(LIBDIR)/libreport2yaml.so

## install    copy program, library, manual, completions and schema below PREFIX (/usr/local), inside DESTDIR
install: all library completions
	@set -e; for entry in $(INSTALLED); do \
	    mode=$${entry%%:*}; rest=$${entry#*:}; file=$${rest%%:*}; folder=$(DESTDIR)$${rest#*:}; \
	    echo "install -m $$mode $$file $$folder"; \
	    install -d "$$folder"; \
	    install -m $$mode "$$file" "$$folder/"; \
	done
	@set -e; for link in $(INSTALLED_LINKS); do ln -sf $(notdir $(SHARED_LIBRARY)) "$(DESTDIR)$$link"; done
	@[ -n "$(DESTDIR)" ] || ldconfig 2>/dev/null || :

## uninstall  remove what install has copied
uninstall:
	@set -e; for entry in $(INSTALLED); do \
	    rest=$${entry#*:}; file=$${rest%%:*}; echo "rm $(DESTDIR)$${rest#*:}/$${file##*/}"; \
	    rm -f "$(DESTDIR)$${rest#*:}/$${file##*/}"; \
	done
	@set -e; for link in $(INSTALLED_LINKS); do rm -f "$(DESTDIR)$$link"; done
	@rmdir $(DESTDIR)$(DATADIR)/report2yaml 2>/dev/null || :

completions: $(COMPLETIONS)

## deb        build Debian packages of program and library into build/deb, and look at them with lintian
deb: | $(FIRST)
	BUILD=$(BUILD) VERSION=$(VERSION) .ci/build-deb

## clean      remove what was built
clean:
	rm -rf build report2yaml

$(PROGRAM): $(BUILD)/main.o $(ARCHIVE) $(BUILD)/iconv.libs
	$(SAY) $(CC) $(LINK) -o $@ $(BUILD)/main.o $(ARCHIVE) $(PROGRAM_LIBS)

# The archive is made anew, so that no object of a removed source stays in it.
$(ARCHIVE): $(filter-out $(BUILD)/main.o,$(OBJECTS))
	@rm -f $@
	$(SAY) ar rcsD $@ $^

# One object, in which the names that are not for others are local: they cannot clash with those of a program.
$(STATIC_LIBRARY): $(LIBRARY_OBJECTS)
	@mkdir -p $(@D)
	rm -f $@
	$(LD) -r -o $(@D)/report2yaml.o $^
	$(OBJCOPY) --localize-hidden $(@D)/report2yaml.o
	ar rcsD $@ $(@D)/report2yaml.o

$(SHARED_LIBRARY): $(LIBRARY_OBJECTS) $(BUILD)/iconv.libs
	@mkdir -p $(@D)
	$(CC) -shared -Wl,-soname,$(SONAME) -Wl,-z,defs,-z,relro,-z,now,--gc-sections -pthread $(CFLAGS) $(LDFLAGS) \
	    -o $@ $(LIBRARY_OBJECTS) $(LIBS)

# Written anew each time, since it depends on where things will be installed.
$(BUILD)/lib/report2yaml.pc: src/report2yaml.pc.in $(BUILD)/iconv.libs FORCE
	@mkdir -p $(@D)
	@sed -e 's,@PREFIX@,$(PREFIX),' -e 's,@LIBDIR@,$(LIBDIR),' -e 's,@INCLUDEDIR@,$(INCLUDEDIR),' \
	    -e 's,@VERSION@,$(VERSION),' -e "s,@ICONV@,$$(cat $(BUILD)/iconv.libs)," $< >$@

# From what --help says of the options.
$(COMPLETIONS): src/completions.awk $(PROGRAM)
	@mkdir -p $(@D)
	$(abspath $(PROGRAM)) --help | awk -v shell=$(if $(filter %.bash,$@),bash,$(if $(filter %.fish,$@),fish,zsh)) \
	    -f src/completions.awk >$@.$$$$ && mv $@.$$$$ $@

$(MODE): FORCE | $(FIRST)
	@mkdir -p $(@D)
	@echo 'counts: $(PROFILE)' | cmp -s - $@ || echo 'counts: $(PROFILE)' >$@

$(BUILD)/%.o: src/%.c Makefile $(MODE) | $(FIRST) $(COUNTS)
	@mkdir -p $(@D)
	$(SAY) $(COMPILE) $(TRAINED) -MMD -MP -c -o $@ $<

# The counts of build/counts/check.o go to build/check.gcda, where those of build/check.o are looked for.
$(BUILD)/counts/done: | $(FIRST)
	@$(MAKE) --no-print-directory BUILD=$(@D) PROGRAM=$(@D)/report2yaml PROFILE= SANDBOX= \
	    CFLAGS="$(CFLAGS) -fprofile-generate -dumpdir $(BUILD)/" all
	@echo '  counting in $(words $(SAMPLES)) conversions' && $(@D)/report2yaml -q -c $(SAMPLES) >$(@D)/samples.yaml
	@touch $@

# The schema is compiled in: its bytes as the numbers that od prints.
$(BUILD)/schema_text.c: schemas/report.schema.json
	@mkdir -p $(@D)
	@{ echo '#include "schema.h"' && echo 'static const unsigned char bytes[] = {' && \
	    od -An -v -tu1 $< | sed 's/[0-9][0-9]*/&,/g' && \
	    echo '};' && echo 'struct slice schema_text(void)' && \
	    echo '{ return (struct slice){ (const char *)bytes, sizeof bytes }; }'; } >$@

$(BUILD)/schema_tables.c: schemas/report.schema.json $(BUILD)/host/schema_tables
	@$(BUILD)/host/schema_tables $< >$@.new && mv $@.new $@

$(GENERATED): $(BUILD)/%.o: $(BUILD)/%.c Makefile $(MODE) | $(FIRST) $(COUNTS)
	$(SAY) $(COMPILE) $(TRAINED) -Isrc -MMD -MP -c -o $@ $<

$(BUILD)/character_costs.c: $(BUILD)/host/character_costs
	@$< >$@.new && mv $@.new $@

SCHEMA_TABLES = $(patsubst %,$(BUILD)/host/%.o,generate/schema_tables json mem pattern schema utf8 vocabulary)
CHARACTER_COSTS = $(patsubst %,$(BUILD)/host/%.o,generate/character_costs mem utf8)
$(BUILD)/host/schema_tables: $(SCHEMA_TABLES) $(BUILD)/iconv.libs
$(BUILD)/host/character_costs: $(CHARACTER_COSTS) $(BUILD)/iconv.libs
$(BUILD)/host/schema_tables $(BUILD)/host/character_costs:
	$(SAY) $(BUILD_CC) -o $@ $(filter %.o,$^) $(BUILD_LIBS)

$(BUILD)/host/%.o: src/%.c Makefile | $(FIRST)
	@mkdir -p $(@D)
	$(SAY) $(BUILD_CC) $(STANDARD) $(WARNINGS) $(BUILD_CFLAGS) -Isrc -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: tests/%.c $(ARCHIVE) $(BUILD)/iconv.libs
	@mkdir -p $(@D)
	$(SAY) $(COMPILE) -Isrc -MMD -MP -MF $@.d $(LINK) -o $@ $< $(ARCHIVE) -lcmocka $(PROGRAM_LIBS)

$(BUILD)/tests/mutations: tests/fuzz/mutations.c tests/fuzz/lossless.c tests/fuzz/fuzz.h $(ARCHIVE) $(BUILD)/iconv.libs
	@mkdir -p $(@D)
	$(SAY) $(COMPILE) -Isrc $(LINK) -o $@ $(filter %.c %.a,$^) $(PROGRAM_LIBS)

# iconv is in libc, or in GNU libiconv, which has to be named: a program that needs it tells which.
$(BUILD)/iconv.libs: | $(FIRST)
	@mkdir -p $(@D)
	@printf '#include <iconv.h>\nint main(void) { return iconv_open("", "") == (iconv_t)-1; }\n' >$(BUILD)/iconv_test.c
	@if $(CC) $(CPPFLAGS) $(LDFLAGS) -o $(BUILD)/iconv_test $(BUILD)/iconv_test.c 2>$(BUILD)/iconv_test.log; then \
	    : >$@; else echo -liconv >$@; fi

FORCE:

-include $(OBJECTS:.o=.d) $(SCHEMA_TABLES:.o=.d) $(CHARACTER_COSTS:.o=.d) $(TEST_PROGRAMS:=.d)
.PHONY: all asan-units library completions deb FORCE help deps run check test-programs golden floor lint fuzz asan valgrind site \
    check-sites bench bench-programs instructions install uninstall clean
