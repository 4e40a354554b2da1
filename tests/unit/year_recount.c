/* Whether all that the store tells agrees with what the raw rows of its log add up to. */
#include "base/vec.h"
#include "store_support.h"
#include "year_count.h"

#include <math.h>
#include <string.h>

static void check_sane(const struct known *known)
{
    const struct memory *memory = &known->memory;
    ck_assert_msg(memory->stability > 0 && memory->stability < 1e6 && memory->difficulty >= 1 && memory->difficulty <= 10 &&
                      memory->interval >= 0 && memory->due >= memory->last_review - DAY_MS && memory->lapses >= 0 &&
                      memory->step >= 0 &&
                      memory->lapses <= memory->repetitions && known->state.took_ms >= 0,
                  "%s: stability %g, difficulty %g, interval %d, due %lld", known->id, memory->stability, memory->difficulty,
                  memory->interval, (long long)memory->due);
}

static void check_memories(const struct recount *recount)
{
    struct item_memories kept;
    struct err err = {0};
    size_t known = 0;
    must(store_memories(recount->year->environment.store, &kept, &err), &err);
    for (size_t i = 0; i < recount->items.count; i++) {
        const struct known *item = &recount->items.items[i];
        if (item->memory.phase == PHASE_NEW)
            continue;
        check_sane(item);
        ck_assert_uint_lt(known, kept.count);
        ck_assert_str_eq(kept.items[known].item, item->id);
        ck_assert_msg(same_memory(&kept.items[known].memory, &item->memory), "the memory of %s is not what the log says", item->id);
        known++;
    }
    ck_assert_uint_eq(kept.count, known);
    item_memories_release(&kept);
}

static void check_states(const struct recount *recount)
{
    struct item_states kept;
    struct err err = {0};
    size_t known = 0;
    must(store_states(recount->year->environment.store, &kept, &err), &err);
    for (size_t i = 0; i < recount->items.count; i++) {
        const struct item_state *state = &recount->items.items[i].state;
        if (!state->kinds)
            continue;
        ck_assert_uint_lt(known, kept.count);
        const struct item_state *other = &kept.items[known].state;
        ck_assert_str_eq(kept.items[known++].item, recount->items.items[i].id);
        ck_assert(state->suspended == other->suspended && state->flag == other->flag && state->buried_until == other->buried_until);
        ck_assert(state->kinds == other->kinds && state->answers == other->answers && state->right == other->right);
        ck_assert(state->last_right == other->last_right && state->took_ms == other->took_ms && state->last_at == other->last_at);
    }
    ck_assert_uint_eq(kept.count, known);
    item_states_release(&kept);
}

static void check_days(const struct recount *recount)
{
    struct day_totals kept;
    struct err err = {0};
    must(store_day_totals(recount->year->environment.store, 0, &kept, &err), &err);
    ck_assert_uint_eq(kept.count, recount->days.count);
    for (size_t i = 0; i < kept.count; i++)
        ck_assert_mem_eq(&kept.items[i], &recount->days.items[i], sizeof *kept.items);
    vec_release(&kept);
}

static void check_calibration(const struct recount *recount)
{
    struct err err = {0};
    for (int source = 0; source < CALIBRATION_SOURCES; source++) {
        struct calibration kept;
        must(store_calibration(recount->year->environment.store, (enum calibration_source)source, &kept, &err), &err);
        ck_assert_mem_eq(&kept, &recount->said[source], sizeof kept);
    }
}

/* What falls due on each day, by schedule_is_due(): what a clock that ran ahead has put off is due now. */
static void check_forecast(const struct recount *recount)
{
    enum { DAYS = 400 };
    size_t young[DAYS] = {0}, mature[DAYS] = {0}, days = 0;
    int64_t now = recount->year->now, today = schedule_day(&recount->here, now);
    struct due_days kept;
    struct err err = {0};
    for (size_t i = 0; i < recount->items.count; i++) {
        const struct known *known = &recount->items.items[i];
        if (known->memory.phase == PHASE_NEW || known->state.suspended)
            continue;
        int64_t day = schedule_day(&recount->here, known->memory.due) - today;
        bool due = schedule_is_due(&recount->here, &known->memory, now);
        if (due || day < 0 || (day == 0 && known->memory.phase == PHASE_REVIEW))
            day = !due && known->memory.phase == PHASE_REVIEW; /* not due, and past: it has had its day */
        if (day < DAYS)
            ++*(known->memory.interval >= MATURE_DAYS ? &mature[day] : &young[day]);
    }
    must(store_due_forecast(recount->year->environment.store, now, DAYS, &kept, &err), &err);
    for (int day = 0; day < DAYS; day++) {
        if (!young[day] && !mature[day])
            continue;
        ck_assert_uint_lt(days, kept.count);
        ck_assert_int_eq(kept.items[days].day, today + day);
        ck_assert_uint_eq(kept.items[days].young, young[day]);
        ck_assert_uint_eq(kept.items[days].mature, mature[day]);
        days++;
    }
    ck_assert_uint_eq(kept.count, days);
    vec_release(&kept);
}

