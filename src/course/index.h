/*
 * Everything that has an id, found by it.
 *
 * `struct index` owns its table until index_release(); it borrows the definitions.
 */
#ifndef COURSE_INDEX_H
#define COURSE_INDEX_H

#include "course/schema.h"

#include <stddef.h>

/* One thing with an id. */
struct definition {
    const char *id;
    enum entity entity;
    void *target; /* struct topic, card, ... */
};

struct index {
    const struct definition **slots;
    size_t slot_count; /* a power of two, or 0 */
    size_t count;
};

void index_init(struct index *index);
void index_release(struct index *index);

/* The definition of `id`; NULL if there is none. */
const struct definition *index_find(const struct index *index, const char *id);

/* The id closest to a mistyped one, of things like `*only` (NULL = of all things); NULL if none is close. */
const char *index_suggest(const struct index *index, const char *id, const enum entity *only);

/* Adds a definition, in the place of one with the same id. */
void index_put(struct index *index, const struct definition *definition);

#endif
