#include "store/clock_doubt.h"

#include "base/clock.h"
#include "store/database.h"

#include <stdio.h>

static const int64_t DAY_MS = 24 * 60 * 60 * INT64_C(1000);
static const int64_t YEAR_2020 = INT64_C(1577836800000);

enum { AHEAD_DAYS = 5 * 366 };

int store_doubt_clock(struct store *store, int64_t now, struct clock_doubt *doubt, struct err *err)
{
    *doubt = (struct clock_doubt){.now = now, .utc_offset_minutes = store->parameters.utc_offset_minutes};
    int code = database_number(store, "SELECT at FROM answer ORDER BY ordered_at DESC LIMIT 1", &doubt->last_at, err);
    if (code)
        return code;
    if (doubt->last_at && now < doubt->last_at - DAY_MS)
        doubt->kind = CLOCK_BEHIND;
    else if (doubt->last_at && now > doubt->last_at + AHEAD_DAYS * DAY_MS)
        doubt->kind = CLOCK_AHEAD;
    else if (now < YEAR_2020)
        doubt->kind = CLOCK_UNSET;
    return 0;
}

bool clock_doubt_words(const struct clock_doubt *doubt, char words[CLOCK_DOUBT_WORDS])
{
    char today[11], last[11];
    clock_date_text(doubt->now, doubt->utc_offset_minutes, today);
    clock_date_text(doubt->last_at, doubt->utc_offset_minutes, last);
    if (doubt->kind == CLOCK_PLAUSIBLE)
        return false;
    if (doubt->kind == CLOCK_UNSET)
        snprintf(words, CLOCK_DOUBT_WORDS, "The clock says %s: is it set?", today);
    else
        snprintf(words, CLOCK_DOUBT_WORDS, "The clock says %s, the last answer %s: is it right?", today, last);
    return true;
}
