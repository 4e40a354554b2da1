/*
 * The worked examples that another program computed: a JSON file, read as what it is for YAML.
 *
 * `struct worked` owns everything until worked_release().
 */
#ifndef WORKED_EXAMPLES_H
#define WORKED_EXAMPLES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

/* All numbers under one key of one example, in their order: "W02_forward.mean". */
struct worked_entry {
    const char *path;
    double *numbers;
    bool *met; /* by some experiment */
    size_t count, capacity;
};

struct worked {
    struct arena arena;
    struct worked_entry *items;
    size_t count, capacity;
};

/* False if there is no such file, or it is no JSON. */
bool worked_read(struct worked *worked, const char *path);
void worked_release(struct worked *worked);

/* The entry, or NULL. */
struct worked_entry *worked_find(const struct worked *worked, const char *path);

/* From number `from` of the entry on, it is the value of `expression` over the results of `experiment`, turned so. */
struct reproduction {
    const char *path, *experiment, *turned, *expression;
    size_t from;
};

/* Which experiment of the shipped course yields what. */
extern const struct reproduction reproductions[];
extern const size_t reproduction_count;

#endif
