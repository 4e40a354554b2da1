/*
 * Exercises as they are declared; src/experiment makes questions of them.  A part of a `struct course`, which owns all of it.
 */
#ifndef COURSE_EXERCISE_H
#define COURSE_EXERCISE_H

#include "course/experiment.h"
#include "course/question.h"

/* A named number, or list of numbers, of an exercise; exactly one of the five ways is used. */
struct draw {
    const char *name;
    struct numbers one_of;
    double from, to, step;
    bool ranged; /* from, to and step hold */
    const struct strings *lists;
    size_t list_count;
    const char *is;       /* an expression over what was drawn before */
    struct strings texts; /* one of them is drawn; its number counts in expressions, its text in placeholders */
    unsigned count;       /* numbers drawn; 0 = one that is no list */
    bool shuffled;        /* one of `lists`, in any order */
};

/* The experiment of an exercise: as struct experiment, but with expressions over what was drawn. */
struct setup {
    struct strings shape;
    enum layout layout;
    enum mode mode;
    enum framework framework;
    struct strings values, gamma, beta, running_mean, running_var, dy; /* count 0 when the key is absent */
    const char *epsilon, *momentum, *steps;                            /* or NULL */
};

/*
 * A wrong way to calculate, which makes a wrong option; or one case of several, of which the first that holds is right and the
 * others are wrong options.
 */
struct mistake {
    const char *name;  /* of the misconception */
    const char *value; /* an expression, or NULL for a case */
    const char *why;   /* markdown with placeholders: why it is wrong */
    const char *when;  /* of a case: an expression, or NULL = otherwise */
    const char *text;  /* of a case: the option, with placeholders */
    const char *right; /* of a case: why it is right where it holds, with placeholders */
};

/*
 * A question with fresh numbers each time; src/experiment makes one from a seed.  Texts hold placeholders such as {m} or {x[0]:2},
 * an expression with the number of decimals to show.
 */
struct exercise {
    struct item item; /* of kind ITEM_EXERCISE; what it makes is of kind ITEM_QUESTION */
    enum category category;
    const char *title;
    const char *stem;
    const char *explanation;
    struct strings hints;
    const struct draw *draws;
    size_t draw_count;
    struct strings where;      /* expressions that hold for numbers that are fit */
    const struct setup *setup; /* NULL = plain arithmetic */
    const char *answer;        /* an expression over numbers that were drawn and results; NULL = the mistakes are cases */
    const char *why;           /* markdown: why it is right; NULL with cases */
    int digits;                /* decimals of the options */
    const struct mistake *mistakes;
    size_t mistake_count; /* at least EXERCISE_OPTIONS - 1 */
};

enum { EXERCISE_OPTIONS = 4, EXERCISE_MISTAKES_MAX = 9 };

#endif
