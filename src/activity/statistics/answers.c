/* Days, time, retention, forecast, misconceptions, calibration: what answers add up to whatever they were about. */
#include "activity/statistics/statistics.h"

enum { WEEK_DAYS = 7, PERCENT = 100 };

static void add_tests(struct retention *retention, const struct day_total *day)
{
    retention->young.total += day->young;
    retention->young.done += day->young_passed;
    retention->mature.total += day->mature;
    retention->mature.done += day->mature_passed;
}

static void add_day(struct statistics *statistics, const struct day_total *day)
{
    int64_t ago = statistics->today - day->day;
    statistics->answers += day->answers;
    statistics->right += day->right;
    statistics->took_ms += day->took_ms;
    statistics->took_week_ms += ago >= 0 && ago < WEEK_DAYS ? day->took_ms : 0;
    statistics->took_today_ms += ago ? 0 : day->took_ms;
    add_tests(&statistics->ever, day);
    if (ago >= 0 && ago < RETENTION_DAYS)
        add_tests(&statistics->lately, day);
}

static int collect_days(struct statistics *statistics, struct environment *environment, int64_t now_ms, struct err *err)
{
    statistics->today = schedule_day(store_parameters(environment->store), now_ms);
    int code = store_days(environment->store, INT64_MIN, &statistics->days, &statistics->day_count, err);
    code = code ? code : store_day_totals(environment->store, INT64_MIN, &statistics->totals, err);
    code = code ? code : store_streak(environment->store, now_ms, &statistics->streak, err);
    if (code)
        return code;
    for (size_t i = 0; i < statistics->totals.count; i++)
        add_day(statistics, &statistics->totals.items[i]);
    return 0;
}

int statistics_collect_answers(struct statistics *statistics, struct environment *environment, int64_t now_ms, struct err *err)
{
    struct store *store = environment->store;
    statistics->desired = store_parameters(store)->desired_retention;
    int code = collect_days(statistics, environment, now_ms, err);
    code = code ? code : store_maturity(store, &statistics->maturity, err);
    code = code ? code : store_due_forecast(store, now_ms, FORECAST_DAYS, &statistics->forecast, err);
    code = code ? code : store_misconceptions(store, &statistics->misconceptions, err);
    for (int source = 0; !code && source < CALIBRATION_SOURCES; source++)
        code = store_calibration(store, (enum calibration_source)source, &statistics->calibration[source], err);
    return code;
}

void statistics_bins(const struct calibration *calibration, struct calibration_bin *bins, size_t bin_count)
{
    for (size_t percent = 0; percent <= PERCENT; percent++)
        if (calibration->answers[percent])
            calibration_add(bins, bin_count, (double)percent / PERCENT, calibration->answers[percent], calibration->right[percent]);
}
