/* libyaml's events become a tree of nodes.  Events, not documents: they cost no quadratic lookups and no recursion. */
#include "course/node.h"

#include "base/vec.h"
#include "course/characters.h"
#include "course/syntax.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

struct keys {
    const struct node **items;
    size_t count, capacity;
};

struct builder {
    yaml_parser_t parser;
    struct source *source;
    struct arena *arena;
    struct node *root;
    struct node *open[NODE_DEPTH_MAX]; /* lists and maps not ended yet, the outermost first */
    struct node *last[NODE_DEPTH_MAX]; /* the newest child of each */
    struct node *key[NODE_DEPTH_MAX];  /* of a map: the key whose value comes next, or NULL */
    size_t depth, node_count;
    struct keys keys; /* scratch memory of check_duplicates() */
    bool stopped;     /* the rest of the file is not read */
};

static void stop(struct builder *builder, const struct span *at, const char *message)
{
    source_report(builder->source, SEVERITY_ERROR, at, "%s", message);
    builder->stopped = true;
}

static struct node *new_node(struct builder *builder, enum node_kind kind, const yaml_event_t *event)
{
    struct node *node = arena_new(builder->arena, 1, sizeof *node);
    node->kind = kind;
    node->text = "";
    node->at = syntax_span(&event->start_mark, &event->end_mark);
    if (++builder->node_count > NODE_COUNT_MAX)
        stop(builder, &node->at, "more than 1000000 values in one file");
    return node;
}

static void refuse(struct builder *builder, struct node *node, const char *message)
{
    node_error(builder->source, node, "%s", message);
    node->broken = true;
}

static void set_key(struct builder *builder, struct node *node)
{
    if (node->kind != NODE_SCALAR)
        refuse(builder, node, "a key must be a word, not a list or a map");
    builder->key[builder->depth - 1] = node;
}

static void add_child(struct builder *builder, struct node *node)
{
    size_t level = builder->depth - 1;
    struct node *parent = builder->open[level];
    node->key = builder->key[level];
    builder->key[level] = NULL;
    if (builder->last[level])
        builder->last[level]->next = node;
    else
        parent->first = node;
    builder->last[level] = node;
    parent->count++;
}

static void attach(struct builder *builder, struct node *node)
{
    if (builder->depth == 0)
        builder->root = node;
    else if (builder->open[builder->depth - 1]->kind == NODE_MAP && !builder->key[builder->depth - 1])
        set_key(builder, node);
    else
        add_child(builder, node);
}

static void refuse_properties(struct builder *builder, struct node *node, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor)
        node_error(builder->source, node, "anchors are not allowed in course files");
    if (tag)
        node_error(builder->source, node, "tags are not allowed in course files");
    if (anchor || tag)
        node->broken = true;
}

/* An escape in double quotes can make characters that the file itself may not hold. */
static void check_escapes(struct builder *builder, struct node *node)
{
    for (size_t at = 0; at < node->length && !node->broken;) {
        unsigned code_point;
        at += character_decode(node->text + at, node->length - at, &code_point);
        if (code_point == CHARACTER_MALFORMED)
            refuse(builder, node, "an escape makes a character that does not exist");
        else if (character_forbidden(code_point)) {
            node_error(builder->source, node, "an escape makes the control character U+%04X", code_point);
            node->broken = true;
        }
    }
    if (node->broken) {
        node->text = "";
        node->length = 0;
    }
}

/* `back: a #b` silently loses "#b". */
static bool comment_follows(struct source *source, const yaml_mark_t *end)
{
    const char *rest = source->bytes + source_offset(source, end->line + 1, end->column + 1);
    size_t blanks = strspn(rest, " \t");
    return blanks > 0 && rest[blanks] == '#';
}

static void on_scalar(struct builder *builder, const yaml_event_t *event)
{
    bool plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    struct node *node = new_node(builder, NODE_SCALAR, event);
    node->length = event->data.scalar.length;
    node->text = arena_string_n(builder->arena, (const char *)event->data.scalar.value, node->length);
    refuse_properties(builder, node, event->data.scalar.anchor, event->data.scalar.tag);
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        check_escapes(builder, node);
    if (plain)
        node->comment_follows = comment_follows(builder->source, &event->end_mark);
    attach(builder, node);
    if (plain && node->length == 2 && memcmp(node->text, "<<", 2) == 0 && builder->depth &&
        builder->key[builder->depth - 1] == node)
        refuse(builder, node, "merge keys are not allowed in course files");
}

