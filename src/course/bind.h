/*
 * Nodes become structs, as the schema's tables say.
 */
#ifndef COURSE_BIND_H
#define COURSE_BIND_H

#include "base/arena.h"
#include "course/course_file.h"
#include "course/node.h"
#include "course/schema.h"

#include <stdbool.h>
#include <stdint.h>

/* What the functions here work on: one file, and the arena of the course that its contents go to. */
struct binding {
    struct course_file *file;
    struct arena *arena;
    const struct schema *finishing; /* for `finish` of a schema: itself, and a bit for each of its fields that has a key */
    uint64_t present;
};

/*
 * Fills the zeroed `record` from `node`.  Every mistake is reported to the file's diagnostics, and what is right is filled in all
 * the same.  Ids and references go to the file's lists.
 */
void bind_record(struct binding *binding, const struct schema *schema, const struct node *node, void *record);

/* For `finish`: reports that the map needs `key`, a field of the schema, if it has none, be it a misspelt one. */
void bind_require(struct binding *binding, const struct node *map, const char *key);

/* Fills the member of `record` that `field` describes. */
void bind_field(struct binding *binding, const struct field *field, const struct node *node, void *record);

#endif
