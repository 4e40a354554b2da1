#include "activity/challenge/result.h"

#include "base/vec.h"
#include "store/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { SECOND_MS = 1000, TIME_TEXT_MAX = 999 * 3600 };

void time_text(int64_t milliseconds, char text[16])
{
    int64_t seconds = milliseconds > 0 ? (milliseconds + SECOND_MS - 1) / SECOND_MS : 0;
    unsigned rest = (unsigned)(seconds < TIME_TEXT_MAX ? seconds : TIME_TEXT_MAX);
    if (rest < 3600)
        snprintf(text, 16, "%u:%02u", rest / 60, rest % 60);
    else
        snprintf(text, 16, "%u:%02u:%02u", rest / 3600, rest / 60 % 60, rest % 60);
}

char *result_detail(const struct run *run)
{
    struct str json, results;
    str_init(&json);
    str_init(&results);
    for (size_t i = 0; i < run_length(run->challenge); i++)
        str_addf(&results, "%s%s", i ? " " : "", problem_result_name(run->problems[i].result));
    json_object_begin(&json);
    json_object_integer(&json, "score", (int64_t)run_score(run));
    json_object_integer(&json, "total", (int64_t)run_length(run->challenge));
    json_object_integer(&json, "time_ms", run_spent_ms(run));
    json_object_text(&json, "factor", time_factor_name(run->factor));
    json_object_integer(&json, "pauses", (int64_t)run->pauses);
    json_object_text(&json, "results", results.text);
    json_object_end(&json);
    str_release(&results);
    return str_take(&json);
}

struct run_record result_of_run(const struct run *run, const struct event *event)
{
    return (struct run_record){
        .at = event->now_ms,
        .utc_offset_minutes = event->utc_offset_minutes,
        .score = run_score(run),
        .total = run_length(run->challenge),
        .time_ms = run_spent_ms(run),
        .factor = run->factor,
        .pauses = run->pauses,
    };
}

/* A number in a row's detail; 0 if it is missing or makes no sense. */
static int64_t detail_number(struct environment *environment, const struct answer *answer, const char *name)
{
    char *text = answer->detail ? store_json_value(environment->store, answer->detail, name) : NULL;
    int64_t value = 0;
    if (!text || sscanf(text, "%" SCNd64, &value) != 1 || value < 0)
        value = 0;
    free(text);
    return value;
}

static struct run_record record_of_answer(struct environment *environment, const struct answer *answer)
{
    char *factor = answer->detail ? store_json_value(environment->store, answer->detail, "factor") : NULL;
    struct run_record record = {
        .at = answer->at,
        .utc_offset_minutes = answer->utc_offset_minutes,
        .score = (size_t)detail_number(environment, answer, "score"),
        .total = (size_t)detail_number(environment, answer, "total"),
        .time_ms = detail_number(environment, answer, "time_ms"),
        .factor = time_factor_parse(factor),
        .pauses = (size_t)detail_number(environment, answer, "pauses"),
    };
    free(factor);
    return record;
}

/* By share of problems that were right, because a challenge may grow. */
static bool is_better(const struct run_record *one, const struct run_record *other)
{
    if (one->score * other->total != other->score * one->total)
        return one->score * other->total > other->score * one->total;
    if (one->factor != other->factor)
        return one->factor < other->factor;
    if (one->pauses != other->pauses)
        return one->pauses < other->pauses;
    return one->time_ms < other->time_ms;
}

void history_add(struct challenge_history *history, const struct run_record *record)
{
    if (record->total == 0)
        return;
    if (history->runs == 0 || is_better(record, &history->best))
        history->best = *record;
    history->last = *record;
    history->won = history->won || record->score == record->total;
    history->runs++;
}

int history_runs(struct environment *environment, const struct challenge *challenge, struct run_records *runs, struct err *err)
{
    struct answers answers;
    *runs = (struct run_records){0};
    int code = store_answers(environment->store, challenge->id, ANSWER_RUN, 0, &answers, err);
    for (size_t i = 0; !code && i < answers.count; i++) {
        struct run_record record = record_of_answer(environment, &answers.items[i]);
        if (record.total)
            *vec_add(runs) = record;
    }
    answers_release(&answers);
    return code;
}

int history_read(struct environment *environment, const struct challenge *challenge, struct challenge_history *history,
                 struct err *err)
{
    struct run_records runs;
    *history = (struct challenge_history){0};
    int code = history_runs(environment, challenge, &runs, err);
    for (size_t i = 0; i < runs.count; i++)
        history_add(history, &runs.items[i]);
    vec_release(&runs);
    return code;
}

static void add_pauses(const struct run_record *record, struct str *out)
{
    if (record->pauses)
        str_addf(out, ", %zu pause%s", record->pauses, record->pauses == 1 ? "" : "s");
}

void record_manner(const struct run_record *record, struct str *out)
{
    static const char *const words[TIME_FACTOR_COUNT] = {
        [TIME_SINGLE] = "with the time as stated",
        [TIME_HALF_MORE] = "with 1.5 times the time",
        [TIME_DOUBLE] = "with twice the time",
        [TIME_OFF] = "without a clock",
    };
    str_add(out, words[record->factor]);
    add_pauses(record, out);
}
