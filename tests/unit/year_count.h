/*
 * What the raw rows of the log of a simulated learner add up to, told apart from the store's own fold as far as can be.
 *
 * A `struct recount` owns its rows, items and days until recount_release(); an item's id belongs to one of its rows.
 */
#ifndef YEAR_COUNT_H
#define YEAR_COUNT_H

#include "store/state.h"
#include "year.h"

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

void recount_rows(struct recount *recount, struct year *year);
void recount_release(struct recount *recount);

/* The item, or NULL if no row speaks of it. */
struct known *recount_find(const struct recount *recount, const char *id);

/* The total of a local day, which is added where there is none. */
struct day_total *recount_day(struct recount *recount, int64_t day);

/* True for a row that answers what was asked. */
bool recount_is_answer(const struct row *row);

/* Fails the test unless home, review and progress show what was counted; `cut` as in year_recount(). */
void check_waiting(const struct recount *recount);
void check_progress(const struct recount *recount, int64_t cut);

#endif
