/*
 * Progress: the append-only answer log and what is derived from it, in one SQLite file.
 *
 * Every answer is one row keyed (device, sequence), committed in one transaction together with the memory it leads to, before the
 * function returns.  The memory of an item is always the fold of schedule_review() over its graded rows that were not undone, so it
 * can be rebuilt at any time; it is folded inside the transaction, so two running programs never lose each other's answers.
 * The caller owns the store and frees it with store_close(); texts handed out belong to the structs that carry them.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/err.h"
#include "schedule/schedule.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

/* The numbers are kept in files: new kinds only at the end. */
enum answer_kind {
    ANSWER_GRADE,    /* a card, graded by the learner */
    ANSWER_CHOICE,   /* a question answered */
    ANSWER_EXPLAIN,  /* a text explained, concepts ticked */
    ANSWER_READ,     /* a note read to its end */
    ANSWER_DEMO,     /* a demo watched */
    ANSWER_RUN,      /* a challenge run finished: item = challenge id */
    ANSWER_UNDO,     /* takes back the row `undone` of the same device */
    ANSWER_SUSPEND,  /* the item is not to be asked any more */
    ANSWER_RESUME,   /* it is to be asked again: neither suspended nor buried */
    ANSWER_BURY,     /* not before the next local day */
    ANSWER_FLAG,     /* the item gets the flag `flag` */
    ANSWER_FORGET,   /* its memory starts anew; what was answered before stays in the statistics */
    ANSWER_OVERRIDE, /* `grade` replaces that of the row `overrides` of the same device; the last override of a row holds */
    ANSWER_PREDICT,  /* an outcome predicted before the kernel showed it */
    ANSWER_SETTING,  /* what the schedule is set to (tuning.h): item = the setting, detail = its value, NULL = none */
    ANSWER_KIND_COUNT
};

enum { FLAG_COUNT = 8 }; /* flag 0 is none */

/* One row of the log.  Strings may be NULL where they say so; a struct that the store filled is released by answer_release(). */
struct answer {
    enum answer_kind kind;
    char *item; /* id in the course */
    int64_t at; /* ms since 1970 */
    int utc_offset_minutes;
    enum grade grade; /* GRADE_NONE: does not feed the memory; read from the store it is the one that holds after overrides */
    bool right;
    int64_t took_ms;   /* time to answer, 0 = not measured; capped at an hour by store_record() */
    int hints;         /* hints shown */
    int attempts;      /* 1 = at once */
    uint64_t seed;     /* of shuffling and generated numbers */
    char *detail;      /* NULL or a JSON object: chosen options, ticked concepts, score, time factor, text */
    int64_t sequence;  /* set by the store */
    int64_t undone;    /* ANSWER_UNDO: sequence of the row that is taken back */
    int confidence;    /* percent, 1..100, that the learner gave the answer before it was judged; 0 = not asked */
    int flag;          /* ANSWER_FLAG: 0..FLAG_COUNT - 1 */
    int64_t overrides; /* ANSWER_OVERRIDE: sequence of the graded row whose grade is replaced, of the same item */
};

/* The memory of one item, with its id. */
struct item_memory {
    char *item;
    struct memory memory;
};

/* Arrays that the store fills; released with the functions below. */
struct answers {
    struct answer *items;
    size_t count, capacity;
};
struct item_memories {
    struct item_memory *items;
    size_t count, capacity;
};

void answer_release(struct answer *answer);
void answers_release(struct answers *answers);
void item_memories_release(struct item_memories *memories);

/*
 * Opens the file at `path`, creating it and its folder (mode 0700) if absent, and migrates an older one after a backup beside it.
 * A file of a newer bntutor, of another program, or a damaged one is left untouched: ERR_NEWER, ERR_FOREIGN, ERR_CORRUPT with words
 * that tell the way out.  A file that can only be read is opened for reading: store_read_only() tells.
 * `parameters` are copied.
 */
int store_open(struct store **store, const char *path, const struct schedule_parameters *parameters, struct err *err);
void store_close(struct store **store);
bool store_read_only(const struct store *store);
const char *store_path(const struct store *store);
const struct schedule_parameters *store_parameters(const struct store *store);

