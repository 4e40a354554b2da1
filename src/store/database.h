/*
 * The open file, and SQLite with errors in words.
 *
 * The `struct store` owns its connection and its path.  Statements belong to whoever prepared them, until database_run() or
 * sqlite3_finalize().  A statement is always stepped to its end before a function returns: an unfinished one would block the writer
 * of another process.
 */
#ifndef STORE_DATABASE_H
#define STORE_DATABASE_H

#include "store/store.h"

#include <sqlite3.h>

enum { DEVICE_SIZE = 16 };

/* What a store holds of its file in memory, as far as writes concern it. */
struct held {
    int (*keep_up)(struct store *store, struct err *err); /* at the beginning of each write: another program may have written */
    void (*taken_back)(struct store *store);              /* what was held since the beginning of the write does not hold */
};

struct store {
    sqlite3 *database;
    char *path;
    const struct held *held;               /* set by who opens it, before anything is written */
    struct schedule_parameters given;      /* by the program */
    struct schedule_parameters untimed;    /* with what the log sets laid over them (tuning.h), but for the exam */
    struct schedule_parameters parameters; /* with the exam, too: these hold */
    int64_t tuned_version;                 /* of the file, as far as others write to it, when they were laid over */
    int format;                            /* the number of migrations that this program knows, and the file has once it is open */
    bool read_only;
    bool has_device; /* false only while read_only and this machine never wrote here */
    unsigned char device[DEVICE_SIZE];
    struct known_items *known; /* what is held of items (known.h), or NULL */
    bool daily_backups;
    int64_t backup_day;   /* the local day whose copy was looked for last */
    struct daily *daily;  /* the copy that is being made (daily.h), or NULL */
    char *backup_trouble; /* why none could be made, or NULL */
};

/* Within a write: store_put(). */
int setting_put(struct store *store, const char *key, const char *text, struct err *err);

/* Within a write: adds `row` to the log and nothing else; *sequence is its number. */
int log_append(struct store *store, const struct answer *row, int64_t *sequence, struct err *err);

/* Words for the connection's last error: "cannot ACTION 'path': reason", with the way out.  `action`: "read", "save to", … */
int database_error(const struct store *store, const char *action, struct err *err);

int database_prepare(struct store *store, sqlite3_stmt **statement, const char *sql, struct err *err);

/* Goes to the next row: 1 if there is one, 0 at the end, or an error. */
int database_next(struct store *store, sqlite3_stmt *statement, struct err *err);

/* Runs a statement that gives no rows and finalizes it. */
int database_run(struct store *store, sqlite3_stmt *statement, struct err *err);

/* Runs statements that need no values. */
int database_execute(struct store *store, const char *sql, struct err *err);

/* The first value of the first row of `sql` as a number, 0 if there is none. */
int database_number(struct store *store, const char *sql, int64_t *number, struct err *err);

/*
 * Begins a write (ERR_READ_ONLY at once where nothing can be written, ERR_NEWER if another program has migrated the file since it
 * was opened); database_end() commits it if `code` is 0, otherwise takes it all back and returns `code`.
 */
int database_begin(struct store *store, struct err *err);
int database_end(struct store *store, int code, struct err *err);

/* The text of a column in memory that the caller owns; NULL for SQL's NULL. */
char *database_text(sqlite3_stmt *statement, int column);

#endif
