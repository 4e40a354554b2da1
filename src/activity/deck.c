#include "activity/deck.h"

#include "demo/demo.h"

#include "base/vec.h"
#include "store/known.h"

#include <stdio.h>
#include <string.h>

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

static bool shown_by(const struct item *item, const struct demo *demo)
{
    return item->experiment && demo_of(item->experiment) == demo;
}

bool deck_matches(const struct item *item, const struct arguments *arguments)
{
    bool about = arguments->experiment && item->experiment == arguments->experiment;
    if ((arguments->experiment || arguments->demo) && !about && !(arguments->demo && shown_by(item, arguments->demo)))
        return false;
    return (!arguments->topic || item->topic == arguments->topic) && (arguments->level < 0 || (int)item->level == arguments->level);
}

static unsigned distance(const struct item *item, const struct experiment *experiment)
{
    return !experiment || item->experiment == experiment ? 0 : item->topic == experiment->topic ? 1 : 2;
}

static int by_sign(double difference)
{
    return (difference > 0) - (difference < 0);
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

/* What is due first, the longest due before; new ones as they teach. */
static int by_due(const void *left, const void *right)
{
    const struct deck_entry *a = left, *b = right;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    if ((a->memory.phase == PHASE_NEW) != (b->memory.phase == PHASE_NEW))
        return a->memory.phase == PHASE_NEW ? 1 : -1;
    if (a->memory.phase == PHASE_NEW)
        return by_teaching(a, b);
    if (a->memory.due != b->memory.due)
        return a->memory.due < b->memory.due ? -1 : 1;
    return by_sign((double)a->order - (double)b->order);
}

static int by_recall(const void *left, const void *right)
{
    const struct deck_entry *a = left, *b = right;
    if (a->distance != b->distance)
        return a->distance < b->distance ? -1 : 1;
    return a->recall != b->recall ? by_sign(a->recall - b->recall) : by_sign((double)a->order - (double)b->order);
}

/* Which items a deck takes. */
enum take { TAKE_NOW, TAKE_AHEAD, TAKE_ALL, TAKE_NONE };

/* Counts `item` unless it is suspended or buried, and adds it if it belongs to this kind of deck. */
static int consider(struct deck *deck, struct store *store, const struct item *item, enum take take, int64_t now_ms,
                    struct err *err)
{
    struct known_item known;
    const struct schedule_parameters *parameters = store_parameters(store);
    int code = store_known(store, item->id, &known, err);
    if (code || !item_state_is_open(&known.state, now_ms))
        return code;
    struct deck_entry entry = {.item = item, .memory = known.memory, .order = deck->due + deck->fresh + deck->later};
    bool fresh = entry.memory.phase == PHASE_NEW, due = schedule_is_due(parameters, &entry.memory, now_ms);
    bool later = !fresh && !due;
    deck->fresh += fresh;
    deck->due += due;
    deck->later += later;
    if (take == TAKE_ALL || (take != TAKE_NONE && later == (take == TAKE_AHEAD))) {
        entry.recall = schedule_retrievability(parameters, &entry.memory, now_ms);
        *vec_add(deck) = entry;
    }
    return 0;
}

int deck_build(struct deck *deck, struct environment *environment, enum item_kind kind, const struct arguments *arguments,
               size_t limit, bool ahead, int64_t now_ms, struct err *err)
{
    *deck = (struct deck){0};
    int code = store_known_begin(environment->store, course_size(environment->course), err);
    for (size_t t = 0; !code && t < environment->course->topic_count; t++) {
        const struct item *item;
        for (size_t i = 0; !code && (item = topic_item(&environment->course->topics[t], kind, i)); i++)
            if (deck_matches(item, arguments))
                code = consider(deck, environment->store, item, ahead ? TAKE_AHEAD : TAKE_NOW, now_ms, err);
    }
    for (size_t i = 0; i < deck->count; i++)
        deck->items[i].distance = distance(deck->items[i].item, arguments->experiment);
    if (deck->count)
        qsort(deck->items, deck->count, sizeof *deck->items, ahead ? by_recall : by_due);
    if (limit && deck->count > limit)
        deck->count = limit;
    return code;
}

int deck_count_waiting(struct environment *environment, int64_t now_ms, struct deck_waiting waiting[ITEM_KIND_COUNT],
                       struct err *err)
{
    int code = store_known_begin(environment->store, course_size(environment->course), err);
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++) {
        struct deck counted = {0};
        for (size_t t = 0; !code && kind != ITEM_NOTE && t < environment->course->topic_count; t++) {
            const struct item *item;
            for (size_t i = 0; !code && (item = topic_item(&environment->course->topics[t], (enum item_kind)kind, i)); i++)
                code = consider(&counted, environment->store, item, TAKE_NONE, now_ms, err);
        }
        waiting[kind] = (struct deck_waiting){counted.due, counted.fresh};
    }
    return code;
}

int deck_build_all(struct deck *deck, struct environment *environment, const struct arguments *arguments, int64_t now_ms,
                   struct err *err)
{
    *deck = (struct deck){0};
    int code = store_known_begin(environment->store, course_size(environment->course), err);
    for (size_t t = 0; !code && t < environment->course->topic_count; t++)
        for (int kind = ITEM_CARD; kind < ITEM_KIND_COUNT; kind++) {
            const struct item *item;
            for (size_t i = 0; !code && (item = topic_item(&environment->course->topics[t], (enum item_kind)kind, i)); i++)
                if (deck_matches(item, arguments))
                    code = consider(deck, environment->store, item, TAKE_ALL, now_ms, err);
        }
    if (deck->count)
        qsort(deck->items, deck->count, sizeof *deck->items, by_teaching);
    return code;
}

void deck_release(struct deck *deck)
{
    vec_release(deck);
}
