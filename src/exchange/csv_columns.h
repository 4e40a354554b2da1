/* Rows of a table as items, by what the columns are called. */
#ifndef EXCHANGE_CSV_COLUMNS_H
#define EXCHANGE_CSV_COLUMNS_H

#include "exchange/separated.h"

enum csv_column {
    CSV_ID,
    CSV_TOPIC,
    CSV_KIND,
    CSV_LEVEL,
    CSV_CATEGORY,
    CSV_TITLE,
    CSV_FRONT,
    CSV_BACK,
    CSV_TOLERANCE,
    CSV_REASON,
    CSV_EXPLANATION,
    CSV_HINTS,
    CSV_SOURCES,
    CSV_OPTION,                                  /* the first of them */
    CSV_WHY = CSV_OPTION + QUESTION_OPTIONS_MAX, /* likewise */
    CSV_COLUMNS = CSV_WHY + QUESTION_OPTIONS_MAX
};

struct csv_columns {
    size_t places[CSV_COLUMNS]; /* from 1; 0 = there is none */
};

/* True if `record` is a heading: it names a front and a back, or more.  Otherwise the first two columns are front and back. */
bool csv_columns_read(struct csv_columns *columns, struct import *import, const struct record *record);

void csv_take(struct import *import, const struct csv_columns *columns, const struct record *record);

#endif
