#include "store/state.h"

#include "base/vec.h"
#include "store/state_row.h"

#include <stdlib.h>

void read_state(sqlite3_stmt *row, int first, struct item_state *state)
{
    *state = (struct item_state){
        .suspended = sqlite3_column_int(row, first) != 0,
        .flag = sqlite3_column_int(row, first + 1),
        .buried_until = sqlite3_column_int64(row, first + 2),
        .kinds = (unsigned)sqlite3_column_int(row, first + 3),
        .answers = (size_t)sqlite3_column_int64(row, first + 4),
        .right = (size_t)sqlite3_column_int64(row, first + 5),
        .last_right = sqlite3_column_int(row, first + 6) != 0,
        .took_ms = sqlite3_column_int64(row, first + 7),
        .last_at = sqlite3_column_int64(row, first + 8),
    };
}

int store_state(struct store *store, const char *item, struct item_state *state, struct err *err)
{
    *state = (struct item_state){0};
    sqlite3_stmt *row = NULL;
    int code = database_prepare(store, &row, "SELECT " STATE_COLUMNS " FROM item_state WHERE item = ?1", err);
    if (code)
        return code;
    sqlite3_bind_text(row, 1, item, -1, SQLITE_STATIC);
    code = database_next(store, row, err);
    if (code > 0)
        read_state(row, 0, state);
    sqlite3_finalize(row);
    return code < 0 ? code : 0;
}

int store_states(struct store *store, struct item_states *states, struct err *err)
{
    *states = (struct item_states){0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows, "SELECT item, " STATE_COLUMNS " FROM item_state ORDER BY item", err);
    if (code)
        return code;
    while ((code = database_next(store, rows, err)) > 0) {
        struct named_state *added = vec_add(states);
        added->item = database_text(rows, 0);
        read_state(rows, 1, &added->state);
    }
    sqlite3_finalize(rows);
    if (code < 0)
        item_states_release(states);
    return code;
}

void item_states_release(struct item_states *states)
{
    for (size_t i = 0; i < states->count; i++)
        free(states->items[i].item);
    vec_release(states);
}

/* The number that `sql` gives with `kinds`, as bits, as its ?1. */
static int count_kinds(struct store *store, const char *sql, unsigned kinds, int64_t *count, struct err *err)
{
    sqlite3_stmt *row = NULL;
    *count = 0;
    int code = database_prepare(store, &row, sql, err);
    if (code)
        return code;
    sqlite3_bind_int(row, 1, (int)kinds);
    code = database_next(store, row, err);
    if (code > 0)
        *count = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    return code < 0 ? code : 0;
}

int store_has_answers(struct store *store, bool *any, struct err *err)
{
    const unsigned kinds =
        1u << ANSWER_GRADE | 1u << ANSWER_CHOICE | 1u << ANSWER_EXPLAIN | 1u << ANSWER_PREDICT | 1u << ANSWER_READ;
    int64_t found;
    int code = count_kinds(store, "SELECT EXISTS (SELECT 1 FROM item_state WHERE kinds & ?1)", kinds, &found, err);
    *any = found;
    return code;
}

int store_count_answered(struct store *store, enum answer_kind kind, size_t *count, struct err *err)
{
    int64_t found;
    int code = count_kinds(store, "SELECT total(answers) FROM item_state WHERE kinds & ?1", 1u << kind, &found, err);
    *count = (size_t)found;
    return code;
}

bool item_state_is_open(const struct item_state *state, int64_t now)
{
    return !state->suspended && state->buried_until <= now;
}

bool lapses_make_leech(int lapses)
{
    return lapses >= LEECH_LAPSES && (lapses - LEECH_LAPSES) % LEECH_STEP == 0;
}
