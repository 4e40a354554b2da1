/*
 * What everything that is learned has in common, with what is only read: notes, cards, and prompts to be explained.  A part of a
 * `struct course`, which owns all of it.
 */
#ifndef COURSE_ITEM_H
#define COURSE_ITEM_H

#include <stdbool.h>
#include <stddef.h>

struct experiment;
struct topic;

enum level { LEVEL_BEGINNER, LEVEL_INTERMEDIATE, LEVEL_ADVANCED, LEVEL_EXPERT, LEVEL_COUNT };

enum item_kind { ITEM_NOTE, ITEM_CARD, ITEM_QUESTION, ITEM_PROMPT, ITEM_PREDICTION, ITEM_EXERCISE, ITEM_KIND_COUNT };

enum card_kind { CARD_TWO_SIDES, CARD_CLOZE, CARD_CONTESTED, CARD_KIND_COUNT };

/* Where something stands in a course file; line and column count from 1. */
struct position {
    const char *file;
    size_t line, column;
};

struct strings {
    const char **items;
    size_t count;
};

/* A list of numbers; count 0 when the key is absent. */
struct numbers {
    double *items;
    size_t count;
};

/* Parameters of a model by name, with the values as they are written; src/experiment knows which there are. */
struct assignment {
    const char *key, *value;
    struct position at;
};
struct assignments {
    const struct assignment *items;
    size_t count;
};

/*
 * Numbers that an item states, and how they are calculated: src/experiment proves that they round to what is stated.  Settings that
 * replace those of the experiment: -1 = not replaced for words, NaN for numbers.
 */
struct proof {
    const struct experiment *experiment; /* NULL = the item's own, if it has one */
    const char *result;                  /* an expression over the experiment's results */
    unsigned at;                         /* the element of the result that the first value states */
    struct strings values;               /* as they are stated, digits and all */
    int mode, framework;
    double epsilon, momentum, gamma, beta;
    unsigned batch; /* 0 = not replaced */
    unsigned steps;
    struct assignments set; /* of an experiment over a model */
    struct position position;
};

/* What everything that is learned has in common. */
struct item {
    const char *id; /* unique over all loaded files; keeps its history when the text changes */
    enum item_kind kind;
    enum level level;
    const struct topic *topic;
    struct strings sources;              /* papers, documentation, framework files */
    struct strings origin;               /* ids of the source pages' items this one carries, such as "0-F1"; often empty */
    const char *erratum;                 /* markdown: what popular pages say here, and what is right; or NULL */
    const struct experiment *experiment; /* the one that shows it, or NULL */
    const struct proof *proofs;
    size_t proof_count;
    const char *unproved; /* why numbers stand in it that no experiment yields, or NULL */
    struct position at;
};

struct note {
    struct item item;
    const char *title;
    const char *body; /* markdown */
};

/* One side of a dispute. */
struct stance {
    const char *says;     /* markdown: what is held */
    const char *evidence; /* markdown: what speaks for it */
    const char *source;   /* where that stands */
};

struct dispute {
    const struct stance *stances;
    size_t stance_count; /* 2..4 */
    const char *why;     /* markdown: why it is not settled */
};

struct card {
    struct item item;
    enum card_kind kind;
    const char *front; /* markdown; of a cloze card its text with the gaps open */
    const char *back;  /* markdown; of a cloze card its text with the gaps filled; of a contested card what can be said today */
    const char *cloze; /* as it is written, with {{gaps}}; NULL for other cards */
    const struct dispute *contested; /* NULL for other cards */
};

/* A concept is found in a learner's text when every group has at least one word of it there (case does not matter, parts count). */
struct concept {
    const char *says; /* the concept in one sentence */
    const struct strings *groups;
    size_t group_count;
};

struct prompt {
    struct item item;
    const char *ask;    /* markdown */
    const char *answer; /* markdown: a model answer */
    struct strings hints;
    const struct concept *concepts;
    size_t concept_count;
};

#endif
