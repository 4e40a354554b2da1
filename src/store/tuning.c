#include "store/tuning.h"

#include "store/setting_row.h"
#include "store/tuning_adopt.h"

#include <stdlib.h>
#include <string.h>

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
    int code = setting_row_get(store, SETTING_WEIGHTS, &json, err);
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

/* The hour that is set; -1 if none is. */
static int read_day_start(struct store *store, int *hour, struct err *err)
{
    char *json = NULL;
    *hour = -1;
    int code = setting_row_get(store, SETTING_DAY_START, &json, err);
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
    int code = setting_row_get(store, SETTING_RETENTION, &json, err);
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

struct schedule_parameters store_parameters_without_exam(const struct store *store)
{
    return store->untimed;
}

const struct schedule_parameters *store_given_parameters(const struct store *store)
{
    return &store->given;
}
