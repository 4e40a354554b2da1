/*
 * Models: what takes more than one run of the kernel, such as a stream of batches, four ways to sum, or two networks in training.
 *
 * A model is a table of parameters and a pure function from their values and a seed to named findings.  Everything that a demo
 * shows, a `proves:` key states, a prediction asks or --json prints is one of the findings.  A model is one file and one line in
 * model_table.
 */
#ifndef LABORATORY_MODEL_H
#define LABORATORY_MODEL_H

#include "base/err.h"
#include "laboratory/findings.h"

#include <stdint.h>

enum parameter_kind { PARAMETER_NUMBER, PARAMETER_INTEGER, PARAMETER_CHOICE };

/* One thing that can be turned. */
enum { PARAMETER_TEXT_MAX = 48 };
struct parameter {
    const char *key;   /* "momentum": on the command line and in YAML */
    const char *label; /* "momentum", "γ": on the screen; "" where the value says it all */
    const char *help;  /* one sentence */
    enum parameter_kind kind;
    double low, high, fallback; /* PARAMETER_CHOICE: indices into `choices` */
    double step;                /* what one key press adds, or the factor by which it multiplies */
    bool factor;
    const double *stops; /* or the numbers that key presses go through, ascending; NULL = by `step` */
    size_t stop_count;
    const char *least;          /* what `low` is called where it is no number: "cumulative"; or NULL */
    const char *const *choices; /* ended by NULL */
    const char *const *synonyms; /* other words for each of them: "nchw, nc"; or NULL */

    /* How a value reads behind the label, such as "×1.5"; NULL = as parameter_word(). */
    void (*text)(double value, char text[PARAMETER_TEXT_MAX]);
};

enum { MODEL_PARAMETERS_MAX = 16 };

/* A tensor that a model works on in place of one it draws itself. */
struct sample {
    const double *x;
    const double *dy; /* or NULL */
    size_t shape[FINDING_RANK_MAX];
    size_t rank; /* 2..FINDING_RANK_MAX */
    bool channels_last;
};

struct model {
    const char *name;    /* "numerics": in YAML and on the command line */
    const char *summary; /* one sentence, for the manual */
    const struct parameter *parameters;
    size_t parameter_count; /* <= MODEL_PARAMETERS_MAX */

    /*
     * Fills `findings` (cleared by the caller) from the values of the parameters, in their order and within their ranges.  The same
     * arguments give the same findings.  `sample` is NULL unless takes_sample.  Errors: ERR_INVALID with words for a person.
     */
    int (*run)(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err);
    bool takes_sample;
    bool draws; /* from the seed; otherwise it changes nothing */
};

/* All models, ended by NULL. */
extern const struct model *const model_table[];

/* The model called `name`, or NULL. */
const struct model *model_find(const char *name);

/* The fallbacks of all parameters into `values`. */
void model_defaults(const struct model *model, double values[MODEL_PARAMETERS_MAX]);

/* The index of the parameter called `key`, or -1. */
int parameter_find(const struct parameter *parameters, size_t count, const char *key);

/* Reads a number, or a word of the parameter's own, into *value; ERR_INVALID with the allowed range or words. */
int parameter_read(const struct parameter *parameter, const char *text, double *value, struct err *err);

/* `value` one key press up (by = 1) or down (by = -1), kept in the range; a choice goes round. */
double parameter_turn(const struct parameter *parameter, double value, int by);

/* A value as parameter_read() reads it. */
void parameter_word(const struct parameter *parameter, double value, char text[PARAMETER_TEXT_MAX]);

/* A value as it stands behind the label. */
void parameter_text(const struct parameter *parameter, double value, char text[PARAMETER_TEXT_MAX]);

#endif
