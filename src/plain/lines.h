/*
 * Lines from a file descriptor, with signals let in while waiting.  `struct lines` owns what it has read ahead.
 */
#ifndef PLAIN_LINES_H
#define PLAIN_LINES_H

#include "base/err.h"
#include "base/signals.h"
#include "base/str.h"

#include <stdbool.h>

enum { LINE_BYTES_MAX = 1 << 20 };

struct lines {
    int fd;
    struct signals signals;
    struct str ahead; /* read, and not handed out yet */
    bool ended;
};

enum line_result { LINE_READ, LINE_END, LINE_SIGNAL, LINE_FAILED };

void lines_start(struct lines *lines, int fd);
void lines_stop(struct lines *lines);

/*
 * The next line without its end, in well-formed UTF-8 (other bytes become "?"); more than LINE_BYTES_MAX bytes are dropped.
 * LINE_SIGNAL: a signal came first, ask signals_ending() and so on, and read again.
 */
enum line_result lines_read(struct lines *lines, struct str *line, struct err *err);

/* Lets signals in; true if one asks for the end, or somebody types at a terminal.  Lines of a file wait for their turn. */
bool lines_interrupted(const struct lines *lines);

#endif
