/*
 * The tables that are derived from the log: memory, item_state, day_total, calibration, mistake.  They are always what a rebuild
 * would make of the log, bit for bit.
 */
#ifndef STORE_DERIVED_H
#define STORE_DERIVED_H

#include "store/database.h"
#include "store/fold.h"

/* What one item adds to the derived tables. */
struct item_history {
    struct fold fold;
    struct {
        struct share *items;
        size_t count, capacity;
    } shares;
};
void item_history_release(struct item_history *history);

/* Folds the rows of `item` as they stand. */
int item_history_read(struct store *store, const char *item, struct item_history *history, struct err *err);

/*
 * Within a write.  Adds `row`, which was just appended as `sequence` of this device and is neither undo nor override; `memory` (may
 * be NULL) receives that of its item.
 */
int derived_append(struct store *store, const struct answer *row, int64_t sequence, struct memory *memory, struct err *err);

/* Within a write.  `before` is the history of `item` before its rows were changed; the tables then follow the rows as they are. */
int derived_replace(struct store *store, const char *item, const struct item_history *before, struct memory *memory,
                    struct err *err);

/* Within a write: folds everything anew, with the parameters that the log sets. */
int derived_rebuild(struct store *store, struct err *err);

/* Within a write: the same if the file was last folded with other parameters. */
int derived_follow(struct store *store, struct err *err);

/* Folds everything anew if the file was last folded with other parameters, or by another revision of the fold. */
int derived_follow_parameters(struct store *store, struct err *err);

/*
 * SQL that holds for rows of `answer AS a` that no other row takes back; and for those of them that the fold reads.
 * The indices are named because a planner without figures takes the longer way.
 */
#define NOT_UNDONE                                                                                                                 \
    "NOT EXISTS (SELECT 1 FROM answer AS u INDEXED BY answer_undone WHERE u.device = a.device AND u.undone = a.sequence)"
#define IS_FOLDED "a.kind NOT IN (6, 12, 14) AND " NOT_UNDONE
_Static_assert(ANSWER_UNDO == 6 && ANSWER_OVERRIDE == 12 && ANSWER_SETTING == 14, "the kinds that IS_FOLDED leaves out");

/* SQL for the grade that holds of a row of `answer AS a`. */
#define GRADE_THAT_HOLDS                                                                                                           \
    "coalesce((SELECT o.grade FROM answer AS o INDEXED BY answer_overrides WHERE o.device = a.device AND o.overrides = "           \
    "a.sequence AND NOT EXISTS"                                                                                                    \
    " (SELECT 1 FROM answer AS v INDEXED BY answer_undone WHERE v.device = o.device AND v.undone = o.sequence) ORDER BY "          \
    "o.sequence DESC LIMIT 1), a.grade)"

/* The columns of `answer AS a` that the fold reads, and reading them from column `first` on; `item` stays NULL. */
#define FOLDED_COLUMNS "a.kind, a.at, a.utc_offset, " GRADE_THAT_HOLDS ", a.correct, a.took_ms, a.confidence, a.flag"
void read_folded(sqlite3_stmt *row, int first, struct answer *answer);

/* Writing, for derived.c and rebuild.c: the statements that fill the tables, with values for each. */
extern const char DERIVED_PUT_MEMORY[], DERIVED_PUT_STATE[], DERIVED_ADD_DAY[], DERIVED_ADD_PERCENT[];
int derived_put_memory(struct store *store, sqlite3_stmt *statement, const char *item, const struct memory *memory,
                       struct err *err);
int derived_put_state(struct store *store, sqlite3_stmt *statement, const char *item, const struct item_state *state,
                      struct err *err);
int derived_add_day(struct store *store, sqlite3_stmt *statement, const struct day_total *total, int sign, struct err *err);
int derived_add_percent(struct store *store, sqlite3_stmt *statement, enum calibration_source source, int percent, int64_t answers,
                        int64_t right, struct err *err);

/* SQL that fills the table of mistakes from rows of `answer AS a`; conditions may follow. */
#define MISCONCEPTION "CASE WHEN json_valid(a.detail) THEN CAST(json_extract(a.detail, '$.misconception') AS TEXT) END"
#define ADD_MISTAKES                                                                                                               \
    "INSERT INTO mistake (device, sequence, misconception, at, utc_offset)"                                                        \
    " SELECT a.device, a.sequence, " MISCONCEPTION ", a.at, a.utc_offset FROM answer AS a"                                         \
    " WHERE a.correct = 0 AND a.detail IS NOT NULL AND " MISCONCEPTION " IS NOT NULL AND " IS_FOLDED

#endif
