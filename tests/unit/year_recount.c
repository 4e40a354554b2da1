/* What the raw rows of the log add up to, told apart from the store's own fold as far as can be, and whether all agree with it. */
#include "activity/deck.h"
#include "activity/statistics/statistics.h"
#include "base/vec.h"
#include "store/database.h"
#include "store/state.h"
#include "store/streak.h"
#include "store_support.h"
#include "year.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct row {
    int64_t sequence;
    enum answer_kind kind;
    char *item, *misconception;
    int64_t at;
    int utc_offset;
    enum grade grade; /* that holds */
    bool right;
    int64_t took_ms, undone, overrides;
    int confidence, flag, chosen;
    bool stands;
    struct known *known;
};

/* An item by what the rows say of it. */
struct known {
    const char *id;
    struct memory memory;
    struct item_state state;
};

struct recount {
    struct year *year;
    struct schedule_parameters here;
    struct {
        struct row *items;
        size_t count, capacity;
    } rows;
    struct {
        struct known *items;
        size_t count, capacity;
    } items;
    struct day_totals days;
    struct calibration said[CALIBRATION_SOURCES];
};

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

static struct known *find(const struct recount *recount, const char *id)
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
        recount->rows.items[i].known = find(recount, recount->rows.items[i].item);
}

static struct day_total *day_of(struct recount *recount, int64_t day)
{
    for (size_t i = recount->days.count; i-- > 0;)
        if (recount->days.items[i].day == day)
            return &recount->days.items[i];
    *vec_add(&recount->days) = (struct day_total){.day = day};
    return &recount->days.items[recount->days.count - 1];
}

static bool is_answer(const struct row *row)
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
    struct day_total *total = day_of(recount, day);
    total->answers += is_answer(row);
    total->right += is_answer(row) && row->right;
    total->took_ms += row->kind == ANSWER_RUN ? 0 : row->took_ms;
    if (row->grade)
        count_grade(recount, row, &there, total);
}

static int by_day(const void *left, const void *right)
{
    const struct day_total *a = left, *b = right;
    return (a->day > b->day) - (a->day < b->day);
}

static void count_all(struct recount *recount, struct year *year)
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

static void recount_release(struct recount *recount)
{
    for (size_t i = 0; i < recount->rows.count; i++) {
        free(recount->rows.items[i].item);
        free(recount->rows.items[i].misconception);
    }
    vec_release(&recount->rows);
    vec_release(&recount->items);
    vec_release(&recount->days);
}

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
        if (!row->stands || !is_answer(row) || strcmp(row->item, id) != 0)
            continue;
        struct schedule_parameters there = recount->here;
        there.utc_offset_minutes = row->utc_offset;
        const struct day_total *day = day_of(recount, schedule_day(&there, row->at));
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

/* Days in a row by hand: one may be missed in seven, a day that a journey cut out was never there. */
static size_t streak_by_hand(const struct recount *recount, int64_t today, int64_t cut)
{
    size_t run = 0, next = 0;
    int64_t frozen = INT64_MIN / 2;
    for (int64_t day = recount->days.count ? recount->days.items[0].day : today + 1; day <= today; day++) {
        while (next < recount->days.count && recount->days.items[next].day < day)
            next++;
        bool studied = next < recount->days.count && recount->days.items[next].day == day && recount->days.items[next].answers;
        if (day == cut || (day == today && !studied))
            continue;
        bool freezes = !studied && run && day - frozen >= STREAK_FREEZE_DAYS;
        run = studied ? run + 1 : freezes ? run : 0;
        frozen = freezes ? day : !run ? INT64_MIN / 2 : frozen;
    }
    return run;
}

