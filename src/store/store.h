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
    ANSWER_GRADE,   /* a card, graded by the learner */
    ANSWER_CHOICE,  /* a question answered */
    ANSWER_EXPLAIN, /* a text explained, concepts ticked */
    ANSWER_READ,    /* a note read to its end */
    ANSWER_DEMO,    /* a demo watched */
    ANSWER_RUN,     /* a challenge run finished: item = challenge id */
    ANSWER_UNDO     /* takes back the row `undone` of the same device */
};

/* One row of the log.  Strings may be NULL where they say so; a struct that the store filled is released by answer_release(). */
struct answer {
    enum answer_kind kind;
    char *item; /* id in the course */
    int64_t at; /* ms since 1970 */
    int utc_offset_minutes;
    enum grade grade; /* GRADE_NONE: does not feed the memory */
    bool right;
    int64_t took_ms;  /* time to answer, 0 = not measured; capped at an hour by store_record() */
    int hints;        /* hints shown */
    int attempts;     /* 1 = at once */
    uint64_t seed;    /* of shuffling and generated numbers */
    char *detail;     /* NULL or a JSON object: chosen options, ticked concepts, score, time factor, text */
    int64_t sequence; /* set by the store */
    int64_t undone;   /* ANSWER_UNDO: sequence of the row that is taken back */
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

/* Takes back the row `sequence` of this device by appending an ANSWER_UNDO row at time `at`; the item's memory is folded anew. */
int store_undo(struct store *store, int64_t sequence, int64_t at, int utc_offset_minutes, struct err *err);

/* The newest row of this device that was graded and not undone; ERR_NOT_FOUND if there is none. */
int store_last_grade(struct store *store, struct answer *answer, struct err *err);

/* The memory of `item`; all zero if it was never graded. */
int store_memory(struct store *store, const char *item, struct memory *memory, struct err *err);

/* The memories of all items that were ever graded, ordered by item id. */
int store_memories(struct store *store, struct item_memories *memories, struct err *err);

/*
 * Rows that were not undone, in the order they were given: of one item (NULL = all), of one kind, at or after `since`.  Kind -1 is
 * all but ANSWER_UNDO, which come only when they are asked for.
 */
int store_answers(struct store *store, const char *item, int kind, int64_t since, struct answers *answers, struct err *err);

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

/* Folds every memory anew from the log, in one transaction. */
int store_rebuild(struct store *store, struct err *err);

/* Cards, choices and explanations answered and not undone on each local day, ascending; the caller frees *days. */
struct day_count {
    int64_t day; /* days since 1970, local, with the day starting at the parameters' hour; by each row's own time zone */
    size_t answers, right;
};
int store_days(struct store *store, int64_t since_day, struct day_count **days, size_t *count, struct err *err);

#endif
