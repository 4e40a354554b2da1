#include "course/source.h"

#include "base/mem.h"
#include "course/characters.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void start(struct source *source, const char *path, struct diagnostics *diagnostics)
{
    *source = (struct source){.path = path, .diagnostics = diagnostics, .cursor = {.line = 1, .column = 1}};
}

/* libyaml would count a byte order mark as a column. */
static void drop_byte_order_mark(struct source *source)
{
    if (source->length >= 3 && memcmp(source->bytes, "\xef\xbb\xbf", 3) == 0) {
        source->length -= 3;
        memmove(source->bytes, source->bytes + 3, source->length + 1);
    }
}

/* Reads until the end; a file that grows meanwhile is cut at `size`. */
static int read_all(struct source *source, int descriptor, size_t size, struct err *err)
{
    source->bytes = mem_new(size + 1, 1);
    while (source->length < size) {
        ssize_t got = read(descriptor, source->bytes + source->length, size - source->length);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return err_system(err, errno, "cannot read '%s'", source->path);
        if (got == 0)
            break;
        source->length += (size_t)got;
    }
    source->bytes[source->length] = '\0';
    return 0;
}

static int64_t nanoseconds(const struct timespec *time)
{
    return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

struct stamp source_stamp(const struct stat *status)
{
    return (struct stamp){.device = (uint64_t)status->st_dev,
                          .inode = (uint64_t)status->st_ino,
                          .size = (uint64_t)status->st_size,
                          .modified = nanoseconds(&status->st_mtim),
                          .changed = nanoseconds(&status->st_ctim)};
}

static int read_open(struct source *source, int descriptor, struct err *err)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return err_system(err, errno, "cannot read '%s'", source->path);
    if (!S_ISREG(status.st_mode))
        return err_set(err, ERR_INVALID, "cannot read '%s': not a regular file", source->path);
    if (status.st_size > SOURCE_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "cannot read '%s': larger than %d MiB", source->path, SOURCE_BYTES_MAX >> 20);
    source->stamp = source_stamp(&status);
    return read_all(source, descriptor, (size_t)status.st_size, err);
}

int source_read(struct source *source, const char *path, struct diagnostics *diagnostics, struct err *err)
{
    start(source, path, diagnostics);
    /* O_NONBLOCK: opening a named pipe must not wait for its writer. */
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return err_system(err, errno, "cannot open '%s'", path);
    int result = read_open(source, descriptor, err);
    close(descriptor);
    if (result == 0)
        drop_byte_order_mark(source);
    return result;
}

void source_copy(struct source *source, const char *path, const char *bytes, size_t length, struct diagnostics *diagnostics)
{
    start(source, path, diagnostics);
    source->bytes = mem_string_n(bytes, length);
    source->length = length;
    drop_byte_order_mark(source);
}

void source_release(struct source *source)
{
    free(source->bytes);
    source->bytes = NULL;
    source->length = 0;
}

void source_put_away(struct source *source)
{
    if (source->stamp.inode)
        source_release(source);
}

/* Reads again what was put away; false if that cannot be done, or the file is not the same any more. */
static bool fetch(struct source *source)
{
    struct source again;
    if (source->bytes)
        return true;
    bool same = source_read(&again, source->path, source->diagnostics, NULL) == 0 &&
                memcmp(&again.stamp, &source->stamp, sizeof again.stamp) == 0;
    if (!same) {
        source_release(&again);
        return false;
    }
    source->bytes = again.bytes;
    source->length = again.length;
    source->cursor = again.cursor;
    return true;
}

/* Most of any file; worth a short way. */
static bool is_plain(char byte)
{
    return byte >= ' ' && byte <= '~';
}

/* Moves the cursor over one character or line break. */
static void step(struct source *source)
{
    if (is_plain(source->bytes[source->cursor.offset])) {
        source->cursor.offset++;
        source->cursor.column++;
        return;
    }
    const char *at = source->bytes + source->cursor.offset;
    unsigned code_point;
    size_t size = character_decode(at, source->length - source->cursor.offset, &code_point);
    if (code_point == '\r' && at[1] == '\n')
        size = 2;
    source->cursor.offset += size;
    source->cursor.column++;
    if (code_point == '\n' || code_point == '\r') {
        source->cursor.line++;
        source->cursor.column = 1;
    }
}

