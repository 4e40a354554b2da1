#include "store/statistics.h"

#include "store/derived.h"

#include <math.h>

/* Sums for a correlation. */
struct moments {
    double n, x, y, xx, yy, xy;
};

static double correlation(const struct moments *m)
{
    double x = m->n * m->xx - m->x * m->x, y = m->n * m->yy - m->y * m->y;
    if (m->n < 3 || x <= 0 || y <= 1e-12)
        return NAN;
    return fmax(-1, fmin(1, (m->n * m->xy - m->x * m->y) / sqrt(x * y)));
}

/* The answers of one item, each with the totals of its local day; ?2 = hour at which a day begins. */
static const char ITEM_ANSWERS[] =
    "SELECT a.correct, CASE WHEN json_valid(a.detail) THEN json_extract(a.detail, '$.chosen') END, d.answers, d.correct"
    " FROM (SELECT *, at + utc_offset * 60000 - ?2 * 3600000 AS shifted FROM answer WHERE item = ?1 AND kind IN (0, 1, 2, 13)) AS a"
    " LEFT JOIN day_total AS d ON d.day = a.shifted / 86400000 - (a.shifted % 86400000 < 0) WHERE " NOT_UNDONE;

_Static_assert(ANSWER_GRADE == 0 && ANSWER_CHOICE == 1 && ANSWER_EXPLAIN == 2 && ANSWER_PREDICT == 13, "the kinds of ITEM_ANSWERS");

static void count_answer(struct item_statistics *statistics, struct moments *moments, sqlite3_stmt *row)
{
    bool right = sqlite3_column_int(row, 0) != 0;
    int64_t chosen = sqlite3_column_type(row, 1) == SQLITE_INTEGER ? sqlite3_column_int64(row, 1) : -1;
    double others = sqlite3_column_double(row, 2) - 1;
    statistics->answers++;
    statistics->right += right;
    if (chosen >= 0 && chosen < DISTRACTORS_MAX)
        statistics->chosen[chosen]++;
    if (others < 1)
        return;
    double share = (sqlite3_column_double(row, 3) - right) / others;
    moments->n++;
    moments->x += right;
    moments->y += share;
    moments->xx += right;
    moments->yy += share * share;
    moments->xy += right * share;
}

int store_item_statistics(struct store *store, const char *item, struct item_statistics *statistics, struct err *err)
{
    *statistics = (struct item_statistics){0};
    struct moments moments = {0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows, ITEM_ANSWERS, err);
    if (code)
        return code;
    sqlite3_bind_text(rows, 1, item, -1, SQLITE_STATIC);
    sqlite3_bind_int(rows, 2, store->parameters.day_start_hour);
    while ((code = database_next(store, rows, err)) > 0)
        count_answer(statistics, &moments, rows);
    sqlite3_finalize(rows);
    statistics->discrimination = correlation(&moments);
    return code;
}
