/*
 * The formats as a table; only src/exchange includes this.  A new one is a file that defines a `const struct format`, and a line in
 * formats.c.
 */
#ifndef EXCHANGE_FORMAT_H
#define EXCHANGE_FORMAT_H

#include "exchange/draft.h"
#include "exchange/exchange.h"
#include "exchange/parts.h"

#include <stdio.h>

/* What is written: the items that the format takes, in the order of the course. */
struct selection {
    const struct exchange *exchange;
    bool progress; /* what was learned of them goes with them */
    const struct item **items;
    size_t count, capacity;
};

/* An item as it was read. */
struct draft {
    const char *section; /* of a topic file: "cards", … */
    struct node *item;
};

/*
 * A file that is read: readers walk over `source.bytes` (UTF-8, line breaks as \n, a NUL at the end), and hand over items and words
 * on what they cannot take.  The arena lives as long as the import.
 */
struct import {
    const struct exchange *exchange;
    struct source source;
    struct arena arena;
    struct {
        struct draft *items;
        size_t count, capacity;
    } drafts;
    const char *title; /* of all of it, or NULL */
    struct {
        size_t offset, line, column;
    } cursor; /* where the last import_span() ended */
};

struct format {
    const char *name;
    const char *extension; /* of its files, the usual one */
    unsigned holds;        /* KIND_ and PART_ bits */
    bool binary;           /* `source.bytes` are what is in the file, and not even text */
    bool history;          /* holds answers, no items */
    bool progress;         /* can hold what was learned of its items */

    /* NULL, or why this item cannot be held though its kind can: "it has several paragraphs". */
    const char *(*refuses)(const struct item *item);

    int (*write)(const struct selection *selection, FILE *out, struct err *err);

    /* Faults of single items are reported, not returned. */
    int (*read)(struct import *import, struct err *err);
};

/* Ended by NULL. */
extern const struct format *const formats[];

extern const struct format format_anki, format_csv, format_gift, format_aiken, format_markdown, format_json, format_apkg,
    format_history;

/* Hands over an item, a map of the course format with whatever keys it has. */
void import_add(struct import *import, const char *section, struct node *item);

/* Where `at`, a place in source.bytes, lies.  Going forward through a file costs one pass. */
struct span import_span(struct import *import, const char *at);

/* Something that is left out (_lost), or taken in another form (_remark); `span` may be NULL for the whole file. */
void import_lost(struct import *import, const struct span *span, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Ends a line on what was taken: with how many were left out, if any. */
void import_say_left(struct str *said, size_t left);
void import_remark(struct import *import, const struct span *span, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Reads rows of HTML between tabs, the type of note and the tags before its fields: what apkg.c makes of a collection. */
void anki_read_notes(struct import *import);

#endif
