/*
 * Settings that are rows of the log, for tuning.c and tuning_exam.c: flat JSON objects, the last one said of each holds.
 */
#ifndef STORE_SETTING_ROW_H
#define STORE_SETTING_ROW_H

#include "store/database.h"

/* The value that holds, owned by the caller; NULL in *json if there is none. */
int setting_row_get(struct store *store, const char *name, char **json, struct err *err);

/* Within a write: says that `json` (NULL = none) holds from now on, unless it does already. */
int setting_row_put(struct store *store, const char *name, const char *json, int64_t at, struct err *err);

/* One setting in a write of its own, which folds everything anew if that changes anything. */
int setting_row_change(struct store *store, const char *name, const char *json, int64_t at, struct err *err);

/* A member of `json`; 0 or false if it is absent. */
double setting_number(struct store *store, const char *json, const char *key);
int64_t setting_integer(struct store *store, const char *json, const char *key);
bool setting_boolean(struct store *store, const char *json, const char *key);

#endif
