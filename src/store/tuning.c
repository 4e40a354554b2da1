#include "store/tuning.h"

#include "store/database.h"
#include "store/json.h"

#include <stdlib.h>
#include <string.h>

static const char EXAM[] = "schedule.exam", WEIGHTS[] = "schedule.weights", WEIGHTS_LOG[] = "schedule.weights.log",
                  DAY_START[] = "schedule.day-start";

static const int64_t DAY_LIMIT = 10 * 1000 * INT64_C(1000); /* days, far from overflow */

static double number(struct store *store, const char *json, const char *key)
{
    char *text = store_json_value(store, json, key);
    double value = text ? strtod(text, NULL) : 0;
    free(text);
    return value;
}

static int64_t integer(struct store *store, const char *json, const char *key)
{
    char *text = store_json_value(store, json, key);
    int64_t value = text ? strtoll(text, NULL, 10) : 0;
    free(text);
    return value;
}

static bool boolean(struct store *store, const char *json, const char *key)
{
    char *text = store_json_value(store, json, key);
    bool value = text && strcmp(text, "true") == 0;
    free(text);
    return value;
}

int store_exam(struct store *store, struct exam *exam, struct err *err)
{
    char *json = NULL;
    *exam = (struct exam){0};
    int code = store_get(store, EXAM, &json, err);
    if (code || !json)
        return code;
    *exam = (struct exam){.day = integer(store, json, "day"),
                          .recall = number(store, json, "recall"),
                          .minutes = number(store, json, "minutes"),
                          .retention = number(store, json, "retention"),
                          .window = (int)integer(store, json, "window"),
                          .pace = number(store, json, "pace"),
                          .planned = integer(store, json, "planned"),
                          .fresh = number(store, json, "fresh"),
                          .reviews = number(store, json, "reviews"),
                          .minutes_today = number(store, json, "minutes_today"),
                          .expected = number(store, json, "expected"),
                          .needed = number(store, json, "needed"),
                          .reached = boolean(store, json, "reached")};
    free(json);
    if (exam->day < 0 || exam->day > DAY_LIMIT || !(exam->recall > 0 && exam->recall < 1) || !(exam->minutes >= 0))
        *exam = (struct exam){0};
    return 0;
}

static char *exam_json(const struct exam *exam)
{
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    json_object_integer(&json, "day", exam->day);
    json_object_number(&json, "recall", exam->recall);
    json_object_number(&json, "minutes", exam->minutes);
    json_object_number(&json, "retention", exam->retention);
    json_object_integer(&json, "window", exam->window);
    json_object_number(&json, "pace", exam->pace);
    json_object_integer(&json, "planned", exam->planned);
    json_object_number(&json, "fresh", exam->fresh);
    json_object_number(&json, "reviews", exam->reviews);
    json_object_number(&json, "minutes_today", exam->minutes_today);
    json_object_number(&json, "expected", exam->expected);
    json_object_number(&json, "needed", exam->needed);
    json_object_boolean(&json, "reached", exam->reached);
    json_object_end(&json);
    return str_take(&json);
}

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
    int code = store_get(store, WEIGHTS, &json, err);
    if (code || !json)
        return code;
    char *text = store_json_value(store, json, "weights");
    *weights = (struct fitted_weights){.at = integer(store, json, "at"),
                                       .reviews = (size_t)integer(store, json, "reviews"),
                                       .loss_before = number(store, json, "loss_before"),
                                       .loss_after = number(store, json, "loss_after")};
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
    for (int i = 0; weights && i < SCHEDULE_WEIGHTS; i++)
        str_addf(&numbers, "%s%.17g", i ? " " : "", weights->weights[i]);
    json_object_begin(&json);
    json_object_integer(&json, "at", at);
    json_object_text(&json, "weights", weights ? numbers.text : NULL);
    if (weights) {
        json_object_integer(&json, "reviews", (int64_t)weights->reviews);
        json_object_number(&json, "loss_before", weights->loss_before);
        json_object_number(&json, "loss_after", weights->loss_after);
    }
    json_object_end(&json);
    str_release(&numbers);
    return str_take(&json);
}

/* The hour that was set; -1 if none was. */
static int read_day_start(struct store *store, int *hour, struct err *err)
{
    char *text = NULL;
    *hour = -1;
    int code = store_get(store, DAY_START, &text, err);
    if (text && strspn(text, "0123456789") == strlen(text) && strlen(text) < 3 && strtol(text, NULL, 10) < 24)
        *hour = (int)strtol(text, NULL, 10);
    free(text);
    return code;
}

int tuning_adopt(struct store *store, struct err *err)
{
    int hour;
    struct exam exam;
    struct fitted_weights fitted;
    bool found;
    struct schedule_parameters tuned = store->given;
    int code = store_exam(store, &exam, err);
    if (!code)
        code = store_weights(store, &fitted, &found, err);
    if (!code)
        code = read_day_start(store, &hour, err);
    if (code)
        return code;
    if (hour >= 0)
        tuned.day_start_hour = hour;
    if (found)
        memcpy(tuned.weights, fitted.weights, sizeof tuned.weights);
    if (exam.day && exam.retention > 0) {
        tuned.exam_day = exam.day;
        tuned.exam_window = exam.window;
        if (exam.retention > tuned.desired_retention)
            tuned.desired_retention = exam.retention;
    }
    store->parameters = tuned;
    return 0;
}

/* Lays the settings over what was given and folds anew if that changes anything. */
static int follow(struct store *store, struct err *err)
{
    struct schedule_parameters before = store->parameters;
    int code = tuning_adopt(store, err);
    if (code)
        return code;
    struct schedule_parameters tuned = store->parameters;
    store->parameters = before;
    return store_use_parameters(store, &tuned, err);
}

int store_set_day_start(struct store *store, int hour, struct err *err)
{
    if (hour < -1 || hour > 23)
        return err_set(err, ERR_INVALID, "a day cannot begin at %d: hours go from 0 to 23", hour);
    char *text = str_print("%d", hour);
    int code = store_put(store, DAY_START, hour < 0 ? NULL : text, err);
    free(text);
    return code ? code : follow(store, err);
}

int store_set_exam(struct store *store, const struct exam *exam, struct err *err)
{
    char *json = exam ? exam_json(exam) : NULL;
    int code = store_put(store, EXAM, json, err);
    free(json);
    return code ? code : follow(store, err);
}

/* A line for each change, the newest last. */
static int add_to_log(struct store *store, const char *json, struct err *err)
{
    char *before = NULL;
    int code = store_get(store, WEIGHTS_LOG, &before, err);
    if (code)
        return code;
    char *after = str_print("%s%s\n", before ? before : "", json);
    code = store_put(store, WEIGHTS_LOG, after, err);
    free(before);
    free(after);
    return code;
}

int store_set_weights(struct store *store, const struct fitted_weights *weights, int64_t at, struct err *err)
{
    char *json = weights_json(weights, at);
    int code = add_to_log(store, json, err);
    if (!code)
        code = store_put(store, WEIGHTS, weights ? json : NULL, err);
    free(json);
    return code ? code : follow(store, err);
}

struct schedule_parameters store_parameters_without_exam(const struct store *store)
{
    struct schedule_parameters parameters = store->parameters;
    parameters.desired_retention = store->given.desired_retention;
    parameters.exam_day = 0;
    return parameters;
}

const struct schedule_parameters *store_given_parameters(const struct store *store)
{
    return &store->given;
}
