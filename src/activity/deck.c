#include "activity/deck.h"

#include "base/vec.h"

#include <stdio.h>
#include <string.h>

bool deck_is_due(const struct schedule_parameters *parameters, const struct memory *memory, int64_t now_ms)
{
    if (memory->phase == PHASE_NEW)
        return false;
    if (memory->phase == PHASE_REVIEW)
        return schedule_day(parameters, memory->due) <= schedule_day(parameters, now_ms);
    return memory->due <= now_ms;
}

const struct memory *deck_memory(const struct item_memories *memories, const char *item)
{
    size_t low = 0, high = memories->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(memories->items[middle].item, item);
        if (!order)
            return &memories->items[middle].memory;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct note *item_note(const struct item *item)
{
    return item->kind == ITEM_NOTE ? (const struct note *)item : NULL;
}

const struct card *item_card(const struct item *item)
{
    return item->kind == ITEM_CARD ? (const struct card *)item : NULL;
}

const struct question *item_question(const struct item *item)
{
    return item->kind == ITEM_QUESTION || item->kind == ITEM_PREDICTION ? (const struct question *)item : NULL;
}

const struct prompt *item_prompt(const struct item *item)
{
    return item->kind == ITEM_PROMPT ? (const struct prompt *)item : NULL;
}

static bool wanted(const struct item *item, const struct arguments *arguments)
{
    return (!arguments->topic || item->topic == arguments->topic) && (arguments->level < 0 || (int)item->level == arguments->level);
}

static int by_sign(double difference)
{
    return (difference > 0) - (difference < 0);
}

static int by_due(const void *left, const void *right)
{
    const struct deck_entry *a = left, *b = right;
    if ((a->memory.phase == PHASE_NEW) != (b->memory.phase == PHASE_NEW))
        return a->memory.phase == PHASE_NEW ? 1 : -1;
    if (a->memory.due != b->memory.due)
        return a->memory.due < b->memory.due ? -1 : 1;
    return by_sign((double)a->order - (double)b->order);
}

static int by_recall(const void *left, const void *right)
{
    const struct deck_entry *a = left, *b = right;
    return a->recall != b->recall ? by_sign(a->recall - b->recall) : by_sign((double)a->order - (double)b->order);
}

/* Counts `item` and adds it if it belongs to this kind of deck. */
static void consider(struct deck *deck, const struct schedule_parameters *parameters, const struct item *item,
                     const struct memory *memory, bool ahead, int64_t now_ms)
{
    struct deck_entry entry = {.item = item, .order = deck->due + deck->fresh + deck->later};
    if (memory)
        entry.memory = *memory;
    entry.recall = schedule_retrievability(parameters, &entry.memory, now_ms);
    bool fresh = entry.memory.phase == PHASE_NEW, due = deck_is_due(parameters, &entry.memory, now_ms);
    bool later = !fresh && !due;
    deck->fresh += fresh;
    deck->due += due;
    deck->later += later;
    if (later == ahead)
        *vec_add(deck) = entry;
}

int deck_build(struct deck *deck, struct environment *environment, enum item_kind kind, const struct arguments *arguments,
               size_t limit, bool ahead, int64_t now_ms, struct err *err)
{
    *deck = (struct deck){0};
    struct item_memories memories = {0};
    const struct schedule_parameters *parameters = store_parameters(environment->store);
    int code = store_memories(environment->store, &memories, err);
    if (code)
        goto out;
    for (size_t t = 0; t < environment->course->topic_count; t++) {
        const struct item *item;
        for (size_t i = 0; (item = topic_item(&environment->course->topics[t], kind, i)); i++)
            if (wanted(item, arguments))
                consider(deck, parameters, item, deck_memory(&memories, item->id), ahead, now_ms);
    }
    if (deck->count)
        qsort(deck->items, deck->count, sizeof *deck->items, ahead ? by_recall : by_due);
    if (limit && deck->count > limit)
        deck->count = limit;
out:
    item_memories_release(&memories);
    return code;
}

void deck_release(struct deck *deck)
{
    vec_release(deck);
}
