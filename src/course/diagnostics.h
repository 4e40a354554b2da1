/*
 * Messages about course files, collected so that a file's author sees all of them at once:
 *
 *     content/02-transform.yaml:12:5: error: unknown key 'frnt' (did you mean 'front'?)
 *        12 |     frnt: What is ...
 *           |     ^~~~
 *
 * `struct diagnostics` owns its texts.
 */
#ifndef COURSE_DIAGNOSTICS_H
#define COURSE_DIAGNOSTICS_H

#include "course/course.h"

#include <stdarg.h>
#include <stdio.h>

/* A note belongs to the error or warning before it. */
enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct diagnostic {
    enum severity severity;
    struct position at; /* line 0 = the whole file */
    char *file;         /* the same as at.file */
    char *text;         /* one line without control characters */
    char *source_line;  /* printable; of a long line only the part around the column; or NULL */
    size_t skipped;     /* characters of the line that stand before `source_line` */
    size_t width;       /* characters to underline, >= 1 */
};

struct diagnostics {
    struct diagnostic *items;
    size_t count, capacity;
    size_t error_count, warning_count;
};

void diagnostics_init(struct diagnostics *diagnostics);
void diagnostics_release(struct diagnostics *diagnostics);

/* Adds a message; `source_line` (may be NULL) is copied. */
void diagnostics_add(struct diagnostics *diagnostics, enum severity severity, struct position at, size_t width,
                     const char *source_line, const char *format, ...) __attribute__((format(printf, 6, 7)));
void diagnostics_vadd(struct diagnostics *diagnostics, enum severity severity, struct position at, size_t width,
                      const char *source_line, const char *format, va_list arguments) __attribute__((format(printf, 6, 0)));

/* Writes all of them as shown above: files in the order of their first message, in a file by line, notes after what they belong to.
 */
void diagnostics_print(const struct diagnostics *diagnostics, FILE *out);

#endif
