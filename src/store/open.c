#include "store/open.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "store/daily.h"
#include "store/damage.h"
#include "store/derived.h"
#include "store/device.h"
#include "store/inspect.h"
#include "store/known_items.h"
#include "store/tuning_adopt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 5000, READ_WHOLE_BYTES = 4 << 20 };

static const char SETTINGS[] = "PRAGMA foreign_keys = ON;"
                               "PRAGMA trusted_schema = OFF;"
                               "PRAGMA cell_size_check = ON;"
                               "PRAGMA mmap_size = 0;" /* an I/O error would be a SIGBUS */
                               "PRAGMA temp_store = MEMORY;"
                               "PRAGMA synchronous = FULL;";

/* SQLite gives a meaning to some relative names, like ":memory:"; with "./" before it a name is just a name. */
static int connect_to(struct store *store, int busy_ms, struct err *err)
{
    char *name = str_print("%s%s", store->path[0] == '/' ? "" : "./", store->path);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX; /* one thread */
    int result = sqlite3_open_v2(name, &store->database, flags, NULL);
    free(name);
    if (result != SQLITE_OK)
        return database_error(store, "open progress", err);
    sqlite3_busy_timeout(store->database, busy_ms);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(store->database, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    return database_execute(store, SETTINGS, err);
}

/* A file in a folder without write permission can be opened, but not journalled. */
static bool cannot_be_written(const struct store *store)
{
    char *folder = paths_parent(store->path);
    char *journal = str_print("%s-journal", store->path);
    bool cannot = sqlite3_db_readonly(store->database, "main") == 1 || (access(folder, W_OK) < 0 && access(journal, W_OK) < 0);
    free(folder), free(journal);
    return cannot;
}

static int judge_check(const struct store *store, const char *result, struct err *err)
{
    if (!result || strcmp(result, "ok") == 0)
        return result ? 0 : damage_error(store->path, NULL, err);
    char *finding = damage_finding(result);
    damage_error(store->path, finding, err);
    free(finding);
    return ERR_CORRUPT;
}

/* Runs a check that gives its findings as text, "ok" if there are none. */
static int run_check(struct store *store, const char *pragma, struct err *err)
{
    sqlite3_stmt *statement = NULL;
    int code = database_prepare(store, &statement, pragma, err);
    if (code == 0)
        code = database_next(store, statement, err);
    if (code > 0)
        code = judge_check(store, (const char *)sqlite3_column_text(statement, 0), err);
    sqlite3_finalize(statement);
    return code;
}

/*
 * A file of a few years is read as a whole before anything is written to it.  Of a larger one both ends of the log are, besides its
 * length, which SQLite compares with the header; the whole is read when its daily copy is, and by the doctor.
 */
static const char *const ENDS_OF_THE_LOG[] = {
    "SELECT item FROM answer ORDER BY rowid LIMIT 20", "SELECT item FROM answer ORDER BY rowid DESC LIMIT 20",
    "SELECT item FROM answer ORDER BY ordered_at DESC LIMIT 20", "SELECT item FROM answer ORDER BY item LIMIT 20",
    "SELECT item FROM memory ORDER BY item LIMIT 20"};

static int look_quickly(struct store *store, struct err *err)
{
    int code = 0;
    for (size_t i = 0; code == 0 && i < sizeof ENDS_OF_THE_LOG / sizeof *ENDS_OF_THE_LOG; i++)
        code = database_execute(store, ENDS_OF_THE_LOG[i], err);
    return code;
}

static int check_damage(struct store *store, struct err *err)
{
    struct stat status;
    if (stat(store->path, &status) == 0 && status.st_size > READ_WHOLE_BYTES)
        return look_quickly(store, err);
    return run_check(store, "PRAGMA quick_check(1)", err);
}

/* The tables that every statement relies on: a whole file may still lack one. */
static int check_tables(struct store *store, struct err *err)
{
    int64_t ignored;
    return database_number(store,
                           "SELECT answer.overrides, memory.due, device.machine, setting.text, item_state.kinds, day_total.day,"
                           " calibration.percent, mistake.at"
                           " FROM answer, memory, device, setting, item_state, day_total, calibration, mistake LIMIT 0",
                           &ignored, err);
}

static int prepare_folder(const char *path, struct err *err)
{
    char *folder = paths_parent(path);
    int code = paths_make_directory(folder, err);
    if (code == 0 && access(folder, W_OK) < 0)
        code = err_set(err, ERR_READ_ONLY,
                       "cannot create progress '%s': its folder cannot be written (%s); name another file with --db", path,
                       strerror(errno));
    free(folder);
    return code;
}

static int bring_up(struct store *store, const struct open_options *options, struct err *err)
{
    bool is_new;
    int code = inspect(store->path, store->format, &is_new, err);
    if (code)
        return code;
    if (is_new)
        code = prepare_folder(store->path, err);
    if (code == 0)
        code = connect_to(store, options->busy_ms, err);
    if (code == 0 && !is_new)
        code = check_damage(store, err);
    if (code)
        return code;
    store->read_only = cannot_be_written(store);
    /* Only now: it would turn a file in another journal mode into this one, and a damaged one is not to be touched. */
    code = store->read_only ? 0 : database_execute(store, "PRAGMA journal_mode = TRUNCATE", err);
    if (code == 0)
        code = migrate(store, options->migrations, options->migration_count, err);
    if (code == 0)
        code = check_tables(store, err);
    if (code == 0)
        code = device_find(store, options->machine, err);
    if (code == 0)
        code = tuning_adopt(store, err);
    return code ? code : derived_follow_parameters(store, err);
}

static void taken_back(struct store *store)
{
    known_forget(store);
    tuning_adopt(store, NULL); /* what was set within the write does not hold */
}

static const struct held HELD = {.keep_up = tuning_keep_up, .taken_back = taken_back};

int store_open_with(struct store **store, const char *path, const struct schedule_parameters *parameters,
                    const struct open_options *options, struct err *err)
{
    *store = NULL;
    if (!path[0])
        return err_set(err, ERR_INVALID, "cannot open progress: its path is empty");
    struct store *opened = mem_new(1, sizeof *opened);
    opened->path = mem_string(path);
    opened->held = &HELD;
    opened->given = opened->parameters = *parameters;
    opened->format = (int)options->migration_count;
    opened->daily_backups = options->daily_backups;
    opened->backup_day = INT64_MIN;
    mode_t mask = umask(077); /* what someone learns is nobody else's business */
    int code = bring_up(opened, options, err);
    umask(mask);
    if (code)
        store_close(&opened);
    *store = opened;
    return code;
}

struct open_options store_open_options(void)
{
    return (struct open_options){
        .migrations = STORE_MIGRATIONS,
        .migration_count = STORE_MIGRATION_COUNT,
        .machine = device_machine(),
        .busy_ms = BUSY_MS,
        .daily_backups = true,
    };
}

int store_open(struct store **store, const char *path, const struct schedule_parameters *parameters, struct err *err)
{
    struct open_options options = store_open_options();
    return store_open_with(store, path, parameters, &options, err);
}

void store_close(struct store **store)
{
    if (!*store)
        return;
    daily_finish(*store);
    known_forget(*store);
    sqlite3_close((*store)->database);
    free((*store)->path);
    free((*store)->backup_trouble);
    free(*store);
    *store = NULL;
}

bool store_read_only(const struct store *store)
{
    return store->read_only;
}

const char *store_path(const struct store *store)
{
    return store->path;
}

const struct schedule_parameters *store_parameters(const struct store *store)
{
    return &store->parameters;
}
