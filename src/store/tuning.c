#include "store/tuning.h"

#include "store/derived.h"
#include "store/json.h"
#include "store/setting_row.h"

#include <stdlib.h>
#include <string.h>

static const char WEIGHTS[] = "schedule.weights", DAY_START[] = "schedule.day-start", RETENTION[] = "schedule.retention";

/* Numbers with a space between them; false if there are not exactly as many. */
static bool read_weights(const char *text, double weights[SCHEDULE_WEIGHTS])
{
    for (int i = 0; text && i < SCHEDULE_WEIGHTS; i++) {
        char *end;
        weights[i] = strtod(text, &end);
        if (end == text)
            return false;
        text = end;
    }
    return text && !*text;
}

int store_weights(struct store *store, struct fitted_weights *weights, bool *found, struct err *err)
{
    char *json = NULL;
    *found = false;
    int code = setting_row_get(store, WEIGHTS, &json, err);
    if (code || !json)
        return code;
    char *text = store_json_value(store, json, "weights");
    *weights = (struct fitted_weights){.at = setting_integer(store, json, "at"),
                                       .reviews = (size_t)setting_integer(store, json, "reviews"),
                                       .loss_before = setting_number(store, json, "loss_before"),
                                       .loss_after = setting_number(store, json, "loss_after")};
    *found = read_weights(text, weights->weights);
    free(text);
    free(json);
    return 0;
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

/* The hour that is set; -1 if none is. */
static int read_day_start(struct store *store, int *hour, struct err *err)
{
    char *json = NULL;
    *hour = -1;
    int code = setting_row_get(store, DAY_START, &json, err);
    int64_t set = json ? setting_integer(store, json, "hour") : -1;
    if (set >= 0 && set < 24)
        *hour = (int)set;
    free(json);
    return code;
}

/* The retention that is set; 0 if none is. */
static int read_retention(struct store *store, double *retention, struct err *err)
{
    char *json = NULL;
    *retention = 0;
    int code = setting_row_get(store, RETENTION, &json, err);
    double set = json ? setting_number(store, json, "retention") : 0;
    if (set >= RETENTION_LEAST && set <= RETENTION_MOST)
        *retention = set;
    free(json);
    return code;
}

/* All that is set but the exam. */
static int read_untimed(struct store *store, struct schedule_parameters *tuned, struct err *err)
{
    int hour;
    double retention;
    struct fitted_weights fitted;
    bool found;
    int code = store_weights(store, &fitted, &found, err);
    if (!code)
        code = read_day_start(store, &hour, err);
    if (!code)
        code = read_retention(store, &retention, err);
    if (code)
        return code;
    if (hour >= 0)
        tuned->day_start_hour = hour;
    if (retention > 0)
        tuned->desired_retention = retention;
    if (found)
        memcpy(tuned->weights, fitted.weights, sizeof tuned->weights);
    return 0;
}

int tuning_adopt(struct store *store, struct err *err)
{
    struct exam exam;
    struct schedule_parameters tuned = store->given;
    int64_t version;
    int code = database_number(store, "PRAGMA data_version", &version, err);
    if (!code)
        code = read_untimed(store, &tuned, err);
    if (!code)
        code = store_exam(store, &exam, err);
    if (code)
        return code;
    store->tuned_version = version;
    store->untimed = tuned;
    if (exam.day && exam.retention > 0) {
        tuned.exam_day = exam.day;
        tuned.exam_window = exam.window;
        if (exam.retention > tuned.desired_retention)
            tuned.desired_retention = exam.retention;
    }
    store->parameters = tuned;
    return 0;
}

int tuning_keep_up(struct store *store, struct err *err)
{
    int64_t version;
    int code = database_number(store, "PRAGMA data_version", &version, err);
    return code || version == store->tuned_version ? code : tuning_adopt(store, err);
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

int store_set_day_start(struct store *store, int hour, int64_t at, struct err *err)
{
    if (hour < -1 || hour > 23)
        return err_set(err, ERR_INVALID, "a day cannot begin at %d: hours go from 0 to 23", hour);
    char *json = hour < 0 ? NULL : str_print("{\"hour\":%d}", hour);
    int code = setting_row_change(store, DAY_START, json, at, err);
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
    int code = setting_row_change(store, RETENTION, retention == 0 ? NULL : json.text, at, err);
    str_release(&json);
    return code;
}

int store_set_weights(struct store *store, const struct fitted_weights *weights, int64_t at, struct err *err)
{
    char *json = weights ? weights_json(weights, at) : NULL;
    int code = setting_row_change(store, WEIGHTS, json, at, err);
    free(json);
    return code;
}

struct schedule_parameters store_parameters_without_exam(const struct store *store)
{
    return store->untimed;
}

const struct schedule_parameters *store_given_parameters(const struct store *store)
{
    return &store->given;
}
