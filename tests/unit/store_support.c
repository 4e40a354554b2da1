#include "store_support.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"
#include "scratch.h"
#include "store/fold.h"
#include "store/tuning.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *root;

void folder_make(void)
{
    root = scratch_make();
}

void folder_remove(void)
{
    scratch_remove(root);
    root = NULL;
}

void folder_empty(const char *name)
{
    scratch_remove(mem_string(folder_path(name)));
}

const char *folder(void)
{
    return root;
}

const char *folder_path(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", root, name);
    return path;
}

char *file_read(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "there is no '%s'", path);
    struct str bytes;
    str_init(&bytes);
    char part[4096];
    for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;)
        str_add_n(&bytes, part, got);
    fclose(file);
    *size = bytes.length;
    return str_take(&bytes);
}

void file_write(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

struct schedule_parameters test_parameters(void)
{
    struct schedule_parameters parameters;
    schedule_defaults(&parameters);
    parameters.fuzz = true;
    return parameters;
}

struct open_options test_options(uint64_t machine)
{
    return (struct open_options){
        .migrations = STORE_MIGRATIONS,
        .migration_count = STORE_MIGRATION_COUNT,
        .machine = machine,
        .busy_ms = 20000,
    };
}

struct store *must_open(const char *path)
{
    return must_open_as(path, 1);
}

struct store *must_open_as(const char *path, uint64_t machine)
{
    struct schedule_parameters parameters = test_parameters();
    struct open_options options = test_options(machine);
    struct store *store;
    struct err err = {0};
    must(store_open_with(&store, path, &parameters, &options, &err), &err);
    return store;
}

void must(int code, const struct err *err)
{
    ck_assert_msg(code == 0, "%d: %s", code, err->text);
}

void hurry(struct store *store)
{
    struct err err = {0};
    must(database_execute(store, "PRAGMA synchronous = OFF", &err), &err);
}

int64_t grade_item(struct store *store, const char *item, enum grade grade, int64_t at)
{
    char name[64];
    snprintf(name, sizeof name, "%s", item);
    struct answer answer = {.kind = ANSWER_GRADE, .item = name, .at = at, .grade = grade, .right = grade > GRADE_AGAIN};
    int64_t sequence;
    struct err err = {0};
    must(store_record(store, &answer, NULL, &sequence, &err), &err);
    return sequence;
}

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

bool same_memory(const struct memory *a, const struct memory *b)
{
    return a->phase == b->phase && same_bits(a->stability, b->stability) && same_bits(a->difficulty, b->difficulty) &&
           a->step == b->step && a->repetitions == b->repetitions && a->lapses == b->lapses && a->interval == b->interval &&
           a->due == b->due && a->last_review == b->last_review;
}

static struct memory fold_of(struct store *store, const char *item)
{
    struct answers answers;
    struct err err = {0};
    must(store_answers(store, item, -1, INT64_MIN, &answers, &err), &err);
    struct memory memory = {0};
    for (size_t i = 0; i < answers.count; i++) {
        struct schedule_parameters parameters = *store_parameters(store);
        parameters.utc_offset_minutes = answers.items[i].utc_offset_minutes;
        if (answers.items[i].kind == ANSWER_FORGET)
            memory = (struct memory){0};
        memory = schedule_review(&parameters, &memory, answers.items[i].grade, answers.items[i].at, schedule_seed(item));
    }
    answers_release(&answers);
    return memory;
}

static const char *const derived_tables[] = {"memory", "item_state", "day_total", "calibration", "mistake"};

/* All rows of the derived tables as text, numbers to the last bit. */
static char *derived_text(struct store *store)
{
    struct str text;
    str_init(&text);
    for (size_t t = 0; t < sizeof derived_tables / sizeof *derived_tables; t++) {
        char *sql = str_print("SELECT * FROM %s ORDER BY 1, 2", derived_tables[t]);
        sqlite3_stmt *rows = NULL;
        struct err err = {0};
        must(database_prepare(store, &rows, sql, &err), &err);
        str_addf(&text, "%s\n", derived_tables[t]);
        while (database_next(store, rows, &err) > 0) {
            for (int i = 0; i < sqlite3_column_count(rows); i++)
                if (sqlite3_column_type(rows, i) == SQLITE_FLOAT)
                    str_addf(&text, " %a", sqlite3_column_double(rows, i));
                else if (sqlite3_column_type(rows, i) == SQLITE_BLOB)
                    str_addf(&text, " device %d", *(const unsigned char *)sqlite3_column_blob(rows, i));
                else
                    str_addf(&text, " %s", (const char *)sqlite3_column_text(rows, i));
            str_add_char(&text, '\n');
        }
        sqlite3_finalize(rows);
        free(sql);
    }
    return str_take(&text);
}

void check_derived_is_the_fold(struct store *store)
{
    struct err err = {0};
    char *kept = derived_text(store);
    must(store_rebuild(store, &err), &err);
    char *rebuilt = derived_text(store);
    ck_assert_msg(strcmp(kept, rebuilt) == 0, "kept:\n%s\nrebuilt:\n%s", kept, rebuilt);
    free(kept), free(rebuilt);
}

void check_memories_are_the_fold(struct store *store)
{
    check_derived_is_the_fold(store);
    struct item_memories kept, rebuilt;
    struct err err = {0};
    must(store_memories(store, &kept, &err), &err);
    for (size_t i = 0; i < kept.count; i++) {
        struct memory folded = fold_of(store, kept.items[i].item), single;
        ck_assert_msg(same_memory(&kept.items[i].memory, &folded), "%s differs from its fold", kept.items[i].item);
        must(store_memory(store, kept.items[i].item, &single, &err), &err);
        ck_assert(same_memory(&single, &folded));
    }
    must(store_rebuild(store, &err), &err);
    must(store_memories(store, &rebuilt, &err), &err);
    ck_assert_uint_eq(kept.count, rebuilt.count);
    for (size_t i = 0; i < kept.count; i++) {
        ck_assert_str_eq(kept.items[i].item, rebuilt.items[i].item);
        ck_assert(same_memory(&kept.items[i].memory, &rebuilt.items[i].memory));
    }
    item_memories_release(&kept);
    item_memories_release(&rebuilt);
}

/* One row of a random life; its texts are static. */
static struct answer random_answer(struct rng *rng, int64_t now)
{
    static const char *const details[] = {NULL,     NULL, "{}", "{\"misconception\":\"eps\"}", "{\"misconception\":3,\"chosen\":2}",
                                          "no json"};
    static char item[32], detail[64];
    const char *picked = details[rng_below(rng, 6)];
    snprintf(item, sizeof item, "item-%d", (int)rng_below(rng, 7));
    snprintf(detail, sizeof detail, "%s", picked ? picked : "");
    enum answer_kind kind = (enum answer_kind)rng_below(rng, ANSWER_SETTING);
    if (kind == ANSWER_UNDO || kind == ANSWER_OVERRIDE || rng_below(rng, 2))
        kind = ANSWER_GRADE;
    return (struct answer){.kind = kind,
                           .item = item,
                           .at = now,
                           .utc_offset_minutes = (int)rng_below(rng, 1560) - 720,
                           .grade = kind_is_wish(kind) ? GRADE_NONE : (enum grade)rng_below(rng, 5),
                           .right = rng_below(rng, 2),
                           .took_ms = (int64_t)rng_below(rng, 9000),
                           .confidence = (int)rng_below(rng, 101),
                           .flag = kind == ANSWER_FLAG ? (int)rng_below(rng, FLAG_COUNT) : 0,
                           .detail = picked ? detail : NULL};
}

/* Takes the last change back, or overrides the last grade; false if there is none. */
static bool change_mind(struct store *machine, struct rng *rng, int64_t now, struct err *err)
{
    struct answer last;
    bool undoes = rng_below(rng, 3) > 0;
    if (undoes ? store_last_change(machine, NULL, &last, err) : store_last_grade(machine, &last, err))
        return false;
    struct answer other = {.kind = ANSWER_OVERRIDE,
                           .item = last.item,
                           .at = now,
                           .grade = (enum grade)(1 + rng_below(rng, 4)),
                           .overrides = last.sequence};
    must(undoes ? store_undo(machine, last.sequence, now, 0, err) : store_record(machine, &other, NULL, NULL, err), err);
    answer_release(&last);
    return true;
}

/* Sets something, or takes the last setting back. */
static void set_something(struct store *machine, struct rng *rng, int64_t now, struct err *err)
{
    struct answer last;
    struct exam exam = {.day = START / DAY + 40 + (int64_t)rng_below(rng, 90), .recall = 0.9, .retention = 0.93, .window = 5};
    switch (rng_below(rng, 4)) {
    case 0:
        must(store_set_retention(machine, 0.8 + (double)rng_below(rng, 15) / 100, now, err), err);
        break;
    case 1:
        must(store_set_day_start(machine, (int)rng_below(rng, 24), now, err), err);
        break;
    case 2:
        must(store_set_exam(machine, rng_below(rng, 2) ? &exam : NULL, now, err), err);
        break;
    default:
        if (store_last_setting(machine, &last, err) == 0) {
            must(store_undo(machine, last.sequence, now, 0, err), err);
            answer_release(&last);
        }
        break;
    }
}

void live_at_random(struct store *const machines[], size_t machine_count, uint64_t seed, int steps)
{
    struct rng rng;
    rng_init(&rng, seed);
    int64_t now = START;
    struct err err = {0};
    for (int i = 0; i < steps; i++) {
        struct store *machine = machines[rng_below(&rng, machine_count)];
        now += (int64_t)rng_below(&rng, 10) ? (int64_t)rng_below(&rng, 3 * DAY) : -(int64_t)rng_below(&rng, 30 * DAY);
        if (rng_below(&rng, 25) == 0)
            set_something(machine, &rng, now, &err);
        if (rng_below(&rng, 4) == 0 && change_mind(machine, &rng, now, &err))
            continue;
        struct answer answer = random_answer(&rng, now);
        must(store_record(machine, &answer, NULL, NULL, &err), &err);
    }
}

void make_progress(const char *path)
{
    struct store *store = must_open(path);
    char item[32];
    for (int i = 0; i < 120; i++) {
        snprintf(item, sizeof item, "an-item-with-a-long-name-%d", i % 40);
        grade_item(store, item, GRADE_GOOD, START + i * HOUR);
    }
    store_close(&store);
}

void file_execute(const char *path, const char *sql)
{
    sqlite3 *database;
    ck_assert_int_eq(sqlite3_open(path, &database), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(database));
    sqlite3_close(database);
}

void file_damage(const char *path, size_t at, size_t size)
{
    size_t length;
    char *bytes = file_read(path, &length);
    ck_assert_uint_le(at + size, length);
    memset(bytes + at, 0x5A, size);
    file_write(path, bytes, length);
    free(bytes);
}

void die_while_writing(const char *path)
{
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        sqlite3 *database;
        sqlite3_open(path, &database);
        sqlite3_exec(
            database,
            "PRAGMA journal_mode = TRUNCATE; PRAGMA cache_size = 2; BEGIN IMMEDIATE;"
            "DELETE FROM answer; DELETE FROM memory; CREATE TABLE junk AS"
            " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i, hex(zeroblob(200)) FROM n;",
            NULL, NULL, NULL);
        raise(SIGKILL);
    }
    waitpid(child, NULL, 0);
}

static bool record_one(struct store *store, int number, struct err *err)
{
    char item[32];
    snprintf(item, sizeof item, "item-%d", number % 50);
    struct answer answer = {.kind = ANSWER_GRADE, .item = item, .grade = GRADE_GOOD, .at = START + number * HOUR};
    int64_t sequence = -7;
    struct memory memory = {.repetitions = -7};
    if (store_record(store, &answer, &memory, &sequence, err) == 0)
        return true;
    ck_assert_int_eq(sequence, -7);
    ck_assert_int_eq(memory.repetitions, -7);
    return false;
}

int record_until_full(struct store *store)
{
    struct err err = {0};
    int taken = 0;
    while (taken < 100000 && record_one(store, taken, &err))
        taken++;
    ck_assert_msg(err.code == ERR_FULL && strstr(err.text, "no space left on the device; make room and try again"), "%s", err.text);
    struct answers answers;
    must(store_answers(store, NULL, -1, 0, &answers, &err), &err);
    ck_assert_uint_eq(answers.count, (size_t)taken);
    ck_assert_int_gt(taken, 20);
    answers_release(&answers);
    return taken;
}
