/*
 * libFuzzer target for course files: any bytes as a topic file, alone.  Besides memory errors it looks for messages that point
 * outside the file.
 */
#include "course/diagnostics.h"
#include "course/loader.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t count_lines(const struct source *source)
{
    size_t lines = 1;
    for (size_t i = 0; i < source->length; i++)
        lines += source->bytes[i] == '\n' || source->bytes[i] == '\r';
    return lines;
}

static void check_positions(const struct diagnostics *diagnostics, const struct source *source)
{
    for (size_t i = 0; i < diagnostics->count; i++)
        if (diagnostics->items[i].at.line > count_lines(source) || diagnostics->items[i].at.column > source->length + 1)
            abort();
}

static void print_nowhere(const struct diagnostics *diagnostics)
{
    char *text;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    if (!stream)
        return;
    diagnostics_print(diagnostics, stream);
    fclose(stream);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct diagnostics diagnostics;
    struct loader loader;
    struct source source;
    diagnostics_init(&diagnostics);
    loader_init(&loader, &diagnostics);
    source_copy(&source, "fuzz.yaml", (const char *)data, size, &diagnostics);
    const struct course_file *file = loader_add_topic(&loader, source);
    loader_resolve(&loader, 0);
    check_positions(&diagnostics, &file->source);
    print_nowhere(&diagnostics);
    if (!course_file_faulty(file)) {
        struct course *course = loader_take(&loader);
        if (course->topic_count != 1 || !course_topic(course, course->topics[0].id))
            abort();
        course_free(&course);
    }
    loader_release(&loader);
    diagnostics_release(&diagnostics);
    return 0;
}
