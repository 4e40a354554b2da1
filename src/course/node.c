#include "course/node.h"

#include "course/characters.h"

#include <string.h>

enum { QUOTED_CHARACTERS = 40 };

const struct node *node_find(const struct node *map, const char *key)
{
    if (!map || map->kind != NODE_MAP)
        return NULL;
    for (const struct node *node = map->first; node; node = node->next)
        if (strcmp(node->key->text, key) == 0)
            return node;
    return NULL;
}

void node_error(struct source *source, const struct node *node, const char *format, ...)
{
    if (node->broken)
        return;
    va_list arguments;
    va_start(arguments, format);
    source_vreport(source, SEVERITY_ERROR, &node->at, format, arguments);
    va_end(arguments);
}

void node_warning(struct source *source, const struct node *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    source_vreport(source, SEVERITY_WARNING, &node->at, format, arguments);
    va_end(arguments);
}

const char *node_quote(const struct node *node, struct arena *arena)
{
    size_t size = 0;
    unsigned code_point;
    for (int i = 0; i < QUOTED_CHARACTERS && size < node->length; i++)
        size += character_decode(node->text + size, node->length - size, &code_point);
    return arena_print(arena, "%.*s%s", (int)size, node->text, size < node->length ? "..." : "");
}
