#include "cli/options.h"

#include "base/rng.h"
#include "course/suggest.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 16 };
enum { FIRST_VALUE = 256 }; /* above every character, so that getopt's own replies are told apart */

/* Both tables as one, for getopt and by its values. */
struct known {
    struct option longs[OPTIONS_MAX + 1];
    const struct option_info *infos[OPTIONS_MAX];
    int count;
};

static void add_known(struct known *known, const struct option_info *table)
{
    for (; table && table->name && known->count < OPTIONS_MAX; table++) {
        int has_argument = table->argument == ARGUMENT_NONE ? no_argument : required_argument;
        known->longs[known->count] = (struct option){table->name, has_argument, NULL, FIRST_VALUE + known->count};
        known->infos[known->count++] = table;
    }
}

/* The place of --output, which has a short form wherever it is known; -1 if it is not. */
static int find_output(const struct known *known)
{
    for (int i = 0; i < known->count; i++)
        if (strcmp(known->infos[i]->name, "output") == 0)
            return i;
    return -1;
}

const char *option_word(const char *words, size_t index, size_t *length)
{
    for (; index > 0; index--) {
        words = strchr(words, '|');
        if (!words)
            return NULL;
        words++;
    }
    *length = strcspn(words, "|");
    return words;
}

const char *option_placeholder(const struct option_info *option)
{
    static const char *const names[] = {
        [ARGUMENT_FILE] = "FILE",         [ARGUMENT_DIRECTORY] = "DIRECTORY", [ARGUMENT_NUMBER] = "NUMBER",
        [ARGUMENT_SHARE] = "SHARE",       [ARGUMENT_LIST] = "N,N,...",        [ARGUMENT_DATE] = "YYYY-MM-DD",
        [ARGUMENT_VALUE] = "VALUE",       [ARGUMENT_TOPIC] = "TOPIC",         [ARGUMENT_CHALLENGE] = "SET",
        [ARGUMENT_EXERCISE] = "EXERCISE", [ARGUMENT_DEMO] = "DEMO",           [ARGUMENT_COMMAND] = "COMMAND",
        [ARGUMENT_PATH] = "PATH"};
    if (option->argument == ARGUMENT_NONE)
        return NULL;
    return option->argument == ARGUMENT_WORD ? option->words : names[option->argument];
}

int options_check_word(const char *words, const char *taker, const char *value, struct err *err)
{
    struct suggestion suggestion = {.word = value};
    char known[WORDS_MAX][32];
    size_t length;
    const char *word;
    for (size_t i = 0; i < WORDS_MAX && (word = option_word(words, i, &length)); i++) {
        if (strlen(value) == length && strncmp(value, word, length) == 0)
            return 0;
        snprintf(known[i], sizeof known[i], "%.*s", (int)length, word);
        suggestion_offer(&suggestion, known[i]);
    }
    if (suggestion.best)
        return err_set(err, ERR_USAGE, "'%s' is nothing for %s (did you mean '%s'?)", value, taker, suggestion.best);
    return err_set(err, ERR_USAGE, "'%s' is nothing for %s, which takes %s", value, taker, words);
}

static int check_number(const struct option_info *option, const char *value, struct err *err)
{
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    if (errno || *end || end == value || number < 1 || number > INT_MAX)
        return err_set(err, ERR_USAGE, "'%s' is nothing for --%s, which takes a whole number from 1 on", value, option->name);
    return 0;
}

static int take(struct options *options, const struct option_info *option, const char *value, struct err *err)
{
    int code = 0;
    char taker[64];
    snprintf(taker, sizeof taker, "--%s", option->name);
    if (option->argument == ARGUMENT_WORD)
        code = options_check_word(option->words, taker, value, err);
    else if (option->argument == ARGUMENT_NUMBER)
        code = check_number(option, value, err);
    else if (option->argument != ARGUMENT_NONE && !value[0])
        code = err_set(err, ERR_USAGE, "option '--%s' needs a value: %s", option->name, option_placeholder(option));
    if (code)
        return code;
    if (options->count == OPTIONS_MAX)
        return err_set(err, ERR_USAGE, "more than %d options", OPTIONS_MAX);
    options->items[options->count].option = option;
    options->items[options->count++].value = value;
    return 0;
}

