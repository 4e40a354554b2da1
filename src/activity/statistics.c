#include "activity/statistics.h"

#include "activity/deck.h"
#include "activity/streak.h"
#include "base/mem.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

/* An item with what the log says about it. */
struct known_item {
    const struct item *item;
    bool seen;  /* graded, answered, read or explained */
    bool right; /* a question's last answer */
};

struct known_items {
    struct known_item *items;
    size_t count, capacity;
};

static int by_id(const void *left, const void *right)
{
    const struct known_item *a = left, *b = right;
    return strcmp(a->item->id, b->item->id);
}

static void list_items(struct known_items *known, const struct course *course)
{
    for (size_t t = 0; t < course->topic_count; t++)
        for (int kind = 0; kind < ITEM_KIND_COUNT; kind++) {
            const struct item *item;
            for (size_t i = 0; (item = topic_item(&course->topics[t], (enum item_kind)kind, i)); i++)
                *vec_add(known) = (struct known_item){.item = item};
        }
    if (known->count)
        qsort(known->items, known->count, sizeof *known->items, by_id);
}

/* NULL for an item that the course does not have any more. */
static struct known_item *find_item(const struct known_items *known, const char *id)
{
    const struct item wanted = {.id = id};
    const struct known_item key = {.item = &wanted};
    return known->count ? bsearch(&key, known->items, known->count, sizeof *known->items, by_id) : NULL;
}

static int mark_graded(struct known_items *known, struct environment *environment, struct err *err)
{
    struct item_memories memories = {0};
    int code = store_memories(environment->store, &memories, err);
    for (size_t i = 0; !code && i < memories.count; i++) {
        struct known_item *item = find_item(known, memories.items[i].item);
        if (item && item->item->kind == ITEM_CARD)
            item->seen = memories.items[i].memory.repetitions > 0;
    }
    item_memories_release(&memories);
    return code;
}

/* Marks the items that rows of `kind` are about; later rows have the last word on whether the answer was right. */
static int mark_answered(struct known_items *known, struct environment *environment, enum answer_kind kind, struct err *err)
{
    struct answers answers = {0};
    int code = store_answers(environment->store, NULL, (int)kind, 0, &answers, err);
    for (size_t i = 0; !code && i < answers.count; i++) {
        struct known_item *item = find_item(known, answers.items[i].item);
        if (!item)
            continue;
        item->seen = true;
        item->right = answers.items[i].right;
    }
    answers_release(&answers);
    return code;
}

static int mark(struct known_items *known, struct environment *environment, struct err *err)
{
    static const enum answer_kind kinds[] = {ANSWER_CHOICE, ANSWER_EXPLAIN, ANSWER_PREDICT, ANSWER_READ};
    int code = mark_graded(known, environment, err);
    for (size_t i = 0; !code && i < sizeof kinds / sizeof *kinds; i++)
        code = mark_answered(known, environment, kinds[i], err);
    return code;
}

static void count_item(struct standing *standing, const struct known_item *known)
{
    struct tally *const tallies[ITEM_KIND_COUNT] = {
        [ITEM_NOTE] = &standing->notes,
        [ITEM_CARD] = &standing->cards,
        [ITEM_QUESTION] = &standing->questions,
        [ITEM_PROMPT] = &standing->prompts,
        [ITEM_PREDICTION] = &standing->predictions,
        [ITEM_EXERCISE] = &standing->exercises,
    };
    enum item_kind kind = known->item->kind;
    tallies[kind]->total++;
    tallies[kind]->done += known->seen && (kind != ITEM_QUESTION || known->right);
    standing->answered += kind == ITEM_QUESTION && known->seen;
}

static void count_items(struct statistics *statistics, const struct course *course, const struct known_items *known)
{
    for (size_t i = 0; i < known->count; i++) {
        const struct item *item = known->items[i].item;
        count_item(&statistics->topics[item->topic - course->topics], &known->items[i]);
        count_item(&statistics->levels[item->level], &known->items[i]);
        count_item(&statistics->all, &known->items[i]);
    }
}

static int collect_items(struct statistics *statistics, struct environment *environment, struct err *err)
{
    struct known_items known = {0};
    list_items(&known, environment->course);
    int code = mark(&known, environment, err);
    if (!code)
        count_items(statistics, environment->course, &known);
    vec_release(&known);
    return code;
}

static size_t longest_streak(const struct day_count *days, size_t count)
{
    size_t longest = 0;
    for (size_t i = 0, length = 0; i < count; i++) {
        length = i && days[i].day == days[i - 1].day + 1 ? length + 1 : 1;
        longest = length > longest ? length : longest;
    }
    return longest;
}

static int collect_days(struct statistics *statistics, struct environment *environment, int64_t now_ms, struct err *err)
{
    int code = store_days(environment->store, 0, &statistics->days, &statistics->day_count, err);
    if (code)
        return code;
    for (size_t i = 0; i < statistics->day_count; i++) {
        statistics->answers += statistics->days[i].answers;
        statistics->right += statistics->days[i].right;
    }
    statistics->today = schedule_day(store_parameters(environment->store), now_ms);
    statistics->streak = streak_length(statistics->days, statistics->day_count, statistics->today);
    statistics->longest_streak = longest_streak(statistics->days, statistics->day_count);
    return 0;
}

static int collect_challenges(struct statistics *statistics, struct environment *environment, struct err *err)
{
    int code = 0;
    for (size_t i = 0; !code && i < environment->course->challenge_count; i++) {
        code = history_read(environment, &environment->course->challenges[i], &statistics->challenges[i], err);
        statistics->badges += statistics->challenges[i].won;
    }
    return code;
}

static int collect_demos(struct statistics *statistics, struct environment *environment, struct err *err)
{
    struct answers visits = {0};
    int code = store_answers(environment->store, NULL, ANSWER_DEMO, 0, &visits, err);
    statistics->demos = visits.count;
    answers_release(&visits);
    return code;
}

int statistics_collect(struct statistics *statistics, struct environment *environment, int64_t now_ms, struct err *err)
{
    const struct course *course = environment->course;
    *statistics = (struct statistics){
        .topics = mem_new(course->topic_count + 1, sizeof *statistics->topics),
        .challenges = mem_new(course->challenge_count + 1, sizeof *statistics->challenges),
    };
    int code = collect_items(statistics, environment, err);
    if (!code)
        code = collect_days(statistics, environment, now_ms, err);
    if (!code)
        code = collect_challenges(statistics, environment, err);
    if (!code)
        code = collect_demos(statistics, environment, err);
    if (code)
        statistics_release(statistics);
    return code;
}

void statistics_release(struct statistics *statistics)
{
    free(statistics->topics);
    free(statistics->challenges);
    free(statistics->days);
    *statistics = (struct statistics){0};
}
