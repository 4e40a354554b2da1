/*
 * Text in UTF-8 as it stands on a terminal: characters, widths, line breaks.  Widths are in columns; a combining mark has none, an
 * East Asian wide character two.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* True if `length` bytes of `text` are well-formed UTF-8. */
bool utf8_valid(const char *text, size_t length);

/* Columns that `length` bytes of `text` take; control characters count 0. */
size_t utf8_width(const char *text, size_t length);
size_t utf8_width_string(const char *text);

/* Bytes of the user-perceived character (with its combining marks) at `text`; 0 at the end. */
size_t utf8_next(const char *text, size_t length);

/* Bytes of the user-perceived character that ends before byte `at` of `text`; 0 at the start. */
size_t utf8_previous(const char *text, size_t at);

/* The longest beginning of `text`, in bytes, that fits `columns`. */
size_t utf8_fit(const char *text, size_t length, size_t columns);

/*
 * Breaks one paragraph into lines of at most `columns` columns at the places UAX 14 allows, long words anywhere.
 * breaks[] receives for each line the byte at which it ends (spaces at a break belong to the line before); at most `limit` lines.
 * Returns the number of lines, at least 1.  Newlines in `text` always break.
 */
size_t utf8_wrap(const char *text, size_t length, size_t columns, size_t *breaks, size_t limit);

/*
 * Text as it is compared in a search: without upper case, marks over letters, and variants of the same character (NFKD and the full
 * case folding of Unicode).  The caller frees it.
 */
char *utf8_fold(const char *text);

/* Whether `text`, folded, holds `folded`. */
bool utf8_holds(const char *text, const char *folded);

/* Writes the code point as UTF-8 (at most 4 bytes, no NUL); returns the bytes written. */
size_t utf8_encode(unsigned code_point, char *out);

#endif
