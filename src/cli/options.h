/*
 * Options as tables, which drive parsing, --help and the completions; the manual page is checked against them.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What an argument stands for, which is what a shell completes it with. */
enum argument {
    ARGUMENT_NONE, /* a flag */
    ARGUMENT_FILE,
    ARGUMENT_DIRECTORY,
    ARGUMENT_NUMBER, /* a whole number, 1 or more */
    ARGUMENT_SHARE,  /* a number between 0 and 1 */
    ARGUMENT_LIST,   /* numbers with commas between them */
    ARGUMENT_DATE,   /* "2026-11-21" */
    ARGUMENT_VALUE,  /* anything; the command reads it */
    ARGUMENT_WORD,   /* one of `words` */
    ARGUMENT_TOPIC,
    ARGUMENT_CHALLENGE,
    ARGUMENT_EXERCISE,
    ARGUMENT_DEMO, /* a demo of the laboratory, or an experiment of the course */
    ARGUMENT_COMMAND,
    ARGUMENT_PATH /* a file or a directory */
};

/* A table of these ends with a row without a name. */
struct option_info {
    const char *name;
    enum argument argument;
    const char *words; /* ARGUMENT_WORD: "auto|always|never" */
    const char *help;
};

enum { OPTIONS_MAX = 32 };

/* What was given on a command line; the strings belong to argv. */
struct options {
    struct {
        const struct option_info *option;
        const char *value; /* "" for a flag */
    } items[OPTIONS_MAX];
    size_t count;
};

/*
 * Reads options from argv[1] on, of the two tables (`more` may be NULL), into `options`, and moves the other arguments to the end.
 * With `stop` it stops at the first of those.  *rest is the index of the first.  ERR_USAGE with words on what is wrong.
 */
int options_parse(struct options *options, int argc, char **argv, const struct option_info *table, const struct option_info *more,
                  bool stop, int *rest, struct err *err);

/* The value given last for the option `name`: "" for a flag, NULL if it was not given. */
const char *options_value(const struct options *options, const char *name);
bool options_has(const struct options *options, const char *name);

/* The whole number from 0 on that --seed was given, into *seed; *given is false without it.  ERR_USAGE for anything else. */
int options_seed(const struct options *options, uint64_t *seed, bool *given, struct err *err);

/* A whole number of at least 1 that was checked by options_parse(); `otherwise` if it was not given. */
size_t options_number(const struct options *options, const char *name, size_t otherwise);

/* The share given for `name`, which must lie within `low` and `high`; *share is left alone if it was not given.  ERR_USAGE. */
int options_share(const struct options *options, const char *name, double low, double high, double *share, struct err *err);

/* The list given for `name`, into numbers[most]; *count is 0 if it was not given.  ERR_USAGE: not numbers, or more than `most`. */
int options_list(const struct options *options, const char *name, double *numbers, size_t most, size_t *count, struct err *err);

/* The date given for `name` as days since 1970; *day is left alone if it was not given.  ERR_USAGE if there is no such day. */
int options_date(const struct options *options, const char *name, int64_t *day, struct err *err);

/* 0 if `value` is one of `words` ("a|b|c"), otherwise ERR_USAGE with the closest one; `taker` is what it was given to. */
int options_check_word(const char *words, const char *taker, const char *value, struct err *err);

/* Which of its words was given for `name`, counted from 0, the first where none was: words stand in the order of their enum. */
size_t options_choice(const struct options *options, const char *name);

/* The argument as the usage line shows it: "FILE", "auto|always|never"; NULL for a flag. */
const char *option_placeholder(const struct option_info *option);

/* The word number `index` of "a|b|c", and its length; NULL past the last one. */
const char *option_word(const char *words, size_t index, size_t *length);

#endif
