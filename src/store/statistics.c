#include "store/statistics.h"

#include "base/vec.h"
#include "store/derived.h"

#include <stdlib.h>
#include <string.h>

static const int64_t DAY_LIMIT = 100 * 1000 * INT64_C(1000); /* days: keeps the milliseconds far from overflow */

static int64_t clamp_day(int64_t day)
{
    return day < -DAY_LIMIT ? -DAY_LIMIT : day > DAY_LIMIT ? DAY_LIMIT : day;
}

static size_t size_column(sqlite3_stmt *row, int column)
{
    return (size_t)sqlite3_column_int64(row, column);
}

int store_day_totals(struct store *store, int64_t since_day, struct day_totals *days, struct err *err)
{
    *days = (struct day_totals){0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows,
                                "SELECT day, answers, correct, took_ms, introduced, young, young_passed, mature, mature_passed"
                                " FROM day_total WHERE day >= ?1 ORDER BY day",
                                err);
    if (code)
        return code;
    sqlite3_bind_int64(rows, 1, since_day);
    while ((code = database_next(store, rows, err)) > 0)
        *vec_add(days) = (struct day_total){
            .day = sqlite3_column_int64(rows, 0),
            .answers = size_column(rows, 1),
            .right = size_column(rows, 2),
            .took_ms = sqlite3_column_int64(rows, 3),
            .introduced = size_column(rows, 4),
            .young = size_column(rows, 5),
            .young_passed = size_column(rows, 6),
            .mature = size_column(rows, 7),
            .mature_passed = size_column(rows, 8),
        };
    sqlite3_finalize(rows);
    if (code < 0)
        vec_release(days);
    return code;
}

int store_days(struct store *store, int64_t since_day, struct day_count **days, size_t *count, struct err *err)
{
    struct day_totals totals;
    *days = NULL;
    *count = 0;
    int code = store_day_totals(store, since_day, &totals, err);
    if (code)
        return code;
    if (totals.count)
        *days = mem_new(totals.count, sizeof **days);
    for (size_t i = 0; i < totals.count; i++) {
        const struct day_total *total = &totals.items[i];
        if (total->answers)
            (*days)[(*count)++] = (struct day_count){.day = total->day, .answers = total->answers, .right = total->right};
    }
    vec_release(&totals);
    return 0;
}

/*
 * Most items are neither suspended nor buried: counting them all and taking the others away again reads one index and a few rows,
 * where asking for each item how it stands reads the table of states.  Each query adds one column: 1 for memories, -1 for those
 * shut.
 */
#define SHUT(memories)                                                                                                             \
    memories " AS m JOIN item_state AS s INDEXED BY item_state_shut"                                                               \
             " ON s.item = m.item AND (s.suspended != 0 OR s.buried_until > 0)"

/*
 * Memories as they fall due, by schedule_is_due().  ?1 = now, ?2 = the start of its local day, ?3 = that of the next one.  What was
 * reviewed more than two days later, by a clock that ran ahead, is due now; what was reviewed today is not due before tomorrow,
 * although its day begins farther east already.  Only where there are such does a query go the second way, which reads every memory.
 */
#define USUAL "memory"
#define UNUSUAL                                                                                                                    \
    "(SELECT item, phase, interval, CASE WHEN last_review > ?1 + 172800000 THEN ?1"                                                \
    " WHEN phase = 2 AND last_review >= ?2 AND due < ?3 THEN ?3 ELSE due END AS due FROM memory)"

static const char IS_UNUSUAL[] = "SELECT 1 WHERE (SELECT max(ordered_at) FROM answer) > ?1 + 172800000 OR EXISTS"
                                 " (SELECT 1 FROM memory WHERE due > ?2 AND due < ?3 AND phase = 2 AND last_review >= ?2)";

