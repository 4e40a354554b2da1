#include "activity/statistics/statistics.h"

#include "base/mem.h"
#include "base/vec.h"

#include <stdlib.h>

static int collect_challenges(struct statistics *statistics, struct environment *environment, struct err *err)
{
    int code = 0;
    for (size_t i = 0; !code && i < environment->course->challenge_count; i++) {
        struct run_records *runs = &statistics->runs[i];
        code = history_runs(environment, &environment->course->challenges[i], runs, err);
        for (size_t run = 0; run < runs->count; run++)
            history_add(&statistics->challenges[i], &runs->items[run]);
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
        .mastery = mem_new(course->topic_count + 1, sizeof *statistics->mastery),
        .challenges = mem_new(course->challenge_count + 1, sizeof *statistics->challenges),
        .runs = mem_new(course->challenge_count + 1, sizeof *statistics->runs),
        .challenge_count = course->challenge_count,
    };
    int code = statistics_collect_items(statistics, environment, now_ms, err);
    if (!code)
        code = statistics_collect_answers(statistics, environment, now_ms, err);
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
    free(statistics->mastery);
    for (size_t i = 0; i < statistics->challenge_count; i++)
        vec_release(&statistics->runs[i]);
    free(statistics->runs);
    free(statistics->challenges);
    free(statistics->days);
    vec_release(&statistics->totals);
    vec_release(&statistics->forecast);
    misconceptions_release(&statistics->misconceptions);
    vec_release(&statistics->questions);
    *statistics = (struct statistics){0};
}
