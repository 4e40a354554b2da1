#include "activity/statistics/json_figures.h"

#include "activity/statistics/json_members.h"
#include "base/clock.h"
#include "store/json.h"

enum { FORMAT_VERSION = 1 };

static void add_standing(struct str *out, const struct standing *standing)
{
    figures_count(out, "cards_learned", standing->cards.done);
    figures_count(out, "cards", standing->cards.total);
    figures_count(out, "questions_right", standing->questions.done);
    figures_count(out, "questions_answered", standing->answered);
    figures_count(out, "questions", standing->questions.total);
    figures_count(out, "notes_read", standing->notes.done);
    figures_count(out, "notes", standing->notes.total);
    figures_count(out, "prompts_explained", standing->prompts.done);
    figures_count(out, "prompts", standing->prompts.total);
}

static void add_totals(struct str *out, const struct statistics *statistics)
{
    figures_name(out, "totals");
    json_object_begin(out);
    figures_count(out, "answers", statistics->answers);
    figures_count(out, "right", statistics->right);
    figures_count(out, "days", statistics->day_count);
    figures_count(out, "demos", statistics->demos);
    figures_count(out, "badges", statistics->badges);
    add_standing(out, &statistics->all);
    json_object_end(out);
    figures_name(out, "streak");
    json_object_begin(out);
    figures_count(out, "days", statistics->streak.days);
    figures_count(out, "longest", statistics->streak.longest);
    figures_count(out, "minimum", statistics->streak.minimum);
    figures_count(out, "today", statistics->streak.answers);
    json_object_boolean(out, "spare", !statistics->streak.frozen);
    json_object_end(out);
}

static void add_prerequisites(struct str *out, const struct topic *topic)
{
    figures_name(out, "prerequisites");
    str_add(out, "[");
    for (size_t i = 0; i < topic->prerequisite_count; i++) {
        figures_next(out);
        json_text(out, topic->prerequisites[i]->id);
    }
    str_add(out, "]");
}

static void add_topics(struct str *out, const struct statistics *statistics, const struct course *course)
{
    figures_name(out, "topics");
    str_add(out, "[");
    for (size_t i = 0; i < course->topic_count; i++) {
        figures_next(out);
        json_object_begin(out);
        json_object_text(out, "id", course->topics[i].id);
        json_object_text(out, "title", course->topics[i].title);
        add_standing(out, &statistics->topics[i]);
        json_object_number(out, "mastery", statistics->mastery[i].share);
        json_object_boolean(out, "open", statistics->mastery[i].open);
        add_prerequisites(out, &course->topics[i]);
        json_object_end(out);
    }
    str_add(out, "]");
}

static void add_levels(struct str *out, const struct statistics *statistics)
{
    figures_name(out, "levels");
    str_add(out, "[");
    for (int level = 0; level < LEVEL_COUNT; level++) {
        figures_next(out);
        json_object_begin(out);
        json_object_text(out, "level", level_name((enum level)level));
        add_standing(out, &statistics->levels[level]);
        json_object_end(out);
    }
    str_add(out, "]");
}

static void add_record(struct str *out, const struct run_record *record)
{
    char day[11];
    clock_date_text(record->at, record->utc_offset_minutes, day);
    json_object_begin(out);
    figures_count(out, "score", record->score);
    figures_count(out, "total", record->total);
    json_object_integer(out, "time_ms", record->time_ms);
    json_object_text(out, "factor", time_factor_name(record->factor));
    figures_count(out, "pauses", record->pauses);
    json_object_text(out, "day", day);
    json_object_end(out);
}

static void add_challenges(struct str *out, const struct statistics *statistics, const struct course *course)
{
    figures_name(out, "challenges");
    str_add(out, "[");
    for (size_t i = 0; i < course->challenge_count; i++) {
        const struct challenge *challenge = &course->challenges[i];
        const struct challenge_history *history = &statistics->challenges[i];
        figures_next(out);
        json_object_begin(out);
        json_object_text(out, "id", challenge->id);
        json_object_text(out, "title", challenge->title);
        json_object_text(out, "badge", challenge->badge);
        json_object_text(out, "criterion", challenge->criterion);
        json_object_boolean(out, "won", history->won);
        figures_count(out, "runs", history->runs);
        if (history->runs) {
            figures_name(out, "best");
            add_record(out, &history->best);
            figures_name(out, "last");
            add_record(out, &history->last);
        }
        figures_name(out, "history");
        str_add(out, "[");
        for (size_t run = 0; run < statistics->runs[i].count; run++) {
            figures_next(out);
            add_record(out, &statistics->runs[i].items[run]);
        }
        str_add(out, "]");
        json_object_end(out);
    }
    str_add(out, "]");
}

static void add_days(struct str *out, const struct statistics *statistics)
{
    figures_name(out, "days");
    str_add(out, "[");
    for (size_t i = 0; i < statistics->totals.count; i++) {
        const struct day_total *day = &statistics->totals.items[i];
        figures_next(out);
        json_object_begin(out);
        figures_day(out, "day", day->day);
        figures_count(out, "answers", day->answers);
        figures_count(out, "right", day->right);
        json_object_integer(out, "took_ms", day->took_ms);
        figures_count(out, "introduced", day->introduced);
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
    figures_day(out, "day", statistics.today);
    add_totals(out, &statistics);
    add_topics(out, &statistics, environment->course);
    add_levels(out, &statistics);
    add_challenges(out, &statistics, environment->course);
    add_days(out, &statistics);
    figures_add(out, &statistics);
    json_object_end(out);
    str_add(out, "\n");
    statistics_release(&statistics);
    return 0;
}
