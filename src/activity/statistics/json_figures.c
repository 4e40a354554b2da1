#include "activity/statistics/json_figures.h"

#include "activity/deck.h"
#include "activity/statistics/json_members.h"
#include "base/clock.h"
#include "store/json.h"

enum { BINS = 10 };

static void add_time(struct str *out, const struct statistics *statistics)
{
    figures_name(out, "time");
    json_object_begin(out);
    json_object_integer(out, "today_ms", statistics->took_today_ms);
    json_object_integer(out, "week_ms", statistics->took_week_ms);
    json_object_integer(out, "all_ms", statistics->took_ms);
    json_object_end(out);
}

static void add_retention(struct str *out, const char *name, const struct retention *retention)
{
    figures_name(out, name);
    json_object_begin(out);
    figures_count(out, "young", retention->young.total);
    figures_count(out, "young_passed", retention->young.done);
    figures_count(out, "mature", retention->mature.total);
    figures_count(out, "mature_passed", retention->mature.done);
    json_object_end(out);
}

static void add_memory(struct str *out, const struct statistics *statistics)
{
    figures_name(out, "retention");
    json_object_begin(out);
    json_object_number(out, "desired", statistics->desired);
    add_retention(out, "lately", &statistics->lately);
    add_retention(out, "ever", &statistics->ever);
    json_object_end(out);
    figures_name(out, "items");
    json_object_begin(out);
    figures_count(out, "new", statistics->unasked);
    figures_count(out, "learning", statistics->maturity.learning);
    figures_count(out, "young", statistics->maturity.young);
    figures_count(out, "mature", statistics->maturity.mature);
    figures_count(out, "suspended", statistics->maturity.suspended);
    json_object_end(out);
}

static void add_forecast(struct str *out, const struct statistics *statistics)
{
    figures_name(out, "forecast");
    str_add(out, "[");
    for (size_t i = 0; i < statistics->forecast.count; i++) {
        figures_next(out);
        json_object_begin(out);
        figures_day(out, "day", statistics->forecast.items[i].day);
        figures_count(out, "young", statistics->forecast.items[i].young);
        figures_count(out, "mature", statistics->forecast.items[i].mature);
        json_object_end(out);
    }
    str_add(out, "]");
}

static void add_misconceptions(struct str *out, const struct statistics *statistics)
{
    figures_name(out, "misconceptions");
    str_add(out, "[");
    for (size_t i = 0; i < statistics->misconceptions.count; i++) {
        const struct misconception_count *count = &statistics->misconceptions.items[i];
        char date[11];
        clock_date_text(count->last_at, count->last_utc_offset_minutes, date);
        figures_next(out);
        json_object_begin(out);
        json_object_text(out, "name", count->name);
        figures_count(out, "count", count->count);
        json_object_text(out, "last", date);
        json_object_end(out);
    }
    str_add(out, "]");
}

static void add_chosen(struct str *out, const struct question_figures *shown)
{
    const struct question *question = item_question(shown->item);
    if (!question || !question->option_count)
        return;
    figures_name(out, "chosen");
    str_add(out, "[");
    for (size_t i = 0; i < question->option_count && i < DISTRACTORS_MAX; i++) {
        figures_next(out);
        str_addf(out, "%zu", shown->figures.chosen[i]);
    }
    str_add(out, "]");
}

static void add_questions(struct str *out, const struct statistics *statistics)
{
    figures_name(out, "questions");
    str_add(out, "[");
    for (size_t i = 0; i < statistics->questions.count; i++) {
        const struct question_figures *shown = &statistics->questions.items[i];
        figures_next(out);
        json_object_begin(out);
        json_object_text(out, "id", shown->item->id);
        figures_count(out, "answers", shown->figures.answers);
        figures_count(out, "right", shown->figures.right);
        json_object_number(out, "discrimination", shown->figures.discrimination);
        add_chosen(out, shown);
        json_object_end(out);
    }
    str_add(out, "]");
}

static void add_bins(struct str *out, const struct calibration_bin *bins)
{
    figures_name(out, "bins");
    str_add(out, "[");
    for (size_t i = 0; i < BINS; i++) {
        if (!bins[i].count)
            continue;
        figures_next(out);
        json_object_begin(out);
        json_object_number(out, "said", bins[i].said / (double)bins[i].count);
        figures_count(out, "answers", bins[i].count);
        figures_count(out, "right", bins[i].right);
        json_object_end(out);
    }
    str_add(out, "]");
}

static void add_calibration(struct str *out, const char *name, const struct calibration *calibration)
{
    struct calibration_bin bins[BINS] = {{0}};
    size_t answers = 0;
    statistics_bins(calibration, bins, BINS);
    for (size_t i = 0; i < BINS; i++)
        answers += bins[i].count;
    figures_name(out, name);
    json_object_begin(out);
    figures_count(out, "answers", answers);
    json_object_number(out, "brier", calibration_brier(bins, BINS));
    json_object_number(out, "bias", calibration_bias(bins, BINS));
    add_bins(out, bins);
    json_object_end(out);
}

void figures_add(struct str *out, const struct statistics *statistics)
{
    add_time(out, statistics);
    add_memory(out, statistics);
    add_forecast(out, statistics);
    add_misconceptions(out, statistics);
    add_questions(out, statistics);
    figures_name(out, "calibration");
    json_object_begin(out);
    add_calibration(out, "confidence", &statistics->calibration[CALIBRATION_CONFIDENCE]);
    add_calibration(out, "recall", &statistics->calibration[CALIBRATION_RECALL]);
    json_object_end(out);
}
