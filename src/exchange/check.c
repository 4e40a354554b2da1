#include "exchange/check.h"

#include "base/vec.h"
#include "course/bind.h"

#include <string.h>

enum { TEXT_MAX = 1 << 16 }; /* longer ones are shown without their Markdown */

/* The longest text of a tree. */
static size_t longest(const struct node *node)
{
    size_t length = node->kind == NODE_SCALAR ? node->length : 0;
    for (const struct node *child = node->kind == NODE_SCALAR ? NULL : node->first; child; child = child->next) {
        size_t other = longest(child);
        length = other > length ? other : length;
    }
    return length;
}

static bool is_unknown(const struct import *import, const struct lookup *experiments, const struct node *value)
{
    return value->kind == NODE_SCALAR && value->key && strcmp(value->key->text, "experiment") == 0 &&
           !course_experiment(import->exchange->course, value->text) && lookup_find(experiments, value->text) == LOOKUP_NONE;
}

/* Takes references to unknown experiments out of a map and all that is in it; true if there were any. */
static bool strip(const struct import *import, const struct lookup *experiments, struct node *node)
{
    bool stripped = false;
    for (struct node *child = node->kind == NODE_SCALAR ? NULL : node->first, *next; child; child = next) {
        next = child->next;
        bool proofs = child->key && strcmp(child->key->text, "proves") == 0;
        bool unknown = is_unknown(import, experiments, child);
        bool inside = !unknown && strip(import, experiments, child);
        if (unknown || (inside && proofs)) /* without its experiment a proof proves something else */
            draft_remove(node, child->key->text);
        stripped |= unknown || inside;
    }
    return stripped;
}

/* A topic that holds nothing but this item. */
static struct node *topic_around(struct arena *arena, const struct draft *draft)
{
    struct node *topic = draft_map(arena, draft->item->at), *list = draft_list(arena, draft->item->at);
    draft_put_text(arena, topic, "topic", "imported-topic");
    draft_put_text(arena, topic, "title", "Imported");
    draft_put_text(arena, topic, "summary", "Imported.");
    draft_put(arena, topic, draft->section, list);
    draft->item->next = NULL;
    draft_add(list, draft->item);
    return topic;
}

static const struct item *only_item(const struct topic *topic)
{
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++) {
        const struct item *item = topic_item(topic, (enum item_kind)kind, 0);
        if (item)
            return item;
    }
    return NULL;
}

static const struct topic *bind_alone(struct import *import, const struct draft *draft, struct arena *arena, bool *good)
{
    struct course_file file = {.source = import->source};
    struct binding binding = {.file = &file, .arena = arena};
    struct topic *topic = arena_new(arena, 1, sizeof *topic);
    bind_record(&binding, &schema_topic, topic_around(arena, draft), topic);
    *good = file.source.error_count == import->source.error_count;
    import->source = file.source;
    vec_release(&file.definitions);
    vec_release(&file.references);
    return topic;
}

void check_references(struct import *import, const struct draft *draft, const struct lookup *experiments)
{
    if (strip(import, experiments, draft->item))
        import_remark(import, &draft->item->at, "the experiment is not known here; taken without it");
}

const struct item *check_draft(struct import *import, const struct draft *draft, struct arena *arena, bool *good)
{
    *good = false;
    if (draft->item->kind != NODE_MAP) {
        import_lost(import, &draft->item->at, "an item must be a map of keys and values");
        return NULL;
    }
    if (longest(draft->item) > TEXT_MAX) {
        import_lost(import, &draft->item->at, "a text of more than %d characters", TEXT_MAX);
        return NULL;
    }
    const struct topic *topic = bind_alone(import, draft, arena, good);
    return *good ? only_item(topic) : NULL;
}
