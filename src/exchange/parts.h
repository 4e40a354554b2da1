/*
 * What items consist of, as bits: a format says which of them it can hold, and what an item has beyond that is told as lost.
 */
#ifndef EXCHANGE_PARTS_H
#define EXCHANGE_PARTS_H

#include "course/course.h"

#include <stddef.h>

enum {
    /* what kind of item it is: exactly one */
    KIND_CARD = 1 << 0,
    KIND_CLOZE = 1 << 1,
    KIND_SINGLE = 1 << 2,
    KIND_MULTIPLE = 1 << 3,
    KIND_NUMBER = 1 << 4,
    KIND_ORDER = 1 << 5,
    KIND_SHAPE = 1 << 6,
    KIND_PROMPT = 1 << 7,
    KIND_NOTE = 1 << 8,
    KIND_PREDICTION = 1 << 9,
    KIND_EXERCISE = 1 << 10,
    KINDS_ALL = (1 << 11) - 1,

    /* what it has besides the question and the answer */
    PART_ID = 1 << 11,
    PART_LEVEL = 1 << 12,
    PART_CATEGORY = 1 << 13,
    PART_TITLE = 1 << 14,
    PART_EXPLANATION = 1 << 15,
    PART_REASONS = 1 << 16, /* why an answer is right, or why it is not */
    PART_MISTAKES = 1 << 17,
    PART_NAMES = 1 << 18, /* of misconceptions */
    PART_HINTS = 1 << 19,
    PART_SOURCES = 1 << 20,
    PART_ERRATUM = 1 << 21,
    PART_EXPERIMENT = 1 << 22,
    PART_PROOFS = 1 << 23,
    PART_LIMITS = 1 << 24, /* time and attempts in a challenge */
    PART_GAP_HINTS = 1 << 25,
    PART_PINNED = 1 << 26,
    PART_DISPUTE = 1 << 27,
    PART_ALSO = 1 << 28, /* further right orders */
    PARTS_ALL = (1 << 29) - (1 << 11)
};

/* The KIND_ bit of an item, and the PART_ bits of what it has; texts that importing filled in (complete.h) count as absent. */
unsigned parts_kind(const struct item *item);
unsigned parts_of(const struct item *item);

/* The word for a bit: "card", "gap text", "hints"; a kind is countable with an s, where a word differs in its plural both forms
 * are given. */
const char *part_name(unsigned bit, size_t count);

#endif
