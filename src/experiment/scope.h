/*
 * Named numbers and lists of numbers, which expressions are about.
 *
 * `struct scope` borrows names and arrays and owns its list until scope_release().
 */
#ifndef EXPERIMENT_SCOPE_H
#define EXPERIMENT_SCOPE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct quantity {
    const double *items;
    size_t count;
    bool list;        /* otherwise one number */
    const char *text; /* what a placeholder shows in place of the number, or NULL */
};

struct scope_entry {
    const char *name;
    struct quantity quantity;
};

struct scope {
    struct scope_entry *items;
    size_t count, capacity;
};

/* Adds a name, or gives it another value. */
void scope_set(struct scope *scope, const char *name, struct quantity quantity);
void scope_release(struct scope *scope);

/* The value of `name`; false if there is none. */
bool scope_find(const struct scope *scope, const char *name, size_t length, struct quantity *quantity);

/* One number in the memory of `arena`. */
struct quantity quantity_number(struct arena *arena, double number);

#endif
