#include "activity/statistics.h"

#include "activity/deck.h"
#include "base/mem.h"
#include "store/known.h"
#include "store/streak.h"

#include <stdlib.h>
#include <string.h>

/* The rows that say that an item was met. */
static bool was_seen(const struct item *item, const struct known_item *known)
{
    const unsigned kinds = 1u << ANSWER_CHOICE | 1u << ANSWER_EXPLAIN | 1u << ANSWER_PREDICT | 1u << ANSWER_READ;
    return known->state.kinds & kinds || (item->kind == ITEM_CARD && known->memory.repetitions > 0);
}

static void count_item(struct standing *standing, const struct item *item, const struct known_item *known)
{
    struct tally *const tallies[ITEM_KIND_COUNT] = {
        [ITEM_NOTE] = &standing->notes,
        [ITEM_CARD] = &standing->cards,
        [ITEM_QUESTION] = &standing->questions,
        [ITEM_PROMPT] = &standing->prompts,
        [ITEM_PREDICTION] = &standing->predictions,
        [ITEM_EXERCISE] = &standing->exercises,
    };
    bool seen = was_seen(item, known);
    tallies[item->kind]->total++;
    tallies[item->kind]->done += seen && (item->kind != ITEM_QUESTION || known->state.last_right);
    standing->answered += item->kind == ITEM_QUESTION && seen;
}

static int collect_items(struct statistics *statistics, struct environment *environment, struct err *err)
{
    const struct course *course = environment->course;
    int code = store_known_begin(environment->store, err);
    for (size_t t = 0; !code && t < course->topic_count; t++)
        for (int kind = 0; kind < ITEM_KIND_COUNT; kind++) {
            const struct item *item;
            for (size_t i = 0; !code && (item = topic_item(&course->topics[t], (enum item_kind)kind, i)); i++) {
                struct known_item known;
                code = store_known(environment->store, item->id, &known, err);
                count_item(&statistics->topics[t], item, &known);
                count_item(&statistics->levels[item->level], item, &known);
                count_item(&statistics->all, item, &known);
            }
        }
    return code;
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
    struct streak streak;
    code = store_streak(environment->store, now_ms, &streak, err);
    statistics->streak = streak.days;
    statistics->longest_streak = streak.longest;
    return code;
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
    return store_count_answered(environment->store, ANSWER_DEMO, &statistics->demos, err);
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
