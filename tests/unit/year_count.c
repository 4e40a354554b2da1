#include "year_count.h"

#include "base/vec.h"
#include "store/database.h"
#include "store_support.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static char *text_of(sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    return text ? mem_string(text) : NULL;
}

static void read_rows(struct recount *recount)
{
    struct store *store = recount->year->environment.store;
    struct err err = {0};
    sqlite3_stmt *rows;
    must(database_prepare(store, &rows,
                          "SELECT sequence, kind, item, at, utc_offset, grade, correct, took_ms, undone, overrides, confidence,"
                          " flag,"
                          " json_extract(detail, '$.misconception'),"
                          " iif(json_type(detail, '$.chosen') = 'integer', json_extract(detail, '$.chosen'), -1)"
                          " FROM answer ORDER BY sequence",
                          &err),
         &err);
    while (sqlite3_step(rows) == SQLITE_ROW)
        *vec_add(&recount->rows) = (struct row){
            .sequence = sqlite3_column_int64(rows, 0),
            .kind = (enum answer_kind)sqlite3_column_int(rows, 1),
            .item = text_of(rows, 2),
            .at = sqlite3_column_int64(rows, 3),
            .utc_offset = sqlite3_column_int(rows, 4),
            .grade = (enum grade)sqlite3_column_int(rows, 5),
            .right = sqlite3_column_int(rows, 6),
            .took_ms = sqlite3_column_int64(rows, 7),
            .undone = sqlite3_column_int64(rows, 8),
            .overrides = sqlite3_column_int64(rows, 9),
            .confidence = sqlite3_column_int(rows, 10),
            .flag = sqlite3_column_int(rows, 11),
            .misconception = text_of(rows, 12),
            .chosen = sqlite3_column_type(rows, 13) == SQLITE_NULL ? -1 : sqlite3_column_int(rows, 13),
            .stands = true,
        };
    sqlite3_finalize(rows);
}

/* Which rows stand, and with which grades. Rows are numbered from 1 without a gap. */
static void settle_rows(struct recount *recount)
{
    struct row *rows = recount->rows.items;
    for (size_t i = 0; i < recount->rows.count; i++) {
        ck_assert_int_eq(rows[i].sequence, (int64_t)i + 1);
        if (rows[i].kind == ANSWER_UNDO)
            rows[rows[i].undone - 1].stands = false;
    }
    for (size_t i = 0; i < recount->rows.count; i++)
        if (rows[i].kind == ANSWER_OVERRIDE && rows[i].stands)
            rows[rows[i].overrides - 1].grade = rows[i].grade;
}

static int by_id(const void *left, const void *right)
{
    return strcmp(((const struct known *)left)->id, ((const struct known *)right)->id);
}

struct known *recount_find(const struct recount *recount, const char *id)
{
    const struct known key = {.id = id};
    return recount->items.count ? bsearch(&key, recount->items.items, recount->items.count, sizeof key, by_id) : NULL;
}

static void list_items(struct recount *recount)
{
    size_t kept = 0;
    for (size_t i = 0; i < recount->rows.count; i++)
        *vec_add(&recount->items) = (struct known){.id = recount->rows.items[i].item};
    struct known *items = recount->items.items;
    if (recount->items.count)
        qsort(items, recount->items.count, sizeof *items, by_id);
    for (size_t i = 0; i < recount->items.count; i++)
        if (!kept || strcmp(items[kept - 1].id, items[i].id) != 0)
            items[kept++] = items[i];
    recount->items.count = kept;
    for (size_t i = 0; i < recount->rows.count; i++)
        recount->rows.items[i].known = recount_find(recount, recount->rows.items[i].item);
}

struct day_total *recount_day(struct recount *recount, int64_t day)
{
    for (size_t i = recount->days.count; i-- > 0;)
        if (recount->days.items[i].day == day)
            return &recount->days.items[i];
    *vec_add(&recount->days) = (struct day_total){.day = day};
    return &recount->days.items[recount->days.count - 1];
}

bool recount_is_answer(const struct row *row)
{
    return row->kind == ANSWER_GRADE || row->kind == ANSWER_CHOICE || row->kind == ANSWER_EXPLAIN || row->kind == ANSWER_PREDICT;
}

static bool is_wish(const struct row *row)
{
    return row->kind == ANSWER_SUSPEND || row->kind == ANSWER_RESUME || row->kind == ANSWER_BURY || row->kind == ANSWER_FLAG ||
           row->kind == ANSWER_FORGET;
}