static void bind_day(const struct store *store, sqlite3_stmt *statement, int64_t now)
{
    int64_t today = clamp_day(schedule_day(&store->parameters, now));
    sqlite3_bind_int64(statement, 1, now);
    sqlite3_bind_int64(statement, 2, schedule_day_start(&store->parameters, today));
    sqlite3_bind_int64(statement, 3, schedule_day_start(&store->parameters, today + 1));
}

/* Prepares the one of two queries that holds at `now`. */
static int prepare_day(struct store *store, sqlite3_stmt **statement, const char *const queries[2], int64_t now, struct err *err)
{
    sqlite3_stmt *row = NULL;
    int unusual = database_prepare(store, &row, IS_UNUSUAL, err);
    if (unusual == 0) {
        bind_day(store, row, now);
        unusual = database_next(store, row, err);
    }
    sqlite3_finalize(row);
    int code = unusual < 0 ? unusual : database_prepare(store, statement, queries[unusual > 0], err);
    if (code == 0)
        bind_day(store, *statement, now);
    return code;
}

/* ?4 = today, ?5 = the end of the last day, ?6 = minutes from UTC to a calendar whose days begin at the learner's hour. */
#define FORECAST(memories)                                                                                                         \
    "SELECT max(?4, (due + ?6 * 60000) / 86400000 - ((due + ?6 * 60000) % 86400000 < 0)) AS day,"                                  \
    " sum(CASE WHEN interval < 21 THEN sign END), sum(CASE WHEN interval >= 21 THEN sign END) FROM"                                \
    " (SELECT due, interval, 1 AS sign FROM " memories " WHERE due < ?5 UNION ALL"                                                 \
    "  SELECT due, interval, -1 FROM " SHUT(memories) " WHERE s.suspended != 0 AND due < ?5)"                                      \
    " GROUP BY day HAVING sum(sign) > 0 ORDER BY day"
static const char *const FORECASTS[] = {FORECAST(USUAL), FORECAST(UNUSUAL)};

_Static_assert(MATURE_DAYS == 21, "the interval in FORECAST and MATURITY");

int store_due_forecast(struct store *store, int64_t now, int days, struct due_days *forecast, struct err *err)
{
    *forecast = (struct due_days){0};
    const struct schedule_parameters *parameters = &store->parameters;
    int64_t today = clamp_day(schedule_day(parameters, now));
    sqlite3_stmt *rows = NULL;
    int code = prepare_day(store, &rows, FORECASTS, now, err);
    if (code)
        return code;
    sqlite3_bind_int64(rows, 4, today);
    sqlite3_bind_int64(rows, 5, schedule_day_start(parameters, today + days));
    sqlite3_bind_int(rows, 6, parameters->utc_offset_minutes - 60 * parameters->day_start_hour);
    while ((code = database_next(store, rows, err)) > 0)
        *vec_add(forecast) = (struct due_day){sqlite3_column_int64(rows, 0), size_column(rows, 1), size_column(rows, 2)};
    sqlite3_finalize(rows);
    if (code < 0)
        vec_release(forecast);
    return code;
}

#define IS_DUE "(phase = 2 AND due < ?3 OR phase != 2 AND due <= ?1)"
_Static_assert(PHASE_REVIEW == 2, "the phase in IS_DUE and MATURITY");

#define DUE_NOW(memories)                                                                                                          \
    "SELECT sum(CASE WHEN phase = 2 THEN sign END), sum(CASE WHEN phase != 2 THEN sign END) FROM"                                  \
    " (SELECT phase, 1 AS sign FROM " memories " WHERE due < ?3 AND " IS_DUE " UNION ALL"                                          \
    "  SELECT phase, -1 FROM " SHUT(memories) " WHERE (s.suspended != 0 OR s.buried_until > ?1) AND " IS_DUE ")"
#define NEXT_DUE(memories)                                                                                                         \
    "SELECT due FROM " memories " AS m WHERE due > ?1 AND NOT " IS_DUE                                                             \
    " AND NOT EXISTS (SELECT 1 FROM item_state AS s WHERE s.item = m.item AND s.suspended != 0) ORDER BY due LIMIT 1"
