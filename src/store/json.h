/*
 * Writing JSON: flat objects for `detail` and store_put(), member by member into a `struct str` that the caller owns.
 *
 *     json_object_begin(&str);
 *     json_object_text(&str, "chosen", option);
 *     json_object_number(&str, "score", 0.8);
 *     json_object_end(&str);
 *
 * Reading is store_json_value() in store/store.h.
 */
#ifndef STORE_JSON_H
#define STORE_JSON_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

void json_object_begin(struct str *str);
void json_object_end(struct str *str);

/* NULL is written as null, which reads back as absent.  Bytes that are not UTF-8 become U+FFFD. */
void json_object_text(struct str *str, const char *key, const char *text);

/* Infinities and NaN are written as null. */
void json_object_number(struct str *str, const char *key, double number);
void json_object_integer(struct str *str, const char *key, int64_t number);
void json_object_boolean(struct str *str, const char *key, bool value);

/* `text` alone, in quotes and escaped, for whoever writes other shapes. */
void json_text(struct str *str, const char *text);

#endif
