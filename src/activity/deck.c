#include "activity/deck.h"

#include "base/vec.h"
#include "store/state.h"

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

/* Which items a deck takes. */
enum take { TAKE_NOW, TAKE_AHEAD, TAKE_ALL, TAKE_NONE };

/* Counts `item` and adds it if it belongs to this kind of deck. */
static void consider(struct deck *deck, const struct schedule_parameters *parameters, const struct item *item,
                     const struct memory *memory, enum take take, int64_t now_ms)
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
    if (take == TAKE_ALL || (take != TAKE_NONE && later == (take == TAKE_AHEAD)))
        *vec_add(deck) = entry;
}

/* What the store knows of items. */
struct known {
    struct item_memories memories;
    struct item_states states;
};

static int read_known(struct known *known, struct store *store, struct err *err)
{
    *known = (struct known){.memories = {0}};
    int code = store_memories(store, &known->memories, err);
    return code ? code : store_states(store, &known->states, err);
}

static void release_known(struct known *known)
{
    item_memories_release(&known->memories);
    item_states_release(&known->states);
}

/* Neither suspended nor buried. */
static bool is_open(const struct known *known, const char *item, int64_t now_ms)
{
    size_t low = 0, high = known->states.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(known->states.items[middle].item, item);
        if (!order)
            return item_state_is_open(&known->states.items[middle].state, now_ms);
        *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
    }
    return true;
}

int deck_build(struct deck *deck, struct environment *environment, enum item_kind kind, const struct arguments *arguments,
               size_t limit, bool ahead, int64_t now_ms, struct err *err)
{
    *deck = (struct deck){0};
    struct known known;
    const struct schedule_parameters *parameters = store_parameters(environment->store);
    int code = read_known(&known, environment->store, err);
    for (size_t t = 0; !code && t < environment->course->topic_count; t++) {
        const struct item *item;
        for (size_t i = 0; (item = topic_item(&environment->course->topics[t], kind, i)); i++)
            if (wanted(item, arguments) && is_open(&known, item->id, now_ms))
                consider(deck, parameters, item, deck_memory(&known.memories, item->id), ahead ? TAKE_AHEAD : TAKE_NOW, now_ms);
    }
    if (deck->count)
        qsort(deck->items, deck->count, sizeof *deck->items, ahead ? by_recall : by_due);
    if (limit && deck->count > limit)
        deck->count = limit;
    release_known(&known);
    return code;
}

int deck_count_waiting(struct environment *environment, int64_t now_ms, struct deck_waiting waiting[ITEM_KIND_COUNT],
                       struct err *err)
{
    struct known known;
    const struct schedule_parameters *parameters = store_parameters(environment->store);
    int code = read_known(&known, environment->store, err);
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++) {
        struct deck counted = {0};
        for (size_t t = 0; !code && kind != ITEM_NOTE && t < environment->course->topic_count; t++) {
            const struct item *item;
            for (size_t i = 0; (item = topic_item(&environment->course->topics[t], (enum item_kind)kind, i)); i++)
                if (is_open(&known, item->id, now_ms))
                    consider(&counted, parameters, item, deck_memory(&known.memories, item->id), TAKE_NONE, now_ms);
        }
        waiting[kind] = (struct deck_waiting){counted.due, counted.fresh};
    }
    release_known(&known);
    return code;
}

/* Within a topic the easier ones first, and of those what teaches before what tests; it is explained when the rest is known. */
static int by_teaching(const void *left, const void *right)
{
    static const int places[ITEM_KIND_COUNT] = {
        [ITEM_CARD] = 1, [ITEM_PREDICTION] = 2, [ITEM_QUESTION] = 3, [ITEM_EXERCISE] = 4, [ITEM_PROMPT] = 5};
    const struct deck_entry *a = left, *b = right;
    if (a->item->topic != b->item->topic)
        return a->item->topic < b->item->topic ? -1 : 1; /* topics stand in one array */
    if ((a->item->kind == ITEM_PROMPT) != (b->item->kind == ITEM_PROMPT))
        return a->item->kind == ITEM_PROMPT ? 1 : -1;
    if (a->item->level != b->item->level)
        return a->item->level < b->item->level ? -1 : 1;
    if (a->item->kind != b->item->kind)
        return places[a->item->kind] - places[b->item->kind];
    return by_sign((double)a->order - (double)b->order);
}

int deck_build_all(struct deck *deck, struct environment *environment, const struct arguments *arguments, int64_t now_ms,
                   struct err *err)
{
    *deck = (struct deck){0};
    struct known known;
    const struct schedule_parameters *parameters = store_parameters(environment->store);
    int code = read_known(&known, environment->store, err);
    for (size_t t = 0; !code && t < environment->course->topic_count; t++)
        for (int kind = ITEM_CARD; kind < ITEM_KIND_COUNT; kind++) {
            const struct item *item;
            for (size_t i = 0; (item = topic_item(&environment->course->topics[t], (enum item_kind)kind, i)); i++) {
                const struct memory *memory = deck_memory(&known.memories, item->id);
                if (!wanted(item, arguments) || !is_open(&known, item->id, now_ms))
                    continue;
                consider(deck, parameters, item, memory, TAKE_ALL, now_ms);
            }
        }
    if (deck->count)
        qsort(deck->items, deck->count, sizeof *deck->items, by_teaching);
    release_known(&known);
    return code;
}

void deck_release(struct deck *deck)
{
    vec_release(deck);
}
