/*
 * Settings that are rows of the log, for the files of tuning.h: flat JSON objects, the last one said of each holds.
 */
#ifndef STORE_SETTING_ROW_H
#define STORE_SETTING_ROW_H

#include "store/database.h"

#define SETTING_WEIGHTS "schedule.weights"
#define SETTING_DAY_START "schedule.day-start"
#define SETTING_RETENTION "schedule.retention"
#define SETTING_EXAM "schedule.exam"   /* the goal */
#define SETTING_PLAN "schedule.plan"   /* what it was planned with */
#define SETTING_TODAY "schedule.today" /* what the plan foretells for today: no row, but kept by setting_put() */

/* The value that holds, owned by the caller; NULL in *json if there is none. */
int setting_row_get(struct store *store, const char *name, char **json, struct err *err);

/* A member of `json`; 0 or false if it is absent. */
double setting_number(struct store *store, const char *json, const char *key);
int64_t setting_integer(struct store *store, const char *json, const char *key);
bool setting_boolean(struct store *store, const char *json, const char *key);

#endif
