/* Questions in GIFT while they are read; only gift*.c include this. */
#ifndef EXCHANGE_GIFT_H
#define EXCHANGE_GIFT_H

#include "exchange/format.h"

int gift_read(struct import *import, struct err *err);

/* An arrow that separates nothing. */
#define GIFT_ARROW "-&gt;"

enum gift_markup { GIFT_PLAIN, GIFT_HTML, GIFT_MARKDOWN };

/* A question while its answers are read. */
struct gift_question {
    struct import *import;
    struct node *item;
    struct span span;
    enum gift_markup markup;
};

/*
 * Reads what stands between the braces, `length` bytes, without the general feedback; returns the section that the item belongs to,
 * or NULL if it cannot be taken, which is reported.  `feedback`: there is a general one, which becomes the back of an essay.
 */
const char *gift_read_answers(struct gift_question *question, const char *text, size_t length, const char *feedback);

/* Text without escapes and with its markup as Markdown; belongs to the import. */
const char *gift_text(const struct gift_question *question, const char *text, size_t length);

/* One answer: its sign, its weight in percent (NaN = none given), its text and its feedback. */
struct gift_part {
    char sign;
    double weight;
    const char *text, *feedback; /* feedback NULL = none */
};

struct gift_parts {
    struct gift_part items[32];
    size_t count;
};

/* Takes the answers apart at those of `signs` that no backslash stands before; false if they are too many, which is reported. */
bool gift_split(const struct gift_question *question, const char *text, size_t length, const char *signs, struct gift_parts *parts);

/* The first `sign` from `text` on that no backslash stands before; NULL if there is none within `length` bytes. */
const char *gift_find(const char *text, size_t length, const char *sign);

#endif
