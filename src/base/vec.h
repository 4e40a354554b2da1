/*
 * A growing array of any type, as three members of a struct of its own:
 *
 *     struct topics { struct topic *items; size_t count, capacity; };
 *     *vec_add(&topics) = (struct topic){...};
 *
 * The struct owns `items`; vec_release() frees them (not what they point to).
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/mem.h"

#include <stdlib.h>

/* A pointer to one more, uninitialized, element at the end; valid until the next call. */
#define vec_add(vec) (vec_reserve(vec), (vec)->items + (vec)->count++)

/* Room for one more element. */
#define vec_reserve(vec)                                                                                                          \
    ((vec)->count < (vec)->capacity                                                                                               \
         ? (void)0                                                                                                                \
         : (void)((vec)->capacity = (vec)->capacity ? 2 * (vec)->capacity : 8,                                                   \
                  (vec)->items = mem_resize((vec)->items, (vec)->capacity, sizeof *(vec)->items)))

/* Frees the array and makes it empty. */
#define vec_release(vec) (free((vec)->items), (vec)->items = NULL, (vec)->count = (vec)->capacity = 0)

#endif
