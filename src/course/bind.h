/*
 * Nodes become structs, as the schema's tables say.
 */
#ifndef COURSE_BIND_H
#define COURSE_BIND_H

#include "base/arena.h"
#include "course/course_file.h"
#include "course/schema.h"

#include <stdbool.h>

/* What the functions here work on: one file, and the arena of the course that its contents go to. */
struct binding {
    struct course_file *file;
    struct arena *arena;
};

/*
 * Fills the zeroed `record` from `node`.  Every mistake is reported to the file's diagnostics, and what is right is filled in all
 * the same.  Ids and references go to the file's lists.
 */
void bind_record(struct binding *binding, const struct schema *schema, const struct node *node, void *record);

/* Fills the member of `record` that `field` describes. */
void bind_field(struct binding *binding, const struct field *field, const struct node *node, void *record);

#endif