/* What getopt refused, in words. */
static int complain(const struct known *known, int reply, const char *argument, struct err *err)
{
    struct suggestion suggestion = {0};
    char name[64];
    if (reply == ':' || optopt >= FIRST_VALUE) {
        const struct option_info *option = known->infos[optopt >= FIRST_VALUE ? optopt - FIRST_VALUE : 0];
        if (reply == ':')
            return err_set(err, ERR_USAGE, "option '--%s' needs a value: %s", option->name, option_placeholder(option));
        return err_set(err, ERR_USAGE, "option '--%s' takes no value", option->name);
    }
    if (optopt)
        return err_set(err, ERR_USAGE, "unknown option '-%c'", optopt);
    snprintf(name, sizeof name, "%.*s", (int)strcspn(argument, "="), argument);
    suggestion.word = name + strspn(name, "-");
    bool begins = false;
    for (int i = 0; i < known->count; i++) {
        begins |= strncmp(known->infos[i]->name, suggestion.word, strlen(suggestion.word)) == 0;
        suggestion_offer(&suggestion, known->infos[i]->name);
    }
    if (suggestion.best)
        return err_set(err, ERR_USAGE, "unknown option '%s' (did you mean '--%s'?)", name, suggestion.best);
    return err_set(err, ERR_USAGE, "%s option '%s'", begins ? "ambiguous" : "unknown", name);
}

int options_parse(struct options *options, int argc, char **argv, const struct option_info *table, const struct option_info *more,
                  bool stop, int *rest, struct err *err)
{
    struct known known = {0};
    add_known(&known, table);
    add_known(&known, more);
    optind = 0; /* start anew, ordering included */
    opterr = 0;
    int output = find_output(&known);
    const char *shorts = output < 0 ? "+:" : "+:o:";
    for (;;) {
        int reply = getopt_long_only(argc, argv, stop ? shorts : shorts + 1, known.longs, NULL);
        if (reply == -1)
            break;
        if (reply == 'o')
            reply = FIRST_VALUE + output;
        if (output >= 0 && optopt == 'o')
            optopt = FIRST_VALUE + output;
        if (reply < FIRST_VALUE)
            return complain(&known, reply, argv[optind - 1], err);
        int code = take(options, known.infos[reply - FIRST_VALUE], optarg ? optarg : "", err);
        if (code)
            return code;
    }
    *rest = optind;
    return 0;
}

const char *options_value(const struct options *options, const char *name)
{
    for (size_t i = options->count; i-- > 0;)
        if (strcmp(options->items[i].option->name, name) == 0)
            return options->items[i].value;
    return NULL;
}

bool options_has(const struct options *options, const char *name)
{
    return options_value(options, name) != NULL;
}

size_t options_choice(const struct options *options, const char *name)
{
    for (size_t i = options->count; i-- > 0;) {
        const struct option_info *option = options->items[i].option;
        const char *value = options->items[i].value, *word;
        size_t length;
        for (size_t w = 0; strcmp(option->name, name) == 0 && (word = option_word(option->words, w, &length)); w++)
            if (strlen(value) == length && strncmp(value, word, length) == 0)
                return w;
    }
    return 0;
}

int options_seed(const struct options *options, uint64_t *seed, bool *given, struct err *err)
{
    const char *text = options_value(options, "seed");
    *given = text != NULL;
    if (text && !rng_seed_parse(text, seed))
        return err_set(err, ERR_USAGE, "'%s' is nothing for --seed, which takes a whole number from 0 on", text);
    return 0;
}

size_t options_number(const struct options *options, const char *name, size_t otherwise)
{
    const char *value = options_value(options, name);
    return value ? (size_t)strtoul(value, NULL, 10) : otherwise;
}
