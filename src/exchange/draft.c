#include "exchange/draft.h"

#include <string.h>

static struct node *new_node(struct arena *arena, enum node_kind kind, struct span at)
{
    struct node *node = arena_new(arena, 1, sizeof *node);
    *node = (struct node){.kind = kind, .at = at, .text = ""};
    return node;
}

struct node *draft_map(struct arena *arena, struct span at)
{
    return new_node(arena, NODE_MAP, at);
}

struct node *draft_list(struct arena *arena, struct span at)
{
    return new_node(arena, NODE_LIST, at);
}

struct node *draft_text(struct arena *arena, const char *text, struct span at)
{
    struct node *node = new_node(arena, NODE_SCALAR, at);
    node->length = strlen(text);
    node->text = arena_string_n(arena, text, node->length);
    return node;
}

void draft_add(struct node *list, struct node *value)
{
    struct node **end = &list->first;
    while (*end)
        end = &(*end)->next;
    *end = value;
    value->next = NULL;
    list->count++;
}

void draft_remove(struct node *map, const char *key)
{
    for (struct node **slot = &map->first; *slot; slot = &(*slot)->next) {
        if (strcmp((*slot)->key->text, key) != 0)
            continue;
        *slot = (*slot)->next;
        map->count--;
        return;
    }
}

void draft_put(struct arena *arena, struct node *map, const char *key, struct node *value)
{
    value->key = draft_text(arena, key, value->at);
    for (struct node **slot = &map->first; *slot; slot = &(*slot)->next) {
        if (strcmp((*slot)->key->text, key) != 0)
            continue;
        value->next = (*slot)->next;
        *slot = value;
        return;
    }
    draft_add(map, value);
}

void draft_put_text(struct arena *arena, struct node *map, const char *key, const char *text)
{
    static const char BLANKS[] = " \t\r\n";
    if (!text)
        return;
    /* An indented first line may be code: only whole blank lines go. */
    for (size_t blank = strspn(text, " \t"); text[blank] == '\n' || text[blank] == '\r'; blank = strspn(text, " \t"))
        text += blank + 1;
    size_t length = strlen(text);
    while (length > 0 && strchr(BLANKS, text[length - 1]))
        length--;
    if (length > 0)
        draft_put(arena, map, key, draft_text(arena, arena_string_n(arena, text, length), map->at));
}

const char *draft_value(const struct node *map, const char *key)
{
    const struct node *value = node_find(map, key);
    return value && value->kind == NODE_SCALAR ? value->text : NULL;
}
