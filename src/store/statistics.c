#include "base/vec.h"
#include "store/memory.h"

static const int64_t DAY_MS = 24 * 60 * 60 * INT64_C(1000);
static const int64_t DAY_LIMIT = 100 * 1000 * INT64_C(1000); /* days: keeps the milliseconds far from overflow */

/* ?1 = hour at which a day begins, ?2 = first day, ?3 = a time before that day in every time zone. */
static const char DAYS[] = "SELECT shifted / 86400000 - (shifted % 86400000 < 0) AS day, count(*), total(correct != 0) FROM"
                           " (SELECT at + utc_offset * 60000 - ?1 * 3600000 AS shifted, correct FROM answer AS a"
                           "  WHERE ordered_at >= ?3 AND kind IN (0, 1, 2) AND " NOT_UNDONE ")"
                           " GROUP BY day HAVING day >= ?2 ORDER BY day";

_Static_assert(ANSWER_GRADE == 0 && ANSWER_CHOICE == 1 && ANSWER_EXPLAIN == 2, "the kinds that DAYS counts");

struct day_counts {
    struct day_count *items;
    size_t count, capacity;
};

int store_days(struct store *store, int64_t since_day, struct day_count **days, size_t *count, struct err *err)
{
    *days = NULL;
    *count = 0;
    if (since_day < -DAY_LIMIT)
        since_day = -DAY_LIMIT;
    if (since_day > DAY_LIMIT)
        since_day = DAY_LIMIT;
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows, DAYS, err);
    if (code)
        return code;
    sqlite3_bind_int(rows, 1, store->parameters.day_start_hour);
    sqlite3_bind_int64(rows, 2, since_day);
    sqlite3_bind_int64(rows, 3, (since_day - 1) * DAY_MS);
    struct day_counts counts = {0};
    while ((code = database_next(store, rows, err)) > 0)
        *vec_add(&counts) = (struct day_count){
            .day = sqlite3_column_int64(rows, 0),
            .answers = (size_t)sqlite3_column_int64(rows, 1),
            .right = (size_t)sqlite3_column_int64(rows, 2),
        };
    sqlite3_finalize(rows);
    if (code < 0)
        vec_release(&counts);
    *days = counts.items;
    *count = counts.count;
    return code;
}
