/*
 * A home of its own for each test of importing and exporting, and items to be compared.
 */
#ifndef EXCHANGE_SUPPORT_H
#define EXCHANGE_SUPPORT_H

#include "exchange/exchange.h"
#include "exchange/parts.h"

#include <check.h>

/* Everything that a test needs; home_open() fills it, home_close() removes the folder. */
struct home {
    char *folder, *own, *journal, *database, *path;
    const char *content; /* the course that items come into: that of tests/data/kinds */
    struct course *course;
    struct store *store;
    struct exchange exchange;
    struct diagnostics diagnostics; /* of the last import */
    struct str said;
    size_t left; /* out by the last import */
    struct err err;
};

void home_open(struct home *home);
void home_close(struct home *home);

/* Loads the course again, own files with it. */
void home_reload(struct home *home);

/* A file in the home, made of `length` bytes; its path is kept until the next call. */
const char *home_file(struct home *home, const char *name, const char *bytes, size_t length);

/* Imports a file; `into` and `format` may be NULL.  The course is loaded again. */
int home_import(struct home *home, const char *path, const char *format, const char *into);

/* The same for a text, as a file called `name`. */
int home_import_text(struct home *home, const char *name, const char *text);

/* The course whose texts are made to be hard to carry, and what exporting it gives. */
struct course *hard_course(void);
void export_course(const struct course *course, struct home *home, const char *format, struct str *out);

/* The item of the home's course; the test fails without it. */
const struct card *home_card(const struct home *home, const char *id);
const struct question *home_question(const struct home *home, const char *id);

/* True if some message of the last import is `text`, at `line`. */
void expect_message(const struct home *home, size_t line, const char *text);

/* Fails unless both items have the same texts, as far as `holds` (PART_ bits) goes; equal but for line breaks if `flat`. */
void expect_same(const struct item *item, const struct item *other, unsigned holds, bool flat);

void read_whole(const char *path, struct str *out);

#endif