static void count_wish(struct known *known, const struct row *row, const struct schedule_parameters *there)
{
    struct item_state *state = &known->state;
    if (row->kind == ANSWER_SUSPEND || row->kind == ANSWER_RESUME)
        state->suspended = row->kind == ANSWER_SUSPEND;
    if (row->kind == ANSWER_RESUME)
        state->buried_until = 0;
    if (row->kind == ANSWER_BURY)
        state->buried_until = schedule_day_start(there, schedule_day(there, row->at) + 1);
    if (row->kind == ANSWER_FLAG)
        state->flag = row->flag;
    if (row->kind == ANSWER_FORGET)
        known->memory = (struct memory){0};
}

static void count_doing(struct known *known, const struct row *row)
{
    known->state.answers++;
    known->state.right += row->right;
    known->state.last_right = row->right;
    known->state.took_ms += row->took_ms;
    known->state.last_at = row->at;
}

/* A sitting asks nothing again that has its day, but what is being learned. */
static void check_not_twice(const struct recount *recount, const struct row *row, const struct memory *before)
{
    enum source source = (enum source)recount->year->sources.items[row->sequence - 1];
    ck_assert_msg(source != SOURCE_SITTING || before->phase != PHASE_REVIEW, "%s was reviewed twice on one day (row %lld)",
                  row->item, (long long)row->sequence);
}

static void count_grade(struct recount *recount, const struct row *row, const struct schedule_parameters *there,
                        struct day_total *total)
{
    const struct memory before = row->known->memory;
    int64_t last = schedule_day(there, before.last_review);
    bool recalled = row->grade > GRADE_AGAIN, mature = before.interval >= MATURE_DAYS;
    row->known->memory = schedule_review(there, &before, row->grade, row->at, schedule_seed(row->item));
    if (before.phase == PHASE_NEW) {
        total->introduced++;
        return;
    }
    if (last == total->day)
        check_not_twice(recount, row, &before);
    if (last >= total->day)
        return;
    int percent = (int)lround(100 * schedule_retrievability(there, &before, row->at));
    recount->said[CALIBRATION_RECALL].answers[percent]++;
    recount->said[CALIBRATION_RECALL].right[percent] += recalled;
    if (before.phase != PHASE_REVIEW)
        return;
    *(mature ? &total->mature : &total->young) += 1;
    *(mature ? &total->mature_passed : &total->young_passed) += recalled;
}

static void count_row(struct recount *recount, const struct row *row)
{
    struct schedule_parameters there = recount->here;
    there.utc_offset_minutes = row->utc_offset;
    int64_t day = schedule_day(&there, row->at);
    row->known->state.kinds |= 1u << row->kind;
    if (row->confidence) {
        recount->said[CALIBRATION_CONFIDENCE].answers[row->confidence]++;
        recount->said[CALIBRATION_CONFIDENCE].right[row->confidence] += row->right;
    }
    if (is_wish(row)) {
        count_wish(row->known, row, &there);
        return;
    }
    count_doing(row->known, row);
    struct day_total *total = recount_day(recount, day);
    total->answers += recount_is_answer(row);
    total->right += recount_is_answer(row) && row->right;
    total->took_ms += row->kind == ANSWER_RUN ? 0 : row->took_ms;
    if (row->grade)
        count_grade(recount, row, &there, total);
}

static int by_day(const void *left, const void *right)
{
    const struct day_total *a = left, *b = right;
    return (a->day > b->day) - (a->day < b->day);
}

void recount_rows(struct recount *recount, struct year *year)
{
    *recount = (struct recount){.year = year, .here = *store_parameters(year->environment.store)};
    read_rows(recount);
    settle_rows(recount);
    list_items(recount);
    for (size_t i = 0; i < recount->rows.count; i++) {
        const struct row *row = &recount->rows.items[i];
        if (row->stands && row->kind != ANSWER_UNDO && row->kind != ANSWER_OVERRIDE && row->kind != ANSWER_SETTING)
            count_row(recount, row);
    }
    if (recount->days.count)
        qsort(recount->days.items, recount->days.count, sizeof *recount->days.items, by_day);
}

void recount_release(struct recount *recount)
{
    for (size_t i = 0; i < recount->rows.count; i++) {
        free(recount->rows.items[i].item);
        free(recount->rows.items[i].misconception);
    }
    vec_release(&recount->rows);
    vec_release(&recount->items);
    vec_release(&recount->days);
}
