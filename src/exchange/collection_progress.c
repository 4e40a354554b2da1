#include "exchange/collection_progress.h"

#include "base/str.h"
#include "store/state.h"

#include <math.h>
#include <stdlib.h>

/* Anki's own numbers. */
enum { TYPE_LEARN, TYPE_REVIEW, TYPE_RELEARN, TYPE_EARLY }; /* of reviews */
enum { QUEUE_NEW = 0, QUEUE_LEARNING = 1, QUEUE_REVIEW = 2, QUEUE_SUSPENDED = -1, QUEUE_BURIED = -3 };

static const int64_t DAY_S = 24 * 60 * 60;

int collection_creation(const struct selection *selection, int64_t *created_s, struct err *err)
{
    const struct exchange *exchange = selection->exchange;
    *created_s = exchange->now / 1000 - exchange->now / 1000 % DAY_S;
    if (!selection->progress)
        return 0;
    const struct schedule_parameters *parameters = store_parameters(exchange->store);
    int64_t first = schedule_day(parameters, exchange->now);
    struct day_count *days = NULL;
    size_t count = 0;
    int code = store_days(exchange->store, 0, &days, &count, err);
    if (code == 0 && count && days[0].day < first)
        first = days[0].day;
    free(days);
    *created_s = schedule_day_start(parameters, first) / 1000;
    return code;
}

/* Days, or seconds below 0 within steps. */
static int64_t interval_of(const struct memory *memory)
{
    if (memory->phase == PHASE_NEW)
        return 0;
    return memory->phase == PHASE_REVIEW ? memory->interval : -(memory->due - memory->last_review) / 1000;
}

/* Difficulty 1..10 as Anki keeps it in the place of the old ease: 100..1100. */
static int64_t ease_of(const struct memory *memory)
{
    return memory->difficulty > 0 ? 100 + lround((memory->difficulty - 1) / 9 * 1000) : 0;
}

/* The id of a review is its time; of two at the same moment the later one moves on. */
static int add_review(sqlite3 *database, int64_t card, const struct answer *answer, const struct memory *before,
                      const struct memory *after, bool early)
{
    static const int types[] = {[PHASE_NEW] = TYPE_LEARN,
                                [PHASE_LEARNING] = TYPE_LEARN,
                                [PHASE_REVIEW] = TYPE_REVIEW,
                                [PHASE_RELEARNING] = TYPE_RELEARN};
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(database,
                                    "INSERT INTO revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type)"
                                    " VALUES (max(?1, coalesce((SELECT max(id) + 1 FROM revlog WHERE id BETWEEN ?1 AND ?1 + 9999), 0)),"
                                    " ?2, -1, ?3, ?4, ?5, ?6, ?7, ?8)",
                                    -1, &statement, NULL);
    const int64_t numbers[] = {answer->at,
                               card,
                               answer->grade,
                               interval_of(after),
                               interval_of(before),
                               ease_of(after),
                               answer->took_ms,
                               early && before->phase == PHASE_REVIEW ? TYPE_EARLY : types[before->phase]};
    for (int i = 0; i < 8; i++)
        sqlite3_bind_int64(statement, i + 1, numbers[i]);
    if (result == SQLITE_OK)
        result = sqlite3_step(statement) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR;
    sqlite3_finalize(statement);
    return result;
}

/* Folds the answers to the item once more, and tells each step. */
static int add_reviews(sqlite3 *database, const struct selection *selection, const struct item *item, int64_t card, int *result,
                       struct err *err)
{
    struct store *store = selection->exchange->store;
    struct answers answers;
    struct memory memory = {0};
    int code = store_answers(store, item->id, -1, 0, &answers, err);
    for (size_t i = 0; code == 0 && *result == SQLITE_OK && i < answers.count; i++) {
        const struct answer *answer = &answers.items[i];
        struct schedule_parameters local = *store_parameters(store);
        local.utc_offset_minutes = answer->utc_offset_minutes;
        if (answer->kind == ANSWER_FORGET)
            memory = (struct memory){0};
        if (answer->grade == GRADE_NONE)
            continue;
        struct memory after = schedule_review(&local, &memory, answer->grade, answer->at, schedule_seed(item->id));
        bool early = schedule_day(&local, answer->at) < schedule_day(&local, memory.due);
        *result = add_review(database, card, answer, &memory, &after, early);
        memory = after;
    }
    answers_release(&answers);
    return code;
}

