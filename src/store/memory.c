#include "store/memory.h"

#include "base/vec.h"

#include <stdlib.h>

void read_memory(sqlite3_stmt *row, int first, struct memory *memory)
{
    *memory = (struct memory){
        .phase = (enum phase)sqlite3_column_int(row, first),
        .stability = sqlite3_column_double(row, first + 1),
        .difficulty = sqlite3_column_double(row, first + 2),
        .step = sqlite3_column_int(row, first + 3),
        .repetitions = sqlite3_column_int(row, first + 4),
        .lapses = sqlite3_column_int(row, first + 5),
        .interval = sqlite3_column_int(row, first + 6),
        .due = sqlite3_column_int64(row, first + 7),
        .last_review = sqlite3_column_int64(row, first + 8),
    };
}

int store_memory(struct store *store, const char *item, struct memory *memory, struct err *err)
{
    *memory = (struct memory){0};
    sqlite3_stmt *row = NULL;
    int code = database_prepare(store, &row, "SELECT " MEMORY_COLUMNS " FROM memory WHERE item = ?1", err);
    if (code)
        return code;
    sqlite3_bind_text(row, 1, item, -1, SQLITE_STATIC);
    code = database_next(store, row, err);
    if (code > 0)
        read_memory(row, 0, memory);
    sqlite3_finalize(row);
    return code < 0 ? code : 0;
}

/* The rows that `sql` gives; `least` is its ?1, if it has one. */
static int list(struct store *store, const char *sql, int least, struct item_memories *memories, struct err *err)
{
    *memories = (struct item_memories){0};
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows, sql, err);
    if (code)
        return code;
    if (sqlite3_bind_parameter_count(rows) > 0)
        sqlite3_bind_int(rows, 1, least);
    while ((code = database_next(store, rows, err)) > 0) {
        struct item_memory *added = vec_add(memories);
        added->item = database_text(rows, 0);
        read_memory(rows, 1, &added->memory);
    }
    sqlite3_finalize(rows);
    if (code < 0)
        item_memories_release(memories);
    return code;
}

int store_memories(struct store *store, struct item_memories *memories, struct err *err)
{
    return list(store, "SELECT item, " MEMORY_COLUMNS " FROM memory ORDER BY item", 0, memories, err);
}

int store_leeches(struct store *store, struct item_memories *leeches, struct err *err)
{
    return list(store, "SELECT item, " MEMORY_COLUMNS " FROM memory WHERE lapses >= ?1 ORDER BY lapses DESC, item", LEECH_LAPSES,
                leeches, err);
}

void item_memories_release(struct item_memories *memories)
{
    for (size_t i = 0; i < memories->count; i++)
        free(memories->items[i].item);
    vec_release(memories);
}
