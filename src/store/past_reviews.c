#include "base/str.h"
#include "base/vec.h"
#include "store/derived.h"
#include "store/tuning.h"

#include <string.h>

struct past_reviews {
    struct past_review *items;
    size_t count, capacity;
};

/* Where the reading of one item's rows stands. */
struct reading {
    struct str item;
    int64_t last_at;
    bool fresh; /* the next grade is the first */
};

static void add_row(const struct store *store, struct reading *reading, sqlite3_stmt *row, struct past_reviews *reviews)
{
    const char *item = (const char *)sqlite3_column_text(row, 0);
    if (strcmp(item, reading->item.text) != 0) {
        str_clear(&reading->item);
        str_add(&reading->item, item);
        reading->fresh = true;
    }
    if (sqlite3_column_int(row, 1) == ANSWER_FORGET) {
        reading->fresh = true;
        return;
    }
    struct schedule_parameters local = store->parameters;
    int64_t at = sqlite3_column_int64(row, 2);
    local.utc_offset_minutes = sqlite3_column_int(row, 3);
    int64_t elapsed = reading->fresh ? 0 : schedule_day(&local, at) - schedule_day(&local, reading->last_at);
    *vec_add(reviews) = (struct past_review){.at = at,
                                             .elapsed = elapsed < 0           ? 0
                                                        : elapsed > INT32_MAX ? INT32_MAX
                                                                              : (int)elapsed,
                                             .grade = (enum grade)sqlite3_column_int(row, 4),
                                             .first = reading->fresh};
    reading->fresh = false;
    reading->last_at = at;
}

int store_past_reviews(struct store *store, struct past_review **reviews, size_t *count, struct err *err)
{
    struct past_reviews found = {0};
    struct reading reading = {.fresh = true};
    sqlite3_stmt *rows = NULL;
    *reviews = NULL;
    *count = 0;
    int code = database_prepare(store, &rows,
                                "SELECT a.item, a.kind, a.at, a.utc_offset, " GRADE_THAT_HOLDS " FROM answer AS a"
                                " WHERE (a.grade > 0 OR a.kind = 11) AND " IS_FOLDED
                                " ORDER BY a.item, a.ordered_at, a.device, a.sequence",
                                err);
    if (code)
        return code;
    str_init(&reading.item);
    while ((code = database_next(store, rows, err)) > 0)
        add_row(store, &reading, rows, &found);
    sqlite3_finalize(rows);
    str_release(&reading.item);
    if (code < 0)
        vec_release(&found);
    *reviews = found.items;
    *count = found.count;
    return code;
}

_Static_assert(ANSWER_FORGET == 11, "the kind that the query names");
