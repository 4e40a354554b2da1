/*
 * Numbers found by a text.  `struct lookup` owns its table until lookup_release(); the texts are borrowed.
 */
#ifndef EXCHANGE_LOOKUP_H
#define EXCHANGE_LOOKUP_H

#include <stddef.h>

struct lookup {
    struct {
        const char *key; /* NULL = free */
        size_t value;
    } * slots;
    size_t slot_count, count; /* a power of two, or 0 */
};

enum { LOOKUP_NONE = (size_t)-1 >> 1 };

void lookup_release(struct lookup *lookup);

/* The number kept under `key`; LOOKUP_NONE if there is none. */
size_t lookup_find(const struct lookup *lookup, const char *key);

/* Keeps `value` under `key`, in place of what was there. */
void lookup_put(struct lookup *lookup, const char *key, size_t value);

#endif
