/*
 * libyaml_floor FILE: the text of a report through libyaml's emitter and nothing else: each line that is not empty
 * becomes one double-quoted scalar of one sequence on standard output. What a converter that writes with libyaml cannot
 * get below.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static void emit(yaml_emitter_t *emitter, yaml_event_t *event, int is_made)
{
    if (is_made && yaml_emitter_emit(emitter, event))
        return;
    fprintf(stderr, "libyaml_floor: %s\n", emitter->problem ? emitter->problem : "no event");
    exit(1);
}

static void emit_line(yaml_emitter_t *emitter, const char *line, size_t len)
{
    yaml_event_t event;

    emit(emitter, &event,
         yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)line, (int)len, 0, 1,
                                      YAML_DOUBLE_QUOTED_SCALAR_STYLE));
}

static void emit_lines(yaml_emitter_t *emitter, FILE *input)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t len;

    while ((len = getline(&line, &room, input)) > 0) {
        if (line[len - 1] == '\n')
            len--;
        if (len > 0)
            emit_line(emitter, line, (size_t)len);
    }
    free(line);
}

static void emit_document(yaml_emitter_t *emitter, FILE *input)
{
    yaml_event_t event;

    emit(emitter, &event, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
    emit(emitter, &event, yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 0));
    emit(emitter, &event, yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_SEQUENCE_STYLE));
    emit_lines(emitter, input);
    emit(emitter, &event, yaml_sequence_end_event_initialize(&event));
    emit(emitter, &event, yaml_document_end_event_initialize(&event, 1));
    emit(emitter, &event, yaml_stream_end_event_initialize(&event));
}

int main(int argc, char **argv)
{
    yaml_emitter_t emitter;
    FILE *input = argc == 2 ? fopen(argv[1], "rb") : NULL;

    if (!input || !yaml_emitter_initialize(&emitter)) {
        fputs("usage: libyaml_floor FILE\n", stderr);
        return 2;
    }
    yaml_emitter_set_output_file(&emitter, stdout);
    yaml_emitter_set_unicode(&emitter, 1);
    yaml_emitter_set_width(&emitter, -1);
    emit_document(&emitter, input);
    yaml_emitter_delete(&emitter);
    fclose(input);
    return fflush(stdout) == 0 ? 0 : 1;
}
