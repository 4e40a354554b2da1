/*
 * How items stand besides their memory: suspended, buried, flagged, and what was answered so far.
 *
 * Like a memory it is a fold over the log, changed only by recording rows (store.h).  The struct that the store fills is released
 * by item_states_release().
 */
#ifndef STORE_STATE_H
#define STORE_STATE_H

#include "store/store.h"

/* All zero = the log says nothing about the item. */
struct item_state {
    bool suspended;
    int flag;             /* 0 = none */
    int64_t buried_until; /* ms: the start of a local day; 0 = was not buried */
    unsigned kinds;       /* bit 1 << kind for each kind of row about it */
    size_t answers;       /* times it was answered, read, watched or run */
    size_t right;         /* how many of them were right */
    bool last_right;      /* the last of them */
    int64_t took_ms;      /* spent on it */
    int64_t last_at;      /* ms, of the last of them */
};

struct named_state {
    char *item;
    struct item_state state;
};
struct item_states {
    struct named_state *items;
    size_t count, capacity;
};
void item_states_release(struct item_states *states);

/* The state of one item; of all that the log names, ordered by id. */
int store_state(struct store *store, const char *item, struct item_state *state, struct err *err);
int store_states(struct store *store, struct item_states *states, struct err *err);

/* Whether anything was ever answered or read; demos do not count. */
int store_has_answers(struct store *store, bool *any, struct err *err);

/* How often items were met that have rows of `kind`, for kinds whose items have no other rows. */
int store_count_answered(struct store *store, enum answer_kind kind, size_t *count, struct err *err);

/* Whether it may be asked at `now`: neither suspended nor still buried. */
bool item_state_is_open(const struct item_state *state, int64_t now);

/*
 * Whether so many lapses are the moment to speak of a leech: at LEECH_LAPSES, and again after every LEECH_STEP more (the rule of
 * Anki's manual, "Leeches").  An item with at least LEECH_LAPSES is one.
 */
enum { LEECH_LAPSES = 8, LEECH_STEP = 4 };
bool lapses_make_leech(int lapses);

#endif
