/* What is set is said in the log, and everything that is folded with it follows. */
#include "store/tuning.h"

#include "store/derived.h"
#include "store/json.h"
#include "store/setting_row.h"
#include "store/tuning_adopt.h"

#include <stdlib.h>
#include <string.h>

/* Within a write: says that `json` (NULL = none) holds from now on, unless it does already. */
static int say(struct store *store, const char *name, const char *json, int64_t at, struct err *err)
{
    char *before = NULL;
    int64_t sequence;
    int code = setting_row_get(store, name, &before, err);
    bool same = before && json ? strcmp(before, json) == 0 : before == json;
    free(before);
    if (code || same)
        return code;
    const struct answer row = {.kind = ANSWER_SETTING,
                               .item = (char *)(uintptr_t)name, /* only read */
                               .at = at > 0 ? at : 0,
                               .utc_offset_minutes = store->given.utc_offset_minutes,
                               .detail = (char *)(uintptr_t)json};
    return log_append(store, &row, &sequence, err);
}

/* The schedule as the log sets it now, and all that follows from it. */
static int follow(struct store *store, struct err *err)
{
    int code = tuning_adopt(store, err);
    return code ? code : derived_follow(store, err);
}

/* One setting in a write of its own. */
static int change(struct store *store, const char *name, const char *json, int64_t at, struct err *err)
{
    int code = database_begin(store, err);
    if (code)
        return code;
    code = say(store, name, json, at, err);
    if (code == 0)
        code = follow(store, err);
    return database_end(store, code, err);
}

int store_set_day_start(struct store *store, int hour, int64_t at, struct err *err)
{
    if (hour < -1 || hour > 23)
        return err_set(err, ERR_INVALID, "a day cannot begin at %d: hours go from 0 to 23", hour);
    char *json = hour < 0 ? NULL : str_print("{\"hour\":%d}", hour);
    int code = change(store, SETTING_DAY_START, json, at, err);
    free(json);
    return code;
}

int store_set_retention(struct store *store, double retention, int64_t at, struct err *err)
{
    if (retention != 0 && !(retention >= RETENTION_LEAST && retention <= RETENTION_MOST))
        return err_set(err, ERR_INVALID, "a retention of %g cannot be had: it goes from %g to %g", retention, RETENTION_LEAST,
                       RETENTION_MOST);
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    json_object_number(&json, "retention", retention);
    json_object_end(&json);
    int code = change(store, SETTING_RETENTION, retention == 0 ? NULL : json.text, at, err);
    str_release(&json);
    return code;
}

static char *weights_json(const struct fitted_weights *weights, int64_t at)
{
    struct str json, numbers;
    str_init(&json);
    str_init(&numbers);
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        str_addf(&numbers, "%s%.17g", i ? " " : "", weights->weights[i]);
    json_object_begin(&json);
    json_object_integer(&json, "at", at);
    json_object_text(&json, "weights", numbers.text);
    json_object_integer(&json, "reviews", (int64_t)weights->reviews);
    json_object_number(&json, "loss_before", weights->loss_before);
    json_object_number(&json, "loss_after", weights->loss_after);
    json_object_end(&json);
    str_release(&numbers);
    return str_take(&json);
}

int store_set_weights(struct store *store, const struct fitted_weights *weights, int64_t at, struct err *err)
{
    char *json = weights ? weights_json(weights, at) : NULL;
    int code = change(store, SETTING_WEIGHTS, json, at, err);
    free(json);
    return code;
}

static void begin_json(struct str *json, const struct exam *exam)
{
    str_init(json);
    json_object_begin(json);
    json_object_integer(json, "day", exam->day);
    json_object_number(json, "recall", exam->recall);
    json_object_number(json, "minutes", exam->minutes);
}

static int say_goal(struct store *store, const struct exam *exam, int64_t at, struct err *err)
{
    struct str json;
    begin_json(&json, exam);
    json_object_end(&json);
    int code = say(store, SETTING_EXAM, json.text, at, err);
    str_release(&json);
    return code;
}

static int say_plan(struct store *store, const struct exam *exam, int64_t at, struct err *err)
{
    struct str json;
    begin_json(&json, exam);
    json_object_number(&json, "retention", exam->retention);
    json_object_integer(&json, "window", exam->window);
    json_object_end(&json);
    int code = say(store, SETTING_PLAN, json.text, at, err);
    str_release(&json);
    return code;
}

static int keep_today(struct store *store, const struct exam *exam, struct err *err)
{
    struct str json;
    begin_json(&json, exam);
    json_object_number(&json, "pace", exam->pace);
    json_object_integer(&json, "planned", exam->planned);
    json_object_number(&json, "fresh", exam->fresh);
    json_object_number(&json, "reviews", exam->reviews);
    json_object_number(&json, "minutes_today", exam->minutes_today);
    json_object_number(&json, "expected", exam->expected);
    json_object_number(&json, "needed", exam->needed);
    json_object_boolean(&json, "reached", exam->reached);
    json_object_end(&json);
    int code = setting_put(store, SETTING_TODAY, json.text, err);
    str_release(&json);
    return code;
}

int store_set_exam(struct store *store, const struct exam *exam, int64_t at, struct err *err)
{
    if (!exam)
        return change(store, SETTING_EXAM, NULL, at, err);
    int code = database_begin(store, err);
    if (code)
        return code;
    code = say_goal(store, exam, at, err);
    if (code == 0)
        code = say_plan(store, exam, at, err);
    if (code == 0)
        code = keep_today(store, exam, err);
    if (code == 0)
        code = follow(store, err);
    return database_end(store, code, err);
}

static const char over[] = "{\"over\":true}";

int store_end_exam(struct store *store, int64_t at, struct err *err)
{
    return change(store, SETTING_EXAM, over, at, err);
}

bool store_setting_is_end(const struct answer *setting)
{
    return setting->detail && strcmp(setting->detail, over) == 0;
}

int store_use_parameters(struct store *store, const struct schedule_parameters *parameters, struct err *err)
{
    struct schedule_parameters before = store->given;
    store->given = *parameters;
    int code = tuning_adopt(store, err);
    if (code == 0)
        code = derived_follow_parameters(store, err);
    if (code) {
        store->given = before;
        tuning_adopt(store, NULL);
    }
    return code;
}
