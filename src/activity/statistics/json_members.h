/*
 * Members and lists of the progress JSON that json_object_*() have no word for.
 *
 * Nested values are written by hand after their name; json_object_*() write the members of one flat object.
 */
#ifndef ACTIVITY_STATISTICS_JSON_MEMBERS_H
#define ACTIVITY_STATISTICS_JSON_MEMBERS_H

#include "base/str.h"

#include <stdint.h>

/* The name of a nested member; what comes between two elements of a list. */
void figures_name(struct str *out, const char *name);
void figures_next(struct str *out);

void figures_count(struct str *out, const char *name, size_t count);

/* A local day as its date. */
void figures_day(struct str *out, const char *name, int64_t day);

#endif