static void check_maturity(const struct recount *recount)
{
    struct maturity_count kept, counted = {0};
    struct err err = {0};
    for (size_t i = 0; i < recount->items.count; i++) {
        const struct known *known = &recount->items.items[i];
        counted.suspended += known->state.suspended;
        if (known->memory.phase == PHASE_NEW || known->state.suspended)
            continue;
        bool out = known->memory.phase == PHASE_REVIEW, mature = known->memory.interval >= MATURE_DAYS;
        ++*(!out ? &counted.learning : mature ? &counted.mature : &counted.young);
    }
    must(store_maturity(recount->year->environment.store, &kept, &err), &err);
    ck_assert_mem_eq(&kept, &counted, sizeof kept);
}

static void check_misconceptions(const struct recount *recount)
{
    struct misconception_counts kept;
    struct err err = {0};
    size_t all = 0, counted = 0;
    must(store_misconceptions(recount->year->environment.store, &kept, &err), &err);
    for (size_t i = 0; i < kept.count; i++) {
        size_t count = 0;
        int64_t last = 0;
        for (size_t r = 0; r < recount->rows.count; r++) {
            const struct row *row = &recount->rows.items[r];
            if (!row->stands || row->right || !row->misconception || strcmp(row->misconception, kept.items[i].name) != 0)
                continue;
            count++;
            last = row->at > last ? row->at : last;
        }
        ck_assert_uint_eq(kept.items[i].count, count);
        ck_assert_int_eq(kept.items[i].last_at, last);
        all += count;
    }
    for (size_t r = 0; r < recount->rows.count; r++)
        counted += recount->rows.items[r].stands && !recount->rows.items[r].right && recount->rows.items[r].misconception;
    ck_assert_uint_eq(all, counted);
    misconceptions_release(&kept);
}

/* Pearson's correlation by its definition, in two passes. */
static double correlation(const double *x, const double *y, size_t count)
{
    double mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < count; i++) {
        mean_x += x[i] / (double)count;
        mean_y += y[i] / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
    }
    return count < 3 || xx < 1e-9 || yy < 1e-9 ? NAN : xy / sqrt(xx * yy);
}

static void check_item(struct recount *recount, const char *id)
{
    enum { ANSWERS = 256 };
    double right[ANSWERS], others[ANSWERS];
    struct item_statistics kept, counted = {0};
    struct err err = {0};
    size_t count = 0;
    for (size_t i = 0; i < recount->rows.count; i++) {
        const struct row *row = &recount->rows.items[i];
        if (!row->stands || !recount_is_answer(row) || strcmp(row->item, id) != 0)
            continue;
        struct schedule_parameters there = recount->here;
        there.utc_offset_minutes = row->utc_offset;
        const struct day_total *day = recount_day(recount, schedule_day(&there, row->at));
        counted.answers++;
        counted.right += row->right;
        if (row->chosen >= 0 && row->chosen < DISTRACTORS_MAX)
            counted.chosen[row->chosen]++;
        if (day->answers < 2 || count == ANSWERS)
            continue;
        right[count] = row->right;
        others[count++] = (double)(day->right - row->right) / (double)(day->answers - 1);
    }
    must(store_item_statistics(recount->year->environment.store, id, &kept, &err), &err);
    double discrimination = correlation(right, others, count);
    ck_assert_uint_eq(kept.answers, counted.answers);
    ck_assert_uint_eq(kept.right, counted.right);
    ck_assert_mem_eq(kept.chosen, counted.chosen, sizeof kept.chosen);
    ck_assert_int_eq(!!isnan(kept.discrimination), !!isnan(discrimination));
    ck_assert(isnan(discrimination) || fabs(kept.discrimination - discrimination) < 1e-6);
}

void year_recount(struct year *year, int64_t cut, bool whole)
{
    struct recount recount;
    recount_rows(&recount, year);
    check_memories(&recount);
    check_states(&recount);
    check_days(&recount);
    check_calibration(&recount);
    check_forecast(&recount);
    check_maturity(&recount);
    check_misconceptions(&recount);
    check_waiting(&recount);
    check_progress(&recount, cut);
    for (size_t i = 0; whole && i < recount.items.count; i += 7)
        check_item(&recount, recount.items.items[i].id);
    if (whole)
        check_derived_is_the_fold(year->environment.store);
    recount_release(&recount);
}
