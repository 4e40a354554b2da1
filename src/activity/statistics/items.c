/* What the log says about each item of the course, added up by topic and level. */
#include "activity/statistics/statistics.h"
#include "base/mem.h"
#include "base/vec.h"
#include "schedule/queue.h"
#include "store/known.h"

#include <stdlib.h>

/* An item of the course with what the log says about it. */
struct met_item {
    const struct item *item;
    struct known_item known;
};

struct met_items {
    struct met_item *items;
    size_t count, capacity;
};

static int list_items(struct met_items *met, struct environment *environment, struct err *err)
{
    const struct course *course = environment->course;
    int code = store_known_begin(environment->store, course_size(environment->course), err);
    for (size_t t = 0; !code && t < course->topic_count; t++)
        for (int kind = 0; kind < ITEM_KIND_COUNT; kind++) {
            const struct item *item;
            for (size_t i = 0; !code && (item = topic_item(&course->topics[t], (enum item_kind)kind, i)); i++) {
                struct met_item *entry = vec_add(met);
                entry->item = item;
                code = store_known(environment->store, item->id, &entry->known, err);
            }
        }
    return code;
}

/* Graded, answered, read, explained or predicted. */
static bool is_seen(const struct met_item *met)
{
    static const unsigned kinds = 1u << ANSWER_CHOICE | 1u << ANSWER_EXPLAIN | 1u << ANSWER_PREDICT | 1u << ANSWER_READ;
    return met->item->kind == ITEM_CARD ? met->known.memory.repetitions > 0 : (met->known.state.kinds & kinds) != 0;
}

static void count_item(struct standing *standing, const struct met_item *met)
{
    struct tally *const tallies[ITEM_KIND_COUNT] = {
        [ITEM_NOTE] = &standing->notes,
        [ITEM_CARD] = &standing->cards,
        [ITEM_QUESTION] = &standing->questions,
        [ITEM_PROMPT] = &standing->prompts,
        [ITEM_PREDICTION] = &standing->predictions,
        [ITEM_EXERCISE] = &standing->exercises,
    };
    enum item_kind kind = met->item->kind;
    tallies[kind]->total++;
    tallies[kind]->done += is_seen(met) && (kind != ITEM_QUESTION || met->known.state.last_right);
    standing->answered += kind == ITEM_QUESTION && is_seen(met);
}

static void count_items(struct statistics *statistics, const struct course *course, const struct met_items *met)
{
    for (size_t i = 0; i < met->count; i++) {
        const struct item *item = met->items[i].item;
        count_item(&statistics->topics[item->topic - course->topics], &met->items[i]);
        count_item(&statistics->levels[item->level], &met->items[i]);
        count_item(&statistics->all, &met->items[i]);
        statistics->unasked +=
            item->kind != ITEM_NOTE && met->items[i].known.memory.phase == PHASE_NEW && !met->items[i].known.state.suspended;
    }
}

/* As the schedule does when it chooses new items: what is suspended counts neither way. */
static void weigh_topics(struct statistics *statistics, const struct environment *environment, const struct met_items *met,
                         int64_t now_ms)
{
    const struct course *course = environment->course;
    struct queue_options options;
    struct queue_candidate *candidates = mem_new(met->count + 1, sizeof *candidates);
    double *shares = mem_new(course->topic_count + 1, sizeof *shares);
    size_t count = 0;
    for (size_t i = 0; i < met->count; i++)
        if (met->items[i].item->kind != ITEM_NOTE && !met->items[i].known.state.suspended)
            candidates[count++] = (struct queue_candidate){.memory = met->items[i].known.memory,
                                                           .topic = (size_t)(met->items[i].item->topic - course->topics)};
    queue_defaults(&options);
    queue_mastery(candidates, count, course->topic_count, store_parameters(environment->store), now_ms, shares);
    for (size_t i = 0; i < course->topic_count; i++) {
        const struct topic *topic = &course->topics[i];
        statistics->mastery[i] = (struct mastery){.share = shares[i], .open = true};
        for (size_t j = 0; j < topic->prerequisite_count; j++)
            statistics->mastery[i].open &= shares[topic->prerequisites[j] - course->topics] >= options.mastery;
    }
    free(candidates);
    free(shares);
}

/* The share that is right, as if there had been one more right and one more wrong answer: a single slip is not the hardest. */
static double ease(const struct question_figures *figures)
{
    return ((double)figures->figures.right + 1) / ((double)figures->figures.answers + 2);
}

static int by_ease(const void *left, const void *right)
{
    const struct question_figures *a = left, *b = right;
    if (ease(a) != ease(b))
        return ease(a) < ease(b) ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static bool has_key(enum item_kind kind)
{
    return kind == ITEM_QUESTION || kind == ITEM_PREDICTION || kind == ITEM_EXERCISE;
}

static int look_at_questions(struct statistics *statistics, struct store *store, const struct met_items *met, struct err *err)
{
    for (size_t i = 0; i < met->count; i++) {
        const struct met_item *item = &met->items[i];
        if (has_key(item->item->kind) && item->known.state.answers)
            *vec_add(&statistics->questions) = (struct question_figures){
                .item = item->item,
                .order = i,
                .figures = {.answers = item->known.state.answers, .right = item->known.state.right},
            };
    }
    if (statistics->questions.count)
        qsort(statistics->questions.items, statistics->questions.count, sizeof *statistics->questions.items, by_ease);
    if (statistics->questions.count > QUESTIONS_MAX)
        statistics->questions.count = QUESTIONS_MAX;
    int code = 0;
    for (size_t i = 0; !code && i < statistics->questions.count; i++)
        code = store_item_statistics(store, statistics->questions.items[i].item->id, &statistics->questions.items[i].figures, err);
    return code;
}

int statistics_collect_items(struct statistics *statistics, struct environment *environment, int64_t now_ms, struct err *err)
{
    struct met_items met = {0};
    int code = list_items(&met, environment, err);
    if (!code) {
        count_items(statistics, environment->course, &met);
        weigh_topics(statistics, environment, &met, now_ms);
        code = look_at_questions(statistics, environment->store, &met, err);
    }
    vec_release(&met);
    return code;
}
