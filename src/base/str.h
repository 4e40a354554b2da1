/*
 * A string that grows.  `struct str` owns its bytes; str_release() gives them back, str_take() hands them to the caller.
 * The bytes are always followed by a NUL, and `text` is never NULL after str_init().
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stddef.h>

struct str {
    char *text;
    size_t length;   /* bytes, without the NUL */
    size_t capacity; /* bytes allocated; 0 while `text` is the shared empty string */
};

void str_init(struct str *str);
void str_release(struct str *str);

/* Makes it empty and keeps the memory for the next use. */
void str_clear(struct str *str);

/* The text as a string of its own, owned by the caller; `str` is empty afterwards. */
char *str_take(struct str *str);

void str_add(struct str *str, const char *text);
void str_add_n(struct str *str, const char *text, size_t length);
void str_add_char(struct str *str, char c);
void str_repeat(struct str *str, const char *text, size_t times);
void str_addf(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
void str_addv(struct str *str, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* Removes `length` bytes from `at` on, or puts `text` in at `at`; both positions are bytes within the string. */
void str_remove(struct str *str, size_t at, size_t length);
void str_insert(struct str *str, size_t at, const char *text);

/* printf into a new string that the caller owns. */
char *str_print(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
