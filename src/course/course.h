/*
 * The course: immutable data, checked and loaded from YAML.
 *
 * course_load() makes one `struct course`; everything reachable from it belongs to it and lives until course_free().  Nothing in it
 * changes after loading, so pointers into it may be kept by anyone who does not outlive it.
 * Texts named "markdown" are Markdown (emphasis, code, lists, fenced code blocks with a language); all others are plain lines.
 */
#ifndef COURSE_COURSE_H
#define COURSE_COURSE_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct diagnostics;

enum level { LEVEL_BEGINNER, LEVEL_INTERMEDIATE, LEVEL_ADVANCED, LEVEL_EXPERT, LEVEL_COUNT };

/* The five categories of questions. */
enum category {
    CATEGORY_CONCEPTUAL,
    CATEGORY_PREDICT_OUTPUT,
    CATEGORY_HYPERPARAMETER,
    CATEGORY_DEBUG,
    CATEGORY_METRICS,
    CATEGORY_COUNT
};

enum item_kind { ITEM_NOTE, ITEM_CARD, ITEM_QUESTION, ITEM_PROMPT, ITEM_PREDICTION, ITEM_EXERCISE, ITEM_KIND_COUNT };

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

enum layout { LAYOUT_CHANNELS_FIRST, LAYOUT_CHANNELS_LAST };
enum mode { MODE_TRAINING, MODE_INFERENCE };
enum framework { FRAMEWORK_PYTORCH, FRAMEWORK_KERAS, FRAMEWORK_ONNX };
enum generator { GENERATOR_VALUES, GENERATOR_NORMAL, GENERATOR_UNIFORM, GENERATOR_CONSTANT, GENERATOR_OUTLIER };

enum { EXPERIMENT_RANK_MAX = 5 };

/*
 * An experiment as declared; src/experiment runs it: on the kernel, or on a model of src/laboratory, which has parameters of its
 * own and may take the tensor.  Lists for channels hold one number (for all) or one for each channel.
 */
struct experiment {
    const char *id;
    const char *title;
    const char *about;         /* markdown: what to watch */
    const struct topic *topic; /* NULL for one that no course declares */
    const char *model;         /* name, or NULL: the kernel */
    struct assignments set;    /* the model's parameters that differ from their fallbacks */
    enum layout layout;
    enum mode mode;
    enum framework framework; /* sets the defaults of epsilon and momentum, and the rule for running statistics */
    size_t shape[EXPERIMENT_RANK_MAX];
    size_t
        rank; /* 2..EXPERIMENT_RANK_MAX, or 0 for a model without a tensor; the layout tells which dimension holds the channels */
    enum generator generator;
    struct numbers values;    /* GENERATOR_VALUES: all of x, in the layout's order */
    struct numbers mean, std; /* of the generator, for each channel */
    unsigned seed;
    struct numbers gamma, beta;
    struct numbers running_mean, running_var; /* before the first step; default 0 and 1 */
    struct numbers dy;                        /* gradient of the loss by y; empty = no backward pass */
    double epsilon;                           /* >= 0 */
    double momentum;                          /* in the framework's own meaning; negative = cumulative average (PyTorch's None) */
    unsigned steps;                           /* training batches fed before the one that is shown */
    unsigned page; /* the step or page at which its demo opens, from 1; 0 = the demo's own */
    struct position at;
};

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

struct topic {
    const char *id;
    const char *title;
    const char *summary; /* one line */
    const struct topic **prerequisites;
    size_t prerequisite_count;
    const struct note *notes;
    size_t note_count;
    const struct card *cards;
    size_t card_count;
    const struct question *questions;
    size_t question_count;
    const struct prompt *prompts;
    size_t prompt_count;
    const struct question *predictions; /* each with an experiment, which is watched afterwards */
    size_t prediction_count;
    const struct experiment *experiments;
    size_t experiment_count;
    const struct exercise *exercises;
    size_t exercise_count;
    struct position at;
};

/* What the clock of a challenge does while a demo is watched before the problem is decided. */
enum watching { WATCHING_RUNS, WATCHING_PAUSES };

/* A timed set of questions with a badge. */
struct challenge {
    const char *id;
    const char *title;
    const char *badge;     /* what is won */
    const char *criterion; /* how, in one sentence; always shown */
    const struct question **questions;
    size_t question_count;
    enum watching watching;
    int draw; /* 0 = all questions in their order; else so many of them, drawn anew for each run; <= question_count */
    struct position at;
};

struct course {
    const char *title;
    const struct topic *topics; /* in teaching order */
    size_t topic_count;
    const struct challenge *challenges;
    size_t challenge_count;
};

/*
 * Loads course.yaml in `directory` with the topic files it names, then every *.yaml of `own_directory` (may be NULL or absent) as
 * further topics.  Every error of every file goes to `diagnostics`.  A faulty own file is left out and never keeps the others from
 * loading; an error in the shipped course gives ERR_INVALID.  On failure *course is NULL.
 */
int course_load(struct course **course, const char *directory, const char *own_directory, struct diagnostics *diagnostics,
                struct err *err);

/* Frees the course and sets the pointer to NULL; NULL inside is allowed. */
void course_free(struct course **course);

/* Finds by id; NULL if there is none. */
const struct topic *course_topic(const struct course *course, const char *id);
const struct experiment *course_experiment(const struct course *course, const char *id);
const struct challenge *course_challenge(const struct course *course, const char *id);
const struct exercise *course_exercise(const struct course *course, const char *id);
const struct item *course_item(const struct course *course, const char *id);

/* Item number `index` of `kind` in a topic; NULL past the last one. */
const struct item *topic_item(const struct topic *topic, enum item_kind kind, size_t index);

/* The id closest to a mistyped one among topics, items, experiments and challenges, for "did you mean"; NULL if none is close. */
const char *course_suggest(const struct course *course, const char *id);

/* Words as they stand in YAML and on the screen: "beginner", "predict output", "training", "pytorch". */
const char *level_name(enum level level);
const char *category_name(enum category category);
const char *mode_name(enum mode mode);
const char *framework_name(enum framework framework);
const char *item_kind_name(enum item_kind kind);
const char *question_kind_name(enum question_kind kind);
const char *question_format_name(enum question_format format);
const char *card_kind_name(enum card_kind kind);

/* A framework's defaults, momentum in its own meaning. */
double framework_momentum(enum framework framework);
double framework_epsilon(enum framework framework);

/* The level of that name; false if the word is none. */
bool level_parse(const char *word, enum level *level);

#endif