/* Steps that are left, as Anki counts them: today's in thousands, and all. */
static int64_t steps_left(const struct schedule_parameters *parameters, const struct memory *memory)
{
    const int *steps = memory->phase == PHASE_LEARNING ? parameters->learning_steps : parameters->relearning_steps;
    int count = 0;
    while (count < SCHEDULE_STEPS_MAX && steps[count] > 0)
        count++;
    int left = count > memory->step ? count - memory->step : 0;
    return memory->phase == PHASE_LEARNING || memory->phase == PHASE_RELEARNING ? left * 1001 : 0;
}

static int64_t queue_of(const struct memory *memory, const struct item_state *state, int64_t now)
{
    if (state->suspended)
        return QUEUE_SUSPENDED;
    if (state->buried_until > now)
        return QUEUE_BURIED;
    if (memory->phase == PHASE_NEW)
        return QUEUE_NEW;
    return memory->phase == PHASE_REVIEW ? QUEUE_REVIEW : QUEUE_LEARNING;
}

/* Where it is new, its due is the place among the new ones, and stays. */
static int put_card(sqlite3 *database, const struct selection *selection, const struct memory *memory, const struct item_state *state,
                    int64_t card, int64_t created_s)
{
    const struct schedule_parameters *parameters = store_parameters(selection->exchange->store);
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(database,
                                    "UPDATE cards SET type = ?2, queue = ?3, due = CASE WHEN ?2 = 0 THEN due ELSE ?4 END, ivl = ?5,"
                                    " factor = ?6, reps = ?7, lapses = ?8, left = ?9, flags = ?10, data = ?11 WHERE id = ?1",
                                    -1, &statement, NULL);
    int64_t day = schedule_day(parameters, memory->due) - schedule_day(parameters, created_s * 1000);
    const int64_t numbers[] = {card,
                               memory->phase,
                               queue_of(memory, state, selection->exchange->now),
                               memory->phase == PHASE_REVIEW ? day : memory->due / 1000,
                               memory->phase == PHASE_REVIEW       ? memory->interval
                               : memory->phase == PHASE_RELEARNING ? 1 /* the least that Anki knows after a lapse */
                                                                   : 0,
                               memory->phase == PHASE_NEW ? 0 : 2500,
                               memory->repetitions,
                               memory->lapses,
                               steps_left(parameters, memory),
                               state->flag};
    char *data = memory->phase == PHASE_NEW ? NULL
                                            : str_print("{\"s\":%.4f,\"d\":%.3f,\"dr\":%.2f,\"lrt\":%lld}", memory->stability,
                                                        memory->difficulty, parameters->desired_retention,
                                                        (long long)(memory->last_review / 1000));
    for (int i = 0; i < 10; i++)
        sqlite3_bind_int64(statement, i + 1, numbers[i]);
    sqlite3_bind_text(statement, 11, data ? data : "", -1, SQLITE_STATIC);
    if (result == SQLITE_OK)
        result = sqlite3_step(statement) == SQLITE_DONE ? SQLITE_OK : SQLITE_ERROR;
    sqlite3_finalize(statement);
    free(data);
    return result;
}

int collection_add_progress(sqlite3 *database, const struct selection *selection, const struct item *item, int64_t card,
                            int64_t created_s, int *result, struct err *err)
{
    struct store *store = selection->exchange->store;
    struct memory memory;
    struct item_state state;
    int code = store_memory(store, item->id, &memory, err);
    if (code == 0)
        code = store_state(store, item->id, &state, err);
    if (code)
        return code;
    *result = put_card(database, selection, &memory, &state, card, created_s);
    return *result == SQLITE_OK ? add_reviews(database, selection, item, card, result, err) : 0;
}
