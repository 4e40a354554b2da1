#include "store/streak.h"

#include "store/database.h"

#include <stdio.h>
#include <stdlib.h>

static const int64_t DAY_MS = 24 * 60 * 60 * INT64_C(1000);

/* A streak while days are added to it. */
struct run {
    size_t days;
    int64_t last;   /* its last day that counts */
    int64_t frozen; /* the last day that was missed; INT64_MIN = none */
};

/* Whether a day may be missed now, so soon after the last one. */
static bool may_freeze(const struct run *run, int64_t missed)
{
    return run->frozen == INT64_MIN || missed - run->frozen >= STREAK_FREEZE_DAYS;
}

/* Adds `day` to the run, or begins another one. */
static void add_day(struct run *run, int64_t day, bool follows)
{
    if (!run->days || !(day - run->last == 1 || follows || (day - run->last == 2 && may_freeze(run, day - 1))))
        *run = (struct run){.frozen = INT64_MIN};
    else if (day - run->last == 2 && !follows)
        run->frozen = day - 1;
    run->days++;
    run->last = day;
}

struct streak streak_of(const struct day_count *days, size_t count, size_t minimum, int64_t today,
                        bool (*follows)(void *context, int64_t earlier, int64_t later), void *context)
{
    struct streak streak = {.minimum = minimum};
    struct run run = {.frozen = INT64_MIN};
    for (size_t i = 0; i < count && days[i].day <= today + 1; i++) { /* what comes later is of a clock that ran ahead */
        if (days[i].day == today)
            streak.answers = days[i].answers;
        if (days[i].answers < minimum)
            continue;
        bool bridged = run.days && days[i].day - run.last == 2 && follows && follows(context, run.last, days[i].day);
        add_day(&run, days[i].day, bridged);
        if (run.days > streak.longest)
            streak.longest = run.days;
    }
    streak.today = run.days && run.last >= today;
    bool frozen = run.days && today - run.last == 2 && may_freeze(&run, today - 1);
    bool bridged = run.days && today - run.last == 2 && follows && follows(context, run.last, today);
    if (run.days && (today - run.last <= 1 || frozen || bridged))
        streak.days = run.days;
    streak.frozen = streak.days && ((frozen && !bridged) || (run.frozen != INT64_MIN && run.frozen >= today - STREAK_FREEZE_DAYS));
    return streak;
}

struct journey {
    struct store *store;
    int64_t now;
};

/* The last (`newest`) or first answer of a local day among the rows put in order between two times; false if there is none. */
static bool find_end(struct store *store, int64_t day, bool newest, int64_t from, int64_t to, int64_t *at, int *utc_offset)
{
    const char *sql = newest ? "SELECT at, utc_offset FROM answer WHERE ordered_at BETWEEN ?1 AND ?2 AND kind IN (0, 1, 2, 13)"
                               " AND at + utc_offset * 60000 - ?3 BETWEEN ?4 AND ?5 ORDER BY ordered_at DESC LIMIT 1"
                             : "SELECT at, utc_offset FROM answer WHERE ordered_at BETWEEN ?1 AND ?2 AND kind IN (0, 1, 2, 13)"
                               " AND at + utc_offset * 60000 - ?3 BETWEEN ?4 AND ?5 ORDER BY ordered_at LIMIT 1";
    sqlite3_stmt *row = NULL;
    if (database_prepare(store, &row, sql, NULL))
        return false;
    sqlite3_bind_int64(row, 1, from);
    sqlite3_bind_int64(row, 2, to);
    sqlite3_bind_int64(row, 3, store->parameters.day_start_hour * INT64_C(3600000));
    sqlite3_bind_int64(row, 4, day * DAY_MS);
    sqlite3_bind_int64(row, 5, (day + 1) * DAY_MS - 1);
    bool found = database_next(store, row, NULL) > 0;
    if (found) {
        *at = sqlite3_column_int64(row, 0);
        *utc_offset = sqlite3_column_int(row, 1);
    }
    sqlite3_finalize(row);
    return found;
}

/* Answers given after a clock ran ahead have their place behind it: they are looked for if there are none where they should be. */
static bool end_of_day(struct store *store, int64_t day, bool newest, int64_t *at, int *utc_offset)
{
    int64_t from = (day - 1) * DAY_MS, to = (day + 3) * DAY_MS;
    return find_end(store, day, newest, from, to, at, utc_offset) || find_end(store, day, newest, to, INT64_MAX, at, utc_offset);
}

_Static_assert(ANSWER_GRADE == 0 && ANSWER_CHOICE == 1 && ANSWER_EXPLAIN == 2 && ANSWER_PREDICT == 13, "the kinds of find_end()");

/* By the clock of the place where the earlier day was spent, the later one was the next. */
static bool follows_by_zone(void *context, int64_t earlier, int64_t later)
{
    const struct journey *journey = context;
    struct store *store = journey->store;
    struct schedule_parameters there = store->parameters;
    int64_t left_at, arrived_at;
    int ignored;
    if (!end_of_day(store, earlier, true, &left_at, &there.utc_offset_minutes))
        return false;
    if (!end_of_day(store, later, false, &arrived_at, &ignored))
        arrived_at = journey->now;
    return arrived_at > left_at && schedule_day(&there, arrived_at) - schedule_day(&there, left_at) <= 1;
}

static const char MINIMUM[] = "streak-minimum";

static int read_minimum(struct store *store, size_t *minimum, struct err *err)
{
    char *text = NULL;
    int code = store_get(store, MINIMUM, &text, err);
    long chosen = text ? strtol(text, NULL, 10) : 0;
    *minimum = chosen >= 1 && chosen <= STREAK_MINIMUM_MAX ? (size_t)chosen : STREAK_MINIMUM;
    free(text);
    return code;
}

int store_set_streak_minimum(struct store *store, size_t minimum, struct err *err)
{
    char text[24];
    snprintf(text, sizeof text, "%zu", minimum);
    return store_put(store, MINIMUM, text, err);
}

int store_streak(struct store *store, int64_t now, struct streak *streak, struct err *err)
{
    struct day_count *days;
    size_t count;
    struct journey journey = {store, now};
    *streak = (struct streak){0};
    size_t minimum;
    int code = read_minimum(store, &minimum, err);
    code = code ? code : store_days(store, INT64_MIN, &days, &count, err);
    if (code)
        return code;
    *streak = streak_of(days, count, minimum, schedule_day(&store->parameters, now), follows_by_zone, &journey);
    free(days);
    return 0;
}