static const char *const DUE_NOWS[] = {DUE_NOW(USUAL), DUE_NOW(UNUSUAL)};
static const char *const NEXT_DUES[] = {NEXT_DUE(USUAL), NEXT_DUE(UNUSUAL)};

static int first_row(struct store *store, sqlite3_stmt **statement, const char *const queries[2], int64_t now, struct err *err)
{
    int code = prepare_day(store, statement, queries, now, err);
    return code ? code : database_next(store, *statement, err);
}

int store_due_now(struct store *store, int64_t now, struct due_now *due, struct err *err)
{
    *due = (struct due_now){0};
    sqlite3_stmt *row = NULL;
    int code = first_row(store, &row, DUE_NOWS, now, err);
    if (code > 0) {
        due->due = size_column(row, 0);
        due->steps = size_column(row, 1);
    }
    sqlite3_finalize(row);
    row = NULL;
    if (code >= 0)
        code = first_row(store, &row, NEXT_DUES, now, err);
    if (code > 0)
        due->next_due = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return code < 0 ? code : 0;
}

static const char MATURITY[] =
    "SELECT sum(CASE WHEN phase != 2 THEN sign END), sum(CASE WHEN phase = 2 AND interval < 21 THEN sign END),"
    " sum(CASE WHEN phase = 2 AND interval >= 21 THEN sign END),"
    " (SELECT count(*) FROM item_state INDEXED BY item_state_shut"
    "  WHERE suspended != 0 AND (suspended != 0 OR buried_until > 0)) FROM"
    " (SELECT phase, interval, 1 AS sign FROM memory UNION ALL"
    "  SELECT phase, interval, -1 FROM " SHUT(USUAL) " WHERE s.suspended != 0)";

int store_maturity(struct store *store, struct maturity_count *count, struct err *err)
{
    *count = (struct maturity_count){0};
    sqlite3_stmt *row = NULL;
    int code = database_prepare(store, &row, MATURITY, err);
    if (code == 0)
        code = database_next(store, row, err);
    if (code > 0)
        *count = (struct maturity_count){size_column(row, 0), size_column(row, 1), size_column(row, 2), size_column(row, 3)};
    sqlite3_finalize(row);
    return code < 0 ? code : 0;
}

int store_misconceptions(struct store *store, struct misconception_counts *counts, struct err *err)
{
    *counts = (struct misconception_counts){0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows,
                                "SELECT misconception, count(*) AS n, max(at), utc_offset FROM mistake GROUP BY misconception"
                                " ORDER BY n DESC, misconception",
                                err);
    if (code)
        return code;
    while ((code = database_next(store, rows, err)) > 0)
        *vec_add(counts) = (struct misconception_count){
            .name = database_text(rows, 0),
            .count = size_column(rows, 1),
            .last_at = sqlite3_column_int64(rows, 2),
            .last_utc_offset_minutes = sqlite3_column_int(rows, 3),
        };
    sqlite3_finalize(rows);
    if (code < 0)
        misconceptions_release(counts);
    return code;
}

void misconceptions_release(struct misconception_counts *counts)
{
    for (size_t i = 0; i < counts->count; i++)
        free(counts->items[i].name);
    vec_release(counts);
}

int store_calibration(struct store *store, enum calibration_source source, struct calibration *calibration, struct err *err)
{
    *calibration = (struct calibration){0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(
        store, &rows, "SELECT percent, answers, correct FROM calibration WHERE source = ?1 AND percent BETWEEN 0 AND 100", err);
    if (code)
        return code;
    sqlite3_bind_int(rows, 1, source);
    while ((code = database_next(store, rows, err)) > 0) {
        calibration->answers[sqlite3_column_int(rows, 0)] = size_column(rows, 1);
        calibration->right[sqlite3_column_int(rows, 0)] = size_column(rows, 2);
    }
    sqlite3_finalize(rows);
    return code;
}