static void on_alias(struct builder *builder, const yaml_event_t *event)
{
    struct node *node = new_node(builder, NODE_SCALAR, event);
    refuse(builder, node, "aliases are not allowed in course files");
    attach(builder, node);
}

static void on_start(struct builder *builder, enum node_kind kind, const yaml_event_t *event, const yaml_char_t *anchor,
                     const yaml_char_t *tag)
{
    struct node *node = new_node(builder, kind, event);
    if (builder->depth == NODE_DEPTH_MAX) {
        /* libyaml takes quadratic time for deeper nesting in brackets: not one event more. */
        stop(builder, &node->at, "nested deeper than 32 levels");
        return;
    }
    refuse_properties(builder, node, anchor, tag);
    node->broken = false; /* what is in it can still be checked */
    attach(builder, node);
    builder->open[builder->depth] = node;
    builder->last[builder->depth] = builder->key[builder->depth] = NULL;
    builder->depth++;
}

static int compare_keys(const void *left, const void *right)
{
    const struct node *a = *(const struct node *const *)left, *b = *(const struct node *const *)right;
    int order = strcmp(a->text, b->text);
    if (order)
        return order;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    return (a->at.column > b->at.column) - (a->at.column < b->at.column);
}

/* Sorting keeps a map of 300,000 keys from costing their square. */
static void check_duplicates(struct builder *builder, const struct node *map)
{
    struct keys *keys = &builder->keys;
    keys->count = 0;
    for (const struct node *value = map->first; value; value = value->next)
        if (!value->key->broken)
            *vec_add(keys) = value->key;
    if (keys->count < 2)
        return;
    qsort(keys->items, keys->count, sizeof *keys->items, compare_keys);
    const struct node *first = keys->items[0];
    for (size_t i = 1; i < keys->count; i++) {
        if (strcmp(first->text, keys->items[i]->text) != 0)
            first = keys->items[i];
        else
            node_error(builder->source, keys->items[i], "duplicate key '%s' (first at line %zu)",
                       node_quote(keys->items[i], builder->arena), first->at.line);
    }
}

static void on_end(struct builder *builder)
{
    struct node *node = builder->open[--builder->depth];
    if (node->kind == NODE_MAP)
        check_duplicates(builder, node);
    if (node->kind == NODE_MAP && node->first)
        node->at = node->first->key->at;
}

static void on_event(struct builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        on_scalar(builder, event);
        break;
    case YAML_ALIAS_EVENT:
        on_alias(builder, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        on_start(builder, NODE_LIST, event, event->data.sequence_start.anchor, event->data.sequence_start.tag);
        break;
    case YAML_MAPPING_START_EVENT:
        on_start(builder, NODE_MAP, event, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        on_end(builder);
        break;
    case YAML_DOCUMENT_END_EVENT:
        syntax_check_rest(builder->source, &event->end_mark);
        builder->stopped = true;
        break;
    case YAML_STREAM_END_EVENT:
        stop(builder, NULL, "the file is empty");
        break;
    default:
        break;
    }
}

static void read_events(struct builder *builder)
{
    yaml_parser_set_encoding(&builder->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&builder->parser, (const unsigned char *)builder->source->bytes, builder->source->length);
    while (!builder->stopped) {
        yaml_event_t event;
        if (!yaml_parser_parse(&builder->parser, &event)) {
            syntax_report(builder->source, &builder->parser);
            builder->root = NULL;
            return;
        }
        on_event(builder, &event);
        yaml_event_delete(&event);
    }
    if (builder->depth > 0)
        builder->root = NULL;
}

struct node *node_parse(struct source *source, struct arena *arena)
{
    if (!source_check_characters(source) || !syntax_check_start(source))
        return NULL;
    struct builder builder = {.source = source, .arena = arena};
    if (!yaml_parser_initialize(&builder.parser)) {
        source_report(source, SEVERITY_ERROR, NULL, "cannot be parsed: out of memory");
        return NULL;
    }
    read_events(&builder);
    yaml_parser_delete(&builder.parser);
    vec_release(&builder.keys);
    return builder.root;
}
