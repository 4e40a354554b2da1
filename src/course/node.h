/*
 * A YAML document as a tree with positions.  Nodes and their texts belong to the arena given to node_parse().
 */
#ifndef COURSE_NODE_H
#define COURSE_NODE_H

#include "base/arena.h"
#include "course/source.h"

#include <stdbool.h>
#include <stddef.h>

enum { NODE_DEPTH_MAX = 32, NODE_COUNT_MAX = 1000000 };

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    bool broken;          /* reported already: say no more about it */
    bool comment_follows; /* a comment stands right behind an unquoted text */
    struct span at;
    const char *text; /* of a scalar, `length` bytes, no NUL among them */
    size_t length;
    struct node *key;   /* of a value in a map; a scalar */
    struct node *first; /* of a list or map, `count` of them */
    size_t count;
    struct node *next; /* in the same list or map */
};

/*
 * Parses the one document of `source`.  NULL after a syntax error and in an empty file; everything else that no course file may
 * have (aliases, anchors, tags, merge keys, duplicate keys, control characters, a second document) is reported and gone around, so
 * that a caller must look at source->error_count.
 */
struct node *node_parse(struct source *source, struct arena *arena);

/* The value at `key` of a map; NULL if there is none or `map` is no map. */
const struct node *node_find(const struct node *map, const char *key);

/* Reports something about a node. */
void node_error(struct source *source, const struct node *node, const char *format, ...) __attribute__((format(printf, 3, 4)));
void node_warning(struct source *source, const struct node *node, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The node's text for a message, cut after some 40 characters; belongs to `arena`. */
const char *node_quote(const struct node *node, struct arena *arena);

#endif
