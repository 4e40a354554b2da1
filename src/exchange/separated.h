/*
 * Tables as text: fields between separators, in double quotes where they hold a separator, a quote or a line break.
 *
 * Texts of fields belong to the arena of the import; `struct record` owns its list until record_release().
 */
#ifndef EXCHANGE_SEPARATED_H
#define EXCHANGE_SEPARATED_H

#include "exchange/format.h"

struct record {
    struct {
        const char *text;
        const char *at; /* where it stands in the file */
    } * items;
    size_t count, capacity;
};

struct separated {
    struct import *import;
    const char *next; /* what comes next; NULL after an error */
    char separator;
    bool comments; /* lines that begin with # are left out */
};

/* The separator of the line at `text`: tab, semicolon, comma or pipe, whichever stands there most often outside of quotes; '\0' if
 * none does. */
char separated_guess(const char *text);

/* The next row that is not blank; false at the end, and at a quote that is never closed, which is reported. */
bool separated_next(struct separated *separated, struct record *record);
void record_release(struct record *record);

/* The field number `index` without blanks around it, or "" if the row is shorter. */
const char *record_field(const struct record *record, size_t index);

/* Adds a field, in quotes if it needs them. */
void separated_add(struct str *out, const char *text, char separator);

#endif
