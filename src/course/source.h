/*
 * A course file in memory, and the messages about it.
 *
 * `struct source` owns the bytes until source_release(); it borrows `path` and `diagnostics`.
 */
#ifndef COURSE_SOURCE_H
#define COURSE_SOURCE_H

#include "base/err.h"
#include "course/diagnostics.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

enum { SOURCE_BYTES_MAX = 64 << 20 };

/* After so many messages about one file the rest is counted, but not kept. */
enum { SOURCE_MESSAGES_MAX = 200 };

/* A place in the file; line and column count from 1, columns in characters; `width` characters are underlined. */
struct span {
    size_t line, column, width;
};

/* A file as it lies on the disk: with the same stamp it is the same file with the same bytes. */
struct stamp {
    uint64_t device, inode, size;
    int64_t modified, changed; /* ns since 1970: its bytes, and anything about it */
};

struct source {
    const char *path;
    struct stamp stamp; /* as it was before it was read; all zero for bytes from memory */
    char *bytes; /* `length` bytes without a byte order mark, then a NUL; NULL once they are put away */
    size_t length;
    struct diagnostics *diagnostics;
    size_t error_count, message_count;
    struct {
        size_t line, column, offset;
    } cursor; /* where the last source_offset() ended: going forward through a file costs one pass */
};

/*
 * Reads a regular file of at most SOURCE_BYTES_MAX bytes; a pipe or a device is refused without waiting for it.
 * Errors: those of err_system(), ERR_INVALID for what is no regular file, ERR_LIMIT.  After an error `source` may be released.
 */
int source_read(struct source *source, const char *path, struct diagnostics *diagnostics, struct err *err);

/* The same for bytes in memory, which are copied. */
void source_copy(struct source *source, const char *path, const char *bytes, size_t length, struct diagnostics *diagnostics);

void source_release(struct source *source);

/* Gives the bytes of a file back; they are read again if there is something to report. */
void source_put_away(struct source *source);

/* What stat() said as a stamp. */
struct stamp source_stamp(const struct stat *status);

/* Reports bytes that are not UTF-8 and characters that no course file may hold; false if there are any. */
bool source_check_characters(struct source *source);

/* The byte at which `line` and `column` stand, or where the line or the file ends if it is shorter. */
size_t source_offset(struct source *source, size_t line, size_t column);

/* True while messages are kept: it is not worth much time to find better words for others. */
static inline bool source_has_room(const struct source *source)
{
    return source->message_count < SOURCE_MESSAGES_MAX;
}

/* Reports something about `at`, which may be NULL for the whole file. */
void source_report(struct source *source, enum severity severity, const struct span *at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void source_vreport(struct source *source, enum severity severity, const struct span *at, const char *format, va_list arguments)
    __attribute__((format(printf, 4, 0)));

#endif
