#include "activity/statistics.h"

#include "base/clock.h"
#include "store/json.h"

#include <inttypes.h>

enum { FORMAT_VERSION = 1 };

/* Nested values are written by hand after their name; json_object_*() write the members of one flat object. */
static void add_name(struct str *out, const char *name)
{
    if (out->length && out->text[out->length - 1] != '{' && out->text[out->length - 1] != '[')
        str_add(out, ",");
    json_text(out, name);
    str_add(out, ":");
}

static void next_element(struct str *out)
{
    if (out->text[out->length - 1] != '[')
        str_add(out, ",");
}

static void add_count(struct str *out, const char *name, size_t count)
{
    json_object_integer(out, name, (int64_t)count);
}

static void add_standing(struct str *out, const struct standing *standing)
{
    add_count(out, "cards_learned", standing->cards.done);
    add_count(out, "cards", standing->cards.total);
    add_count(out, "questions_right", standing->questions.done);
    add_count(out, "questions_answered", standing->answered);
    add_count(out, "questions", standing->questions.total);
    add_count(out, "notes_read", standing->notes.done);
    add_count(out, "notes", standing->notes.total);
    add_count(out, "prompts_explained", standing->prompts.done);
    add_count(out, "prompts", standing->prompts.total);
}

static void add_day(struct str *out, const char *name, int64_t day)
{
    char text[11];
    clock_date_text(day * INT64_C(86400000), 0, text);
    json_object_text(out, name, text);
}

static void add_totals(struct str *out, const struct statistics *statistics)
{
    add_name(out, "totals");
    json_object_begin(out);
    add_count(out, "answers", statistics->answers);
    add_count(out, "right", statistics->right);
    add_count(out, "days", statistics->day_count);
    add_count(out, "demos", statistics->demos);
    add_count(out, "badges", statistics->badges);
    add_standing(out, &statistics->all);
    json_object_end(out);
    add_name(out, "streak");
    json_object_begin(out);
    add_count(out, "days", statistics->streak);
    add_count(out, "longest", statistics->longest_streak);
    json_object_end(out);
}

static void add_topics(struct str *out, const struct statistics *statistics, const struct course *course)
{
    add_name(out, "topics");
    str_add(out, "[");
    for (size_t i = 0; i < course->topic_count; i++) {
        next_element(out);
        json_object_begin(out);
        json_object_text(out, "id", course->topics[i].id);
        json_object_text(out, "title", course->topics[i].title);
        add_standing(out, &statistics->topics[i]);
        json_object_end(out);
    }
    str_add(out, "]");
}

static void add_levels(struct str *out, const struct statistics *statistics)
{
    add_name(out, "levels");
    str_add(out, "[");
    for (int level = 0; level < LEVEL_COUNT; level++) {
        next_element(out);
        json_object_begin(out);
        json_object_text(out, "level", level_name((enum level)level));
        add_standing(out, &statistics->levels[level]);
        json_object_end(out);
    }
    str_add(out, "]");
}

static void add_record(struct str *out, const char *name, const struct run_record *record)
{
    char day[11];
    clock_date_text(record->at, record->utc_offset_minutes, day);
    add_name(out, name);
    json_object_begin(out);
    add_count(out, "score", record->score);
    add_count(out, "total", record->total);
    json_object_integer(out, "time_ms", record->time_ms);
    json_object_text(out, "factor", time_factor_name(record->factor));
    add_count(out, "pauses", record->pauses);
    json_object_text(out, "day", day);
    json_object_end(out);
}

static void add_challenges(struct str *out, const struct statistics *statistics, const struct course *course)
{
    add_name(out, "challenges");
    str_add(out, "[");
    for (size_t i = 0; i < course->challenge_count; i++) {
        const struct challenge *challenge = &course->challenges[i];
        const struct challenge_history *history = &statistics->challenges[i];
        next_element(out);
        json_object_begin(out);
        json_object_text(out, "id", challenge->id);
        json_object_text(out, "title", challenge->title);
        json_object_text(out, "badge", challenge->badge);
        json_object_text(out, "criterion", challenge->criterion);
        json_object_boolean(out, "won", history->won);
        add_count(out, "runs", history->runs);
        if (history->runs) {
            add_record(out, "best", &history->best);
            add_record(out, "last", &history->last);
        }
        json_object_end(out);
    }
    str_add(out, "]");
}

static void add_days(struct str *out, const struct statistics *statistics)
{
    add_name(out, "days");
    str_add(out, "[");
    for (size_t i = 0; i < statistics->day_count; i++) {
        next_element(out);
        json_object_begin(out);
        add_day(out, "day", statistics->days[i].day);
        add_count(out, "answers", statistics->days[i].answers);
        add_count(out, "right", statistics->days[i].right);
        json_object_end(out);
    }
    str_add(out, "]");
}

int progress_json(struct environment *environment, int64_t now_ms, struct str *out, struct err *err)
{
    struct statistics statistics;
    int code = statistics_collect(&statistics, environment, now_ms, err);
    if (code)
        return code;
    json_object_begin(out);
    json_object_integer(out, "version", FORMAT_VERSION);
    json_object_text(out, "course", environment->course->title);
    add_day(out, "day", statistics.today);
    add_totals(out, &statistics);
    add_topics(out, &statistics, environment->course);
    add_levels(out, &statistics);
    add_challenges(out, &statistics, environment->course);
    add_days(out, &statistics);
    json_object_end(out);
    str_add(out, "\n");
    statistics_release(&statistics);
    return 0;
}
