CC ?= cc
CFLAGS ?= -O2 -g
WARNINGS = -std=c11 -D_POSIX_C_SOURCE=200809L -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion
LIBS = -lyaml -lnettle
SRC = $(wildcard src/*.c)
OBJ = $(SRC:src/%.c=build/%.o)

all: report2yaml

report2yaml: $(OBJ)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJ) $(LIBS)

build/%.o: src/%.c
	@mkdir -p build
	$(CC) $(WARNINGS) $(CPPFLAGS) $(CFLAGS) -MMD -c -o $@ $<

clean:
	rm -rf build report2yaml

-include $(OBJ:.o=.d)
.PHONY: all clean
