#include "store/doctor.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/damage.h"
#include "store/derived.h"
#include "store/examination.h"
#include "store/inspect.h"
#include "store/migrate.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int64_t DAY_MS = 24 * 60 * 60 * INT64_C(1000);

void diagnosis_release(struct diagnosis *diagnosis)
{
    for (size_t i = 0; i < diagnosis->symptoms.count; i++)
        free(diagnosis->symptoms.items[i].text);
    vec_release(&diagnosis->symptoms);
}

/* What `sql`, a check, finds; NULL if the answer is "ok" or nothing at all.  The caller frees it. */
static char *finding_of(struct store *store, const char *sql)
{
    sqlite3_stmt *row = NULL;
    char *finding = NULL;
    int result = sqlite3_prepare_v2(store->database, sql, -1, &row, NULL);
    if (result == SQLITE_OK)
        result = sqlite3_step(row);
    if (result == SQLITE_ROW)
        finding = database_text(row, 0);
    else if (result != SQLITE_DONE)
        finding = mem_string(sqlite3_errmsg(store->database));
    sqlite3_finalize(row);
    if (finding && strcmp(finding, "ok") == 0) {
        free(finding);
        finding = NULL;
    }
    return finding;
}

/* A checksum over all rows of a derived table, to the last bit of its numbers. */
static int fingerprint(struct store *store, const char *table, uint64_t *sum, struct err *err)
{
    char *sql = str_print("SELECT * FROM %s ORDER BY 1, 2", table);
    sqlite3_stmt *rows = NULL;
    int code = database_prepare(store, &rows, sql, err);
    while (code == 0 && (code = database_next(store, rows, err)) > 0) {
        for (int i = 0; i < sqlite3_column_count(rows); i++) {
            double number = sqlite3_column_double(rows, i);
            bool is_number = sqlite3_column_type(rows, i) == SQLITE_FLOAT;
            const unsigned char *bytes = is_number ? (const unsigned char *)&number : sqlite3_column_blob(rows, i);
            int size = is_number ? (int)sizeof number : sqlite3_column_bytes(rows, i);
            for (int byte = 0; byte < size; byte++)
                *sum = (*sum ^ bytes[byte]) * UINT64_C(0x100000001B3);
            *sum = (*sum ^ 0xFF) * UINT64_C(0x100000001B3);
        }
        code = 0;
    }
    sqlite3_finalize(rows);
    free(sql);
    return code;
}

static int fingerprint_all(struct store *store, uint64_t *sum, struct err *err)
{
    static const char *const tables[] = {"memory", "item_state", "day_total", "calibration", "mistake"};
    int code = 0;
    *sum = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; code == 0 && i < sizeof tables / sizeof *tables; i++)
        code = fingerprint(store, tables[i], sum, err);
    return code;
}

/* Folds the log anew within a write that is taken back unless it mended something and may. */
static int compare_with_log(const struct examination *examination, struct store *store, struct err *err)
{
    uint64_t kept, folded;
    int code = database_begin(store, err);
    if (code)
        return code;
    code = fingerprint_all(store, &kept, err);
    if (code == 0)
        code = derived_rebuild(store, err);
    if (code == 0)
        code = fingerprint_all(store, &folded, err);
    bool differs = code == 0 && kept != folded;
    if (differs && examination->repair) {
        code = database_end(store, 0, err);
        if (code == 0)
            examination_find(examination, SYMPTOM_REPAIRED, "memories",
                             mem_string("what is kept of items and days was not what the log says; it was folded anew"));
        return code;
    }
    if (differs)
        examination_find(examination, SYMPTOM_WRONG, "memories",
                         mem_string("what is kept of items and days is not what the log says"));
    sqlite3_exec(store->database, "ROLLBACK", NULL, NULL, NULL);
    return code;
}

/* A note if `sql` counts anything; `words` tell it, with the number in place of %lld. */
static int note_count(const struct examination *examination, struct store *store, const char *sql, const char *id, const char *one,
                      const char *many, struct err *err)
{
    int64_t count;
    int code = database_number(store, sql, &count, err);
    if (code == 0 && count)
        examination_find(examination, SYMPTOM_NOTE, id,
                         count == 1 ? mem_string(one) : str_print("%lld %s", (long long)count, many));
    return code;
}

static int examine_times(const struct examination *examination, struct store *store, struct err *err)
{
    char *ahead = str_print("SELECT count(*) FROM answer WHERE ordered_at > %lld AND at > %lld",
                            (long long)(examination->now + DAY_MS), (long long)(examination->now + DAY_MS));
    int code = note_count(examination, store, ahead, "clock-ahead",
                          "an answer lies more than a day in the future: a clock ran ahead then, or is behind now",
                          "answers lie more than a day in the future: a clock ran ahead then, or is behind now", err);
    free(ahead);
    if (code == 0)
        code = note_count(examination, store, "SELECT count(*) FROM answer WHERE ordered_at > at + 86400000", "clock-back",
                          "an answer was given more than a day before the one that came before it: a clock was set back",
                          "answers were given more than a day before one that came before them: a clock was set back", err);
    if (code == 0)
        code = note_count(examination, store, "SELECT count(*) FROM answer WHERE at < 946684800000", "clock-old",
                          "an answer was given before the year 2000: a clock was not set",
                          "answers were given before the year 2000: a clock was not set", err);
    return code;
}