/*
 * Appends `answer`, folds the item's memory anew and writes both in one durable transaction.  `memory` (may be NULL) receives the
 * result, `sequence` (may be NULL) the row's number.  Errors: ERR_FULL, ERR_READ_ONLY, ERR_BUSY, ERR_IO: then nothing was written.
 */
int store_record(struct store *store, const struct answer *answer, struct memory *memory, int64_t *sequence, struct err *err);

/*
 * Suspending, burying, flagging, forgetting and overriding are recorded like answers, with the fields that their kinds name; for
 * ANSWER_OVERRIDE the row it names must stand and be graded (ERR_NOT_FOUND).  What they lead to is read through store/state.h.
 */

/* Takes back the row `sequence` of this device by appending an ANSWER_UNDO row at time `at`; the item's memory is folded anew. */
int store_undo(struct store *store, int64_t sequence, int64_t at, int utc_offset_minutes, struct err *err);

/* The newest row of this device that was graded and not undone; ERR_NOT_FOUND if there is none. */
int store_last_grade(struct store *store, struct answer *answer, struct err *err);

/*
 * The newest row of this device that changed what is known or wanted of `item` (NULL = any; a grade or an ANSWER_SUSPEND ..
 * ANSWER_OVERRIDE) and was not undone; ERR_NOT_FOUND if there is none.  Undoing it and asking again goes back step by step, as far
 * as the log reaches.
 */
int store_last_change(struct store *store, const char *item, struct answer *answer, struct err *err);

/* The newest setting of this device (tuning.h) that was not undone; ERR_NOT_FOUND if there is none. */
int store_last_setting(struct store *store, struct answer *answer, struct err *err);

/* The memory of `item`; all zero if it was never graded. */
int store_memory(struct store *store, const char *item, struct memory *memory, struct err *err);

/* The memories of all items that were ever graded, ordered by item id. */
int store_memories(struct store *store, struct item_memories *memories, struct err *err);

/*
 * Rows that were not undone, in the order they were given: of one item (NULL = all), of one kind, at or after `since`.  Kind -1 is
 * all but ANSWER_UNDO, ANSWER_OVERRIDE and ANSWER_SETTING, which come only when they are asked for; the grades are those that hold.
 */
int store_answers(struct store *store, const char *item, int kind, int64_t since, struct answers *answers, struct err *err);

/* The newest `limit` rows of one kind that were not undone, in the order they were given. */
int store_recent_answers(struct store *store, enum answer_kind kind, size_t limit, struct answers *answers, struct err *err);

/*
 * A small text kept under `key` and replaced as a whole: the state of a challenge that is running, the last choice of a setting.
 * store_get() gives a string that the caller owns, or NULL in *text if there is none; store_put() with NULL deletes it.
 */
int store_put(struct store *store, const char *key, const char *text, struct err *err);
int store_get(struct store *store, const char *key, char **text, struct err *err);

/*
 * A flat JSON object of numbers, booleans and strings, for `detail` and store_put(): the value of `key` in `json` as text owned by
 * the caller, "true" or "false" for booleans; NULL if it is absent or null, or if `json` is not JSON.  Writing is json_object_*()
 * in store/json.h.
 */
char *store_json_value(struct store *store, const char *json, const char *key);

/* Folds everything that is derived anew from the log, in one transaction. */
int store_rebuild(struct store *store, struct err *err);

/*
 * Takes other parameters from now on, and lays over them what the log sets; if the fold depends on what changed, everything is
 * folded anew.  After an error the old hold.
 */
int store_use_parameters(struct store *store, const struct schedule_parameters *parameters, struct err *err);

/* Answers (of cards, questions, explanations, predictions) on each local day that has any, ascending; the caller frees *days. */
struct day_count {
    int64_t day; /* days since 1970, local, with the day starting at the parameters' hour; by each row's own time zone */
    size_t answers, right;
};
int store_days(struct store *store, int64_t since_day, struct day_count **days, size_t *count, struct err *err);

#endif
