/*
 * Whether the machine's clock can be right, by what the log holds.
 */
#ifndef STORE_CLOCK_DOUBT_H
#define STORE_CLOCK_DOUBT_H

#include "store/store.h"

struct clock_doubt {
    enum { CLOCK_PLAUSIBLE, CLOCK_UNSET, CLOCK_BEHIND, CLOCK_AHEAD } kind;
    int64_t now, last_at; /* ms: the clock, and the last answer */
    int utc_offset_minutes;
};

/*
 * Behind: more than a day before the last answer.  Ahead: more than five years after it.  Unset: before the year 2020.  A clock
 * that ran ahead for a while and was set right again is no longer in doubt after the first answer.
 */
int store_doubt_clock(struct store *store, int64_t now, struct clock_doubt *doubt, struct err *err);

/* One short sentence for the learner; false if there is nothing to say. */
enum { CLOCK_DOUBT_WORDS = 256 };
bool clock_doubt_words(const struct clock_doubt *doubt, char words[CLOCK_DOUBT_WORDS]);

#endif