static int examine_references(const struct examination *examination, struct store *store, struct err *err)
{
    return note_count(examination, store,
                      "SELECT count(*) FROM answer AS u WHERE coalesce(u.undone, u.overrides) IS NOT NULL AND NOT EXISTS"
                      " (SELECT 1 FROM answer AS a WHERE a.device = u.device AND a.sequence = coalesce(u.undone, u.overrides))",
                      "missing-row", "a row changes an answer that is not there", "rows change answers that are not there", err);
}

static int examine_log(const struct examination *examination, struct store *store, struct err *err)
{
    int64_t rows = 0, items = 0;
    int code = database_number(store, "SELECT count(*) FROM answer", &rows, err);
    if (code == 0)
        code = database_number(store, "SELECT count(*) FROM item_state", &items, err);
    examination->diagnosis->rows = (size_t)rows;
    examination->diagnosis->items = (size_t)items;
    if (code == 0)
        code = examine_times(examination, store, err);
    if (code == 0)
        code = examine_references(examination, store, err);
    if (code == 0 && !store->read_only)
        code = compare_with_log(examination, store, err);
    return code;
}

/* The whole file, read without writing to it: NULL if it is whole. */
static char *damage_of(const struct examination *examination)
{
    struct store probe = {.path = mem_string(examination->path)};
    char *finding = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE;
    if (sqlite3_open_v2(examination->path, &probe.database, flags, NULL) != SQLITE_OK)
        finding = mem_string(sqlite3_errmsg(probe.database));
    if (!finding)
        finding = finding_of(&probe, "PRAGMA integrity_check(1)");
    if (!finding)
        finding = finding_of(&probe, "PRAGMA foreign_key_check");
    if (!finding)
        finding = finding_of(&probe, "SELECT count(*) FROM answer, memory, device, setting WHERE 0 HAVING 0");
    sqlite3_close(probe.database);
    free(probe.path);
    return finding;
}

/* A damaged file is repaired or told; it is whole afterwards if 1 is returned. */
static int treat_damage(const struct examination *examination, const char *damage, struct err *err)
{
    bool repair = examination->repair && access(examination->path, W_OK) == 0;
    char *finding = damage_finding(damage);
    examination_find(examination, repair ? SYMPTOM_REPAIRED : SYMPTOM_WRONG, "damaged",
                     str_print("the file is damaged (%s)", finding));
    free(finding);
    int code = repair ? examination_repair(examination, err) : 0;
    return code ? code : examination->diagnosis->worst != SYMPTOM_WRONG;
}

static int examine_file(const struct examination *examination, struct err *err)
{
    struct store *store;
    char *damage = damage_of(examination);
    int code = damage ? treat_damage(examination, damage, err) : 1;
    free(damage);
    if (code <= 0)
        return code;
    code = examination_open(examination, examination->path, &store, err);
    if (code == ERR_CORRUPT && !damage && treat_damage(examination, err->text, err) > 0) /* a table is missing */
        code = examination_open(examination, examination->path, &store, err);
    else if (code == ERR_CORRUPT)
        return 0;
    if (code)
        return code;
    code = examine_log(examination, store, err);
    store_close(&store);
    return code;
}

int doctor_examine(const char *path, const struct schedule_parameters *parameters, int64_t now, bool repair,
                   struct diagnosis *diagnosis, struct err *err)
{
    *diagnosis = (struct diagnosis){0};
    const struct examination examination = {path, parameters, now, repair, diagnosis};
    struct err reason;
    bool is_new;
    int code = inspect(path, (int)STORE_MIGRATION_COUNT, &is_new, &reason);
    diagnosis->exists = code != 0 || !is_new;
    if (code == 0)
        return is_new ? 0 : examine_file(&examination, err);
    if (code != ERR_FOREIGN && code != ERR_NEWER && code != ERR_CORRUPT)
        return err_set(err, (enum err_code)code, "%s", reason.text);
    if (code == ERR_CORRUPT && repair) {
        examination_find(&examination, SYMPTOM_REPAIRED, "damaged", mem_string("the file is damaged (it is cut off)"));
        return examination_repair(&examination, err);
    }
    examination_find(&examination, SYMPTOM_WRONG,
                     code == ERR_FOREIGN ? "foreign"
                     : code == ERR_NEWER ? "newer"
                                         : "damaged",
                     mem_string(reason.text));
    return 0;
}
