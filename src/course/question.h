/*
 * Questions and predictions: what is asked, what is right, and what each wrong answer tells.  A part of a `struct course`, which owns
 * all of it.
 */
#ifndef COURSE_QUESTION_H
#define COURSE_QUESTION_H

#include "course/item.h"

/* The five categories of questions. */
enum category {
    CATEGORY_CONCEPTUAL,
    CATEGORY_PREDICT_OUTPUT,
    CATEGORY_HYPERPARAMETER,
    CATEGORY_DEBUG,
    CATEGORY_METRICS,
    CATEGORY_COUNT
};

/* How a question is answered. */
enum question_kind {
    QUESTION_SINGLE,   /* one of several options */
    QUESTION_MULTIPLE, /* all options that are right */
    QUESTION_NUMBER,   /* a number that is typed */
    QUESTION_ORDER,    /* lines that are put into their order */
    QUESTION_SHAPE,    /* the dimensions of a tensor, typed */
    QUESTION_KIND_COUNT
};

/* What a question is about, for counting and choosing. */
enum question_format {
    FORMAT_PLAIN,
    FORMAT_PREDICT_THE_OUTPUT,
    FORMAT_FIND_THE_BUG,
    FORMAT_WHAT_SHAPE,
    FORMAT_WHAT_ERROR,
    FORMAT_ORDER_THE_LINES,
    FORMAT_COUNT
};

/* How an answer comes about, over the results of the experiment that shows it. */
struct computation {
    const char *expression; /* NULL = that is not told */
    const char *formula;    /* how it is read; NULL = as src/experiment/formula.h writes the expression */
};

struct option {
    const char *text;          /* markdown, one paragraph */
    const char *why;           /* markdown: why it is right, or which misconception leads to it */
    const char *misconception; /* its short name, or NULL */
    const struct experiment *experiment; /* the one that refutes it, or NULL */
    struct computation computed;         /* what it states */
    bool right;
    bool pinned; /* keeps its place when options are shuffled */
};

/* A wrong answer that tells how it came about. */
struct wrong_answer {
    const char *name;                    /* of the misconception */
    struct strings values;               /* a number; a shape; or numbers of lines, from 1, in the order in which they were put */
    const char *why;                     /* markdown */
    const struct experiment *experiment; /* the one that refutes it, or NULL */
    struct computation computed;         /* a number */
};

enum { QUESTION_OPTIONS_MAX = 8, QUESTION_DIMENSIONS_MAX = 8 };

struct question {
    struct item item; /* of kind ITEM_QUESTION or ITEM_PREDICTION */
    enum category category;
    enum question_kind kind;
    enum question_format format;
    const char *title;       /* a few words, for lists */
    const char *stem;        /* markdown */
    const char *explanation; /* markdown, shown after success too */
    struct strings hints;    /* markdown each, from vague to nearly telling */

    /* single and multiple: 2..QUESTION_OPTIONS_MAX; exactly one of them is right, or at least one is and one is not */
    const struct option *options;
    size_t option_count;

    /* number, order and shape */
    struct strings answer;            /* one number, or dimensions; decimal, as written */
    struct computation computed;      /* number: the answer */
    double tolerance, relative;       /* number: what it may differ by, as such and as a share of it; the larger one holds */
    struct strings lines;             /* order: markdown each, in their right order; 2..QUESTION_OPTIONS_MAX */
    const struct strings *also;       /* order: further right ones, as numbers of lines from 1 */
    size_t also_count;
    const char *why;                  /* markdown: why it is right; NULL for other kinds */
    const struct wrong_answer *mistakes;
    size_t mistake_count;

    int seconds;  /* time limit in a challenge; 0 = none */
    int attempts; /* in a challenge, >= 1 */
};

#endif
