/*
 * Commands as a table.  A new one is a file with its `command_NAME`, and a line in COMMAND_LIST; the learning modes come from
 * activity_table by themselves.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "activity/activity.h"
#include "cli/options.h"

struct invocation;

struct command {
    const char *name;
    const char *summary;
    const char *about;                 /* a paragraph more for --help, or NULL */
    enum argument operand;             /* what it takes besides options; ARGUMENT_NONE = nothing */
    const char *operand_words;         /* ARGUMENT_WORD */
    bool many;                         /* any number of operands, otherwise at most one */
    bool needed;                       /* at least one */
    const struct option_info *options; /* its own, besides the global ones */
    const struct activity *activity;   /* a learning mode's, otherwise NULL */

    /* 0, a positive exit status when all has been said, or an error. */
    int (*run)(const struct invocation *invocation, struct err *err);
};

struct invocation {
    const struct command *command;
    struct options options;
    char *const *operands;
    size_t operand_count;
};

#define COMMAND_LIST(COMMAND)                                                                                                      \
    COMMAND(due)                                                                                                                   \
    COMMAND(exam)                                                                                                                  \
    COMMAND(optimize)                                                                                                              \
    COMMAND(schedule)                                                                                                              \
    COMMAND(normalize)                                                                                                             \
    COMMAND(export)                                                                                                                \
    COMMAND(import)                                                                                                                \
    COMMAND(lint)                                                                                                                  \
    COMMAND(backup)                                                                                                                \
    COMMAND(restore)                                                                                                               \
    COMMAND(doctor)                                                                                                                \
    COMMAND(settings)                                                                                                              \
    COMMAND(paths)                                                                                                                 \
    COMMAND(completions)                                                                                                           \
    COMMAND(help)

#define COMMAND_DECLARATION(name) extern const struct command command_##name;
COMMAND_LIST(COMMAND_DECLARATION)
#undef COMMAND_DECLARATION

/* What runs without a command's name: the home screen. */
extern const struct command command_home;

/* The options that stand before or behind any command. */
extern const struct option_info global_options[];

/* Fills `command` with number `index`: the learning modes, then the others; false past the last one. */
bool command_at(size_t index, struct command *command);

/* The command called `name`; ERR_USAGE with the closest one otherwise. */
int command_find(const char *name, struct command *command, struct err *err);

/* A learning mode as a command (learn.c). */
struct command command_of_activity(const struct activity *activity);

/* How a command is called: "study [OPTION]...". */
void command_usage(const struct command *command, char *text, size_t size);

#endif
