/*
 * Passages: the pieces of text that a view is told in, and how clean, wrapped text gets into them.
 */
#ifndef PLAIN_PASSAGE_H
#define PLAIN_PASSAGE_H

#include "base/str.h"
#include "view/view.h"

#include <stdbool.h>

/* A piece of a view that is told as a whole: a paragraph, one option, a table. */
struct passage {
    char *text;  /* lines, each ended by a newline */
    bool apart;  /* an empty line stands before it */
    bool marked; /* the option under the cursor; the mark is not part of `text` */
    bool detail; /* numbers behind the words of the passage before, which are enough when both have changed */
    const struct block *block;
};

/* Owns its texts; the blocks belong to the view. */
struct passages {
    struct passage *items;
    size_t count, capacity;
};

struct render_options {
    unsigned width;
    bool ascii;
};

void passages_release(struct passages *passages);

/* Adds `text` to `out` without control characters, and in ASCII where that is wanted. */
void render_clean(struct str *out, const char *text, const struct render_options *options);

/* The same for styled text, which is told without its styles. */
void render_spans(struct str *out, const struct spans *spans, const struct render_options *options);

/*
 * Adds `text` broken into lines of the width, each ended by a newline: `first` before the first line, blanks of the same width
 * before the others.
 */
void render_wrapped(struct str *out, const char *first, const char *text, const struct render_options *options);

/* Adds a line without the blanks at its end, and a newline. */
void passage_line(struct str *out, const char *text, size_t length);

/* Adds a passage of `block` and takes over its text; valid until the next one is added. */
struct passage *render_passage(struct passages *passages, const struct block *block, struct str *text, bool apart);

#endif
