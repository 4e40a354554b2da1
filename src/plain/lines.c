#include "plain/lines.h"

#include "base/utf8.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void lines_start(struct lines *lines, int fd)
{
    *lines = (struct lines){.fd = fd};
    str_init(&lines->ahead);
    signals_start(&lines->signals, false);
}

void lines_stop(struct lines *lines)
{
    signals_stop(&lines->signals);
    str_release(&lines->ahead);
}

/* Adds `length` bytes in which everything that is no UTF-8, and NUL, becomes "?". */
static void add_text(struct str *line, const char *bytes, size_t length)
{
    while (length > 0) {
        size_t used = 1;
        while (used < 4 && used < length && !utf8_valid(bytes, used))
            used++;
        bool good = bytes[0] != '\0' && utf8_valid(bytes, used);
        str_add_n(line, good ? bytes : "?", good ? used : 1);
        used = good ? used : 1;
        bytes += used;
        length -= used;
    }
}

/* Hands out the first `length` bytes that were read ahead, and drops one more for the line's end. */
static void hand_out(struct lines *lines, size_t length, struct str *line)
{
    size_t used = length;
    if (used > 0 && lines->ahead.text[used - 1] == '\r')
        used--;
    str_clear(line);
    add_text(line, lines->ahead.text, used < LINE_BYTES_MAX ? used : LINE_BYTES_MAX);
    str_remove(&lines->ahead, 0, length + 1);
}

/* Of a line that is too long only its end is still of interest. */
static void keep(struct lines *lines, const char *bytes, size_t length)
{
    if (lines->ahead.length > LINE_BYTES_MAX) {
        const char *end = memchr(bytes, '\n', length);
        size_t skipped = end ? (size_t)(end - bytes) : length;
        bytes += skipped;
        length -= skipped;
    }
    str_add_n(&lines->ahead, bytes, length);
}

static enum line_result read_more(struct lines *lines, struct err *err)
{
    char bytes[4096];
    if (!signals_wait(&lines->signals, lines->fd, -1))
        return LINE_SIGNAL;
    ssize_t got = read(lines->fd, bytes, sizeof bytes);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return LINE_SIGNAL;
    if (got < 0 && errno != EIO) { /* EIO: the terminal is gone */
        err_system(err, errno, "cannot read your answers");
        return LINE_FAILED;
    }
    lines->ended = got <= 0;
    if (got > 0)
        keep(lines, bytes, (size_t)got);
    return LINE_READ;
}

enum line_result lines_read(struct lines *lines, struct str *line, struct err *err)
{
    for (;;) {
        const char *end = memchr(lines->ahead.text, '\n', lines->ahead.length);
        if (end || (lines->ended && lines->ahead.length > 0)) {
            hand_out(lines, end ? (size_t)(end - lines->ahead.text) : lines->ahead.length, line);
            return LINE_READ;
        }
        if (lines->ended)
            return LINE_END;
        enum line_result result = read_more(lines, err);
        if (result != LINE_READ)
            return result;
    }
}

bool lines_interrupted(const struct lines *lines)
{
    bool typed = signals_wait(&lines->signals, lines->fd, 0) || lines->ahead.length > 0;
    return signals_ending() || (typed && isatty(lines->fd));
}