/* The byte of the next line break from `offset` on, or the file's length. */
static size_t find_break(const struct source *source, size_t offset)
{
    const char *from = source->bytes + offset;
    const char *feed = memchr(from, '\n', source->length - offset);
    size_t length = feed ? (size_t)(feed - from) : source->length - offset;
    const char *carriage = memchr(from, '\r', length);
    return offset + (carriage ? (size_t)(carriage - from) : length);
}

/* Moves the cursor to the start of the next line, which is much faster than by characters, or to the end of the last one. */
static void step_line(struct source *source)
{
    size_t end = find_break(source, source->cursor.offset);
    if (end < source->length) {
        source->cursor.offset = end;
        step(source);
    }
    while (end == source->length && source->cursor.offset < end)
        step(source);
}

static bool at_line_end(const struct source *source)
{
    size_t offset = source->cursor.offset;
    return offset >= source->length || source->bytes[offset] == '\n' || source->bytes[offset] == '\r';
}

size_t source_offset(struct source *source, size_t line, size_t column)
{
    if (line < source->cursor.line || (line == source->cursor.line && column < source->cursor.column)) {
        source->cursor.line = source->cursor.column = 1;
        source->cursor.offset = 0;
    }
    while (source->cursor.line < line && source->cursor.offset < source->length)
        step_line(source);
    while (source->cursor.line == line && source->cursor.column < column && !at_line_end(source))
        step(source);
    return source->cursor.offset;
}

bool source_check_characters(struct source *source)
{
    size_t errors = source->error_count, line = 1, column = 1;
    if (source->length >= 2 && (memcmp(source->bytes, "\xff\xfe", 2) == 0 || memcmp(source->bytes, "\xfe\xff", 2) == 0)) {
        source_report(source, SEVERITY_ERROR, NULL, "the file is UTF-16; save it as UTF-8");
        return false;
    }
    for (size_t at = 0; at < source->length; column++) {
        if (is_plain(source->bytes[at])) {
            at++;
            continue;
        }
        unsigned code_point;
        size_t size = character_decode(source->bytes + at, source->length - at, &code_point);
        struct span here = {line, column, 1};
        if (code_point == CHARACTER_MALFORMED)
            source_report(source, SEVERITY_ERROR, &here, "byte 0x%02x is not UTF-8", (unsigned char)source->bytes[at]);
        else if (character_forbidden(code_point))
            source_report(source, SEVERITY_ERROR, &here, "control character U+%04X", code_point);
        if (code_point == '\n' || (code_point == '\r' && source->bytes[at + size] != '\n')) {
            line++;
            column = 0;
        }
        at += size;
    }
    return source->error_count == errors;
}

/* The line in which the cursor stands, owned by the caller, NULL if it is empty. */
static char *copy_line(const struct source *source)
{
    size_t end = source->cursor.offset, start_of_line = end;
    while (start_of_line > 0 && source->bytes[start_of_line - 1] != '\n' && source->bytes[start_of_line - 1] != '\r')
        start_of_line--;
    end = find_break(source, end);
    return end > start_of_line ? mem_string_n(source->bytes + start_of_line, end - start_of_line) : NULL;
}

__attribute__((format(printf, 4, 0))) static void add(struct source *source, enum severity severity, const struct span *at,
                                                      const char *format, va_list arguments)
{
    struct position position = {.file = source->path, .line = at ? at->line : 0, .column = at ? at->column : 0};
    char *line = NULL;
    if (at && fetch(source)) { /* libyaml sees one more line where the last one lacks its line break: the cursor stays in the file */
        source_offset(source, at->line, at->column);
        position.line = source->cursor.line;
        position.column = source->cursor.column;
        line = copy_line(source);
    }
    diagnostics_vadd(source->diagnostics, severity, position, at ? at->width : 1, line, format, arguments);
    free(line);
}

void source_vreport(struct source *source, enum severity severity, const struct span *at, const char *format, va_list arguments)
{
    source->error_count += severity == SEVERITY_ERROR;
    source->message_count++;
    if (source->message_count <= SOURCE_MESSAGES_MAX)
        add(source, severity, at, format, arguments);
    else if (source->message_count == SOURCE_MESSAGES_MAX + 1)
        diagnostics_add(source->diagnostics, SEVERITY_NOTE, (struct position){.file = source->path}, 1, NULL,
                        "more than %d messages; the others are not shown", SOURCE_MESSAGES_MAX);
}

void source_report(struct source *source, enum severity severity, const struct span *at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    source_vreport(source, severity, at, format, arguments);
    va_end(arguments);
}
