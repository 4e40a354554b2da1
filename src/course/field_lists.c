#include "course/fields.h"

#include <string.h>

void field_put_list(const struct field *field, void *record, const void *items, size_t count)
{
    memcpy((char *)record + field->offset, &items, sizeof items);
    memcpy((char *)record + field->count_offset, &count, sizeof count);
}

bool field_is_list(struct binding *binding, const struct field *field, const struct node *node, const char *expected)
{
    if (node->broken)
        return false;
    if (node->kind != NODE_LIST) {
        node_error(&binding->file->source, node, "'%s' must be a list of %s", field->key, expected);
        return false;
    }
    bool bounded = field->type != FIELD_NUMBERS && (field->low != 0 || field->high != 0);
    if (bounded && ((double)node->count < field->low || (double)node->count > field->high))
        node_error(&binding->file->source, node, "'%s' needs %g to %g entries, not %zu", field->key, field->low, field->high,
                   node->count);
    return !bounded || (double)node->count <= field->high;
}

static struct strings strings_of(struct binding *binding, const struct field *field, const struct node *node)
{
    struct strings strings = {.items = arena_new(binding->arena, node->count, sizeof *strings.items)};
    for (const struct node *entry = node->first; entry; entry = entry->next) {
        const char *text = field_text(binding, field, entry);
        if (text)
            strings.items[strings.count++] = text;
    }
    return strings;
}

void field_bind_texts(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    if (!field_is_list(binding, field, node, "texts"))
        return;
    struct strings strings = strings_of(binding, field, node);
    memcpy((char *)record + field->offset, &strings, sizeof strings);
}

void field_bind_groups(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    if (!field_is_list(binding, field, node, "lists of words"))
        return;
    struct strings *groups = arena_new(binding->arena, node->count, sizeof *groups);
    size_t count = 0;
    for (const struct node *entry = node->first; entry; entry = entry->next)
        if (field_is_list(binding, field, entry, "lists of words"))
            groups[count++] = strings_of(binding, field, entry);
    field_put_list(field, record, groups, count);
}

void field_bind_numbers(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    bool list = node->kind == NODE_LIST;
    struct numbers numbers = {.items = arena_new(binding->arena, list ? node->count : 1, sizeof *numbers.items)};
    bool good = true;
    for (const struct node *entry = list ? node->first : node; entry; entry = list ? entry->next : NULL)
        good &= field_double(binding, field, entry, &numbers.items[numbers.count++]);
    if (list && !node->first)
        node_error(&binding->file->source, node, "'%s' is an empty list", field->key);
    if (good)
        memcpy((char *)record + field->offset, &numbers, sizeof numbers);
}

void field_bind_decimals(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    bool list = node->kind == NODE_LIST;
    struct strings strings = {.items = arena_new(binding->arena, list ? node->count : 1, sizeof *strings.items)};
    for (const struct node *entry = list ? node->first : node; entry; entry = list ? entry->next : NULL) {
        double number;
        if (field_double(binding, field, entry, &number))
            strings.items[strings.count++] = arena_string(binding->arena, entry->text);
    }
    if (list && !node->first)
        node_error(&binding->file->source, node, "'%s' is an empty list", field->key);
    memcpy((char *)record + field->offset, &strings, sizeof strings);
}

void field_bind_expressions(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    bool list = node->kind == NODE_LIST;
    struct strings strings = {.items = arena_new(binding->arena, list ? node->count : 1, sizeof *strings.items)};
    for (const struct node *entry = list ? node->first : node; entry; entry = list ? entry->next : NULL) {
        const char *text = field_text(binding, field, entry);
        if (text)
            strings.items[strings.count++] = text;
    }
    memcpy((char *)record + field->offset, &strings, sizeof strings);
}

void field_bind_sizes(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    if (!field_is_list(binding, field, node, "whole numbers"))
        return;
    size_t count = 0, *sizes = arena_new(binding->arena, node->count, sizeof *sizes);
    bool good = true;
    for (const struct node *entry = node->first; entry; entry = entry->next) {
        double size;
        if (field_double(binding, field, entry, &size))
            sizes[count++] = (size_t)size;
        else
            good = false;
    }
    if (!good)
        return;
    memcpy((char *)record + field->offset, sizes, count * sizeof *sizes);
    memcpy((char *)record + field->count_offset, &count, sizeof count);
}

void field_bind_assignments(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    struct source *source = &binding->file->source;
    if (node->broken)
        return;
    if (node->kind != NODE_MAP) {
        node_error(source, node, "'%s' must be a map of names and values", field->key);
        return;
    }
    struct assignment *items = arena_new(binding->arena, node->count, sizeof *items);
    size_t count = 0;
    for (const struct node *entry = node->first; entry; entry = entry->next) {
        if (entry->kind != NODE_SCALAR) {
            node_error(source, entry, "'%s' must be a number or a word", node_quote(entry->key, binding->arena));
            continue;
        }
        items[count++] = (struct assignment){
            .key = arena_string(binding->arena, entry->key->text),
            .value = arena_string(binding->arena, entry->text),
            .at = {.file = source->path, .line = entry->key->at.line, .column = entry->key->at.column},
        };
    }
    memcpy((char *)record + field->offset, &(struct assignments){.items = items, .count = count}, sizeof(struct assignments));
}

void field_bind_references(struct binding *binding, const struct field *field, const struct node *node, void *record)
{
    if (!field_is_list(binding, field, node, "names"))
        return;
    void **targets = arena_new(binding->arena, node->count, sizeof *targets);
    size_t count = 0;
    for (const struct node *entry = node->first; entry; entry = entry->next) {
        for (const struct node *before = node->first; before != entry; before = before->next)
            if (entry->kind == NODE_SCALAR && before->kind == NODE_SCALAR && strcmp(before->text, entry->text) == 0)
                node_error(&binding->file->source, entry, "'%s' stands twice in this list", node_quote(entry, binding->arena));
        count += field_refer(binding, field, entry, &targets[count]);
    }
    field_put_list(field, record, targets, count);
}