/* The numbers in a line of the home screen: what is to repeat of all kinds, what is new, and the streak. */
static void read_home(const struct year *year, size_t *due, size_t *fresh, size_t *streak)
{
    struct view view;
    struct str text;
    struct year copy = *year;
    const struct arguments all = {.level = -1};
    void *home = year_open(&copy, &activity_home, &all);
    *due = *fresh = *streak = 0;
    view_init(&view);
    str_init(&text);
    activity_home.view(home, &view);
    for (size_t i = 0; i < view.count; i++)
        for (size_t s = 0; view.items[i].kind == BLOCK_PARAGRAPH && s < view.items[i].paragraph.spans.count; s++)
            str_add(&text, view.items[i].paragraph.spans.items[s].text);
    const char *at = strstr(text.text, "Today"), *until = at ? strstr(at, " to repeat") : NULL;
    ck_assert_msg(until != NULL, "home shows '%s'", text.text);
    for (const char *digit = at; digit < until; digit++)
        if (strchr("0123456789", *digit)) {
            char *end;
            *due += strtoul(digit, &end, 10);
            digit = end;
        }
    ck_assert(sscanf(until, " to repeat, %zu new", fresh) <= 1);
    if ((at = strstr(until, "streak ")))
        sscanf(at, "streak %zu day", streak);
    str_release(&text);
    view_release(&view);
    activity_home.close(home);
}

struct waiting {
    size_t due, steps, fresh;
};

/* What the items of the course wait for, by the recount. */
static struct waiting count_waiting(const struct recount *recount)
{
    const struct course *course = recount->year->course;
    struct waiting waiting = {0};
    for (size_t t = 0; t < course->topic_count; t++)
        for (enum item_kind kind = ITEM_CARD; kind < ITEM_KIND_COUNT; kind++) {
            const struct item *item;
            for (size_t i = 0; (item = topic_item(&course->topics[t], kind, i)); i++) {
                const struct known *known = find(recount, item->id);
                if (known && (known->state.suspended || known->state.buried_until > recount->year->now))
                    continue;
                bool is_new = !known || known->memory.phase == PHASE_NEW;
                bool due = !is_new && schedule_is_due(&recount->here, &known->memory, recount->year->now);
                waiting.fresh += is_new;
                waiting.due += due && known->memory.phase == PHASE_REVIEW;
                waiting.steps += due && known->memory.phase != PHASE_REVIEW;
            }
        }
    return waiting;
}

/* Home, review and the store's count tell the same. */
static void check_waiting(const struct recount *recount)
{
    struct year *year = recount->year;
    const struct waiting waiting = count_waiting(recount);
    const struct arguments all = {.level = -1};
    size_t due, fresh, offered, streak, steps = 0;
    struct due_now now;
    struct err err = {0};
    read_home(year, &due, &fresh, &streak);
    ck_assert_uint_eq(due, waiting.due + waiting.steps);
    must(store_due_now(year->environment.store, year->now, &now, &err), &err);
    ck_assert_uint_eq(now.due, waiting.due);
    ck_assert_uint_eq(now.steps, waiting.steps);
    ck_assert(!now.next_due || now.next_due > year->now);
    struct sitting *review = year_open(year, &activity_review, &all);
    ck_assert_uint_eq(review->lineup.queue.due, waiting.due);
    queue_left(&review->lineup.queue, &offered);
    ck_assert_uint_eq(fresh, offered);
    ck_assert_uint_le(fresh, waiting.fresh);
    for (size_t i = 0; i < review->lineup.queue.steps.count; i++)
        steps += review->lineup.queue.steps.items[i].due <= year->now;
    ck_assert_uint_eq(steps, waiting.steps);
    activity_review.close(review);
}

static void check_progress(const struct recount *recount, int64_t cut)
{
    struct statistics shown;
    struct streak kept;
    struct err err = {0};
    struct year *year = recount->year;
    size_t answers = 0, right = 0, due, fresh, streak;
    int64_t today = schedule_day(&recount->here, year->now);
    size_t by_hand = streak_by_hand(recount, today, cut);
    for (size_t i = 0; i < recount->days.count; i++) {
        answers += recount->days.items[i].answers;
        right += recount->days.items[i].right;
    }
    must(statistics_collect(&shown, &year->environment, year->now, &err), &err);
    ck_assert_uint_eq(shown.answers, answers);
    ck_assert_uint_eq(shown.right, right);
    ck_assert_uint_eq(shown.streak.days, by_hand);
    ck_assert_int_eq(shown.today, today);
    statistics_release(&shown);
    must(store_streak(year->environment.store, year->now, &kept, &err), &err);
    ck_assert_uint_eq(kept.days, by_hand);
    read_home(year, &due, &fresh, &streak);
    ck_assert_uint_eq(streak, by_hand);
}

void year_recount(struct year *year, int64_t cut, bool whole)
{
    struct recount recount;
    count_all(&recount, year);
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
