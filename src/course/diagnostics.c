#include "course/diagnostics.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "course/characters.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Of a longer line only these many characters before and after the column are kept. */
enum { SHOWN_BEFORE = 60, SHOWN_AFTER = 60 };

void diagnostics_init(struct diagnostics *diagnostics)
{
    *diagnostics = (struct diagnostics){0};
}

void diagnostics_release(struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < diagnostics->count; i++) {
        struct diagnostic *diagnostic = &diagnostics->items[i];
        free(diagnostic->file);
        free(diagnostic->text);
        free(diagnostic->source_line);
    }
    vec_release(diagnostics);
    diagnostics_init(diagnostics);
}

/* Bytes of the first `count` characters of `text`. */
static size_t bytes_of(const char *text, size_t length, size_t count)
{
    size_t at = 0;
    unsigned code_point;
    while (count-- && at < length)
        at += character_decode(text + at, length - at, &code_point);
    return at;
}

static void keep_source_line(struct diagnostic *diagnostic, const char *line)
{
    size_t length = strlen(line);
    size_t before = diagnostic->at.column ? diagnostic->at.column - 1 : 0;
    diagnostic->skipped = before > SHOWN_BEFORE ? before - SHOWN_BEFORE : 0;
    size_t start = bytes_of(line, length, diagnostic->skipped);
    size_t size = bytes_of(line + start, length - start, before - diagnostic->skipped + SHOWN_AFTER);
    char *shown = character_printable(line + start, size);
    diagnostic->source_line = start + size < length ? str_print("%s...", shown) : mem_string(shown);
    free(shown);
}

void diagnostics_vadd(struct diagnostics *diagnostics, enum severity severity, struct position at, size_t width,
                      const char *source_line, const char *format, va_list arguments)
{
    struct str text;
    str_init(&text);
    str_addv(&text, format, arguments);
    struct diagnostic *diagnostic = vec_add(diagnostics);
    *diagnostic = (struct diagnostic){.severity = severity, .at = at, .width = width ? width : 1};
    diagnostic->at.file = diagnostic->file = character_printable(at.file, strlen(at.file));
    diagnostic->text = character_printable(text.text, text.length);
    if (source_line)
        keep_source_line(diagnostic, source_line);
    diagnostics->error_count += severity == SEVERITY_ERROR;
    diagnostics->warning_count += severity == SEVERITY_WARNING;
    str_release(&text);
}

void diagnostics_add(struct diagnostics *diagnostics, enum severity severity, struct position at, size_t width,
                     const char *source_line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    diagnostics_vadd(diagnostics, severity, at, width, source_line, format, arguments);
    va_end(arguments);
}

/* Tabs stay tabs and everything else becomes blanks of its width, so that the caret stands below its character. */
static void print_blanks(const char *text, size_t length, FILE *out)
{
    for (size_t at = 0; at < length;) {
        const char *tab = memchr(text + at, '\t', length - at);
        size_t end = tab ? (size_t)(tab - text) : length;
        fprintf(out, "%*s", (int)utf8_width(text + at, end - at), "");
        if (tab)
            fputc('\t', out);
        at = end + (tab != NULL);
    }
}

static void print_source_line(const struct diagnostic *diagnostic, FILE *out)
{
    const char *line = diagnostic->source_line, *dots = diagnostic->skipped ? "..." : "";
    size_t length = strlen(line);
    size_t before = bytes_of(line, length, diagnostic->at.column - 1 - diagnostic->skipped);
    size_t marked = utf8_width(line + before, bytes_of(line + before, length - before, diagnostic->width));
    fprintf(out, "%5zu | %s%s\n", diagnostic->at.line, dots, line);
    fprintf(out, "      | %*s", (int)strlen(dots), "");
    print_blanks(line, before, out);
    fputc('^', out);
    for (size_t i = 1; i < marked; i++)
        fputc('~', out);
    fputc('\n', out);
}

static bool same_place(const struct diagnostic *a, const struct diagnostic *b)
{
    return a != b && a->at.line == b->at.line && a->at.column == b->at.column;
}

/* A note about the very place of its leader does not show the line again. */
static void print_one(const struct diagnostic *diagnostic, const struct diagnostic *leader, FILE *out)
{
    static const char *const names[] = {[SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_NOTE] = "note"};
    fputs(diagnostic->at.file, out);
    if (diagnostic->at.line)
        fprintf(out, ":%zu:%zu", diagnostic->at.line, diagnostic->at.column);
    fprintf(out, ": %s: %s\n", names[diagnostic->severity], diagnostic->text);
    if (diagnostic->source_line && diagnostic->at.line && diagnostic->at.column && !same_place(diagnostic, leader))
        print_source_line(diagnostic, out);
}

/* A message with its place in the output. */
struct place {
    const struct diagnostic *leader; /* itself, or the message that a note belongs to */
    size_t file;                     /* rank of the leader's file */
    size_t index;
};

static int compare_sizes(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_places(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    int order = compare_sizes(a->file, b->file);
    if (!order)
        order = compare_sizes(a->leader->at.line, b->leader->at.line);
    if (!order)
        order = compare_sizes(a->leader->at.column, b->leader->at.column);
    return order ? order : compare_sizes(a->index, b->index);
}

/* The rank of place `index`'s file: that of an earlier message of the file, else its own index. */
static size_t file_rank(const struct place *places, size_t index)
{
    for (size_t i = index; i-- > 0;)
        if (strcmp(places[i].leader->at.file, places[index].leader->at.file) == 0)
            return places[i].file;
    return index;
}

void diagnostics_print(const struct diagnostics *diagnostics, FILE *out)
{
    struct place *places = mem_new(diagnostics->count + 1, sizeof *places);
    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct diagnostic *diagnostic = &diagnostics->items[i];
        places[i].index = i;
        places[i].leader = diagnostic->severity == SEVERITY_NOTE && i ? places[i - 1].leader : diagnostic;
        places[i].file = file_rank(places, i);
    }
    qsort(places, diagnostics->count, sizeof *places, compare_places);
    for (size_t i = 0; i < diagnostics->count; i++)
        print_one(&diagnostics->items[places[i].index], places[i].leader, out);
    free(places);
}
