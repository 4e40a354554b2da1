#include "cli/learn.h"

#include "cli/demo.h"
#include "cli/demo_request.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "course/suggest.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define TOPIC_OPTION                                                                                                               \
    {                                                                                                                              \
        "topic", ARGUMENT_TOPIC, NULL, "only this topic"                                                                           \
    }
#define LEVEL_OPTION                                                                                                               \
    {                                                                                                                              \
        "level", ARGUMENT_WORD, "beginner|intermediate|advanced|expert", "only this level"                                         \
    }
#define LIMIT_OPTION                                                                                                               \
    {                                                                                                                              \
        "limit", ARGUMENT_NUMBER, NULL, "at most so many items"                                                                    \
    }
#define END_OF_OPTIONS                                                                                                             \
    {                                                                                                                              \
        NULL, ARGUMENT_NONE, NULL, NULL                                                                                            \
    }

static const struct option_info item_options[] = {TOPIC_OPTION, LEVEL_OPTION, LIMIT_OPTION, END_OF_OPTIONS};
static const struct option_info practice_options[] = {
    TOPIC_OPTION,
    LEVEL_OPTION,
    LIMIT_OPTION,
    {"seed", ARGUMENT_VALUE, NULL, "ask EXERCISE first with the numbers of this seed"},
    END_OF_OPTIONS};
static const struct option_info topic_options[] = {TOPIC_OPTION, LEVEL_OPTION, END_OF_OPTIONS};
static const struct option_info browse_options[] = {TOPIC_OPTION, END_OF_OPTIONS};
static const struct option_info no_options[] = {END_OF_OPTIONS};
static const struct option_info progress_options[] = {{"json", ARGUMENT_NONE, NULL, "write everything as JSON"}, END_OF_OPTIONS};

static const struct option_info demo_options[] = {
    TOPIC_OPTION,
    {"set", ARGUMENT_VALUE, NULL, "start with a parameter as in momentum=0.5; may be given more than once"},
    {"seed", ARGUMENT_VALUE, NULL, "draw the random numbers from this whole number"},
    {"step", ARGUMENT_NUMBER, NULL, "go to that step, counted from 1"},
    {"input", ARGUMENT_FILE, NULL, "work on the tensor in FILE (.npy or a table of numbers; - is standard input)"},
    {"json", ARGUMENT_NONE, NULL, "write parameters and findings as JSON"},
    {"svg", ARGUMENT_FILE, NULL, "write the screen with its plots to FILE as a picture (- is standard output)"},
    {"list", ARGUMENT_NONE, NULL, "list what can be named"},
    END_OF_OPTIONS};

static const char *const demo_written[] = {"list", "json", "svg", NULL};
static const char *const progress_written[] = {"json", NULL};

/* What some learning modes take; the others take topic, level and limit. */
static const struct traits {
    const char *activity;
    enum argument operand;
    const struct option_info *options;
    const char *about;
    const char *const *written; /* options that call for write() and no front end; or NULL */
    int (*write)(const struct invocation *invocation, struct err *err);
} traits_table[] = {
    {"notes", ARGUMENT_TOPIC, topic_options, "With TOPIC it opens the notes of that topic.", NULL, NULL},
    {"challenge", ARGUMENT_CHALLENGE, no_options, "With SET it starts that challenge, or goes on with it.", NULL, NULL},
    {"practice", ARGUMENT_EXERCISE, practice_options,
     "With EXERCISE it asks only that one; the seed that is kept with an answer brings the same numbers back.", NULL, NULL},
    {"demo", ARGUMENT_DEMO, demo_options,
     "A DEMO is one of the laboratory, or an experiment of the course; with it that one is opened.", demo_written,
     demo_write},
    {"browse", ARGUMENT_NONE, browse_options, NULL, NULL, NULL},
    {"progress", ARGUMENT_NONE, progress_options, NULL, progress_written, progress_write},
};

static int unknown(const char *what, const struct suggestion *suggestion, struct err *err)
{
    if (suggestion->best)
        return err_set(err, ERR_USAGE, "unknown %s '%s' (did you mean '%s'?)", what, suggestion->word, suggestion->best);
    return err_set(err, ERR_USAGE, "unknown %s '%s'; 'bntutor completions %ss' lists them", what, suggestion->word, what);
}

static int find_topic(const struct course *course, const char *id, struct arguments *arguments, struct err *err)
{
    struct suggestion suggestion = {.word = id};
    arguments->topic = course_topic(course, id);
    for (size_t i = 0; i < course->topic_count; i++)
        suggestion_offer(&suggestion, course->topics[i].id);
    return arguments->topic ? 0 : unknown("topic", &suggestion, err);
}

static int find_challenge(const struct course *course, const char *id, struct arguments *arguments, struct err *err)
{
    struct suggestion suggestion = {.word = id};
    arguments->challenge = course_challenge(course, id);
    for (size_t i = 0; i < course->challenge_count; i++)
        suggestion_offer(&suggestion, course->challenges[i].id);
    return arguments->challenge ? 0 : unknown("challenge", &suggestion, err);
}

static int find_exercise(const struct course *course, const char *id, struct arguments *arguments, struct err *err)
{
    struct suggestion suggestion = {.word = id};
    arguments->exercise = course_exercise(course, id);
    for (size_t i = 0; i < course->topic_count; i++)
        for (size_t j = 0; j < course->topics[i].exercise_count; j++)
            suggestion_offer(&suggestion, course->topics[i].exercises[j].item.id);
    return arguments->exercise ? 0 : unknown("exercise", &suggestion, err);
}

/* --seed of a learning mode that asks exercises. */
static int find_seed(const struct options *options, struct arguments *arguments, struct err *err)
{
    int code = options_seed(options, &arguments->seed, &arguments->seeded, err);
    if (!code && arguments->seeded && !arguments->exercise)
        code = err_set(err, ERR_USAGE, "--seed needs an exercise: 'bntutor completions exercises' lists them");
    return code;
}

static int find_operand(const struct course *course, enum argument kind, const char *id, struct arguments *arguments,
                        struct err *err)
{
    if (kind == ARGUMENT_CHALLENGE)
        return find_challenge(course, id, arguments, err);
    if (kind == ARGUMENT_EXERCISE)
        return find_exercise(course, id, arguments, err);
    return find_topic(course, id, arguments, err);
}

static int find_demo(const struct invocation *invocation, const struct course *course, struct demo_request *request,
                     struct arguments *arguments, struct err *err)
{
    int code = demo_request_read(invocation, course, request, err);
    arguments->experiment = request->experiment;
    arguments->start = request->start.demo ? &request->start : NULL;
    return code;
}

/* The words of a command line as the things of the course that they name. */
static int resolve(const struct invocation *invocation, const struct course *course, struct demo_request *request,
                   struct arguments *arguments, struct err *err)
{
    const char *topic = options_value(&invocation->options, "topic"), *level = options_value(&invocation->options, "level");
    enum level parsed;
    int code = 0;
    *arguments = (struct arguments){.level = -1, .limit = options_number(&invocation->options, "limit", 0)};
    if (level && level_parse(level, &parsed))
        arguments->level = (int)parsed;
    if (topic)
        code = find_topic(course, topic, arguments, err);
    if (!code && invocation->command->operand == ARGUMENT_DEMO)
        code = find_demo(invocation, course, request, arguments, err);
    else if (!code && invocation->operand_count > 0)
        code = find_operand(course, invocation->command->operand, invocation->operands[0], arguments, err);
    if (!code && invocation->command->operand == ARGUMENT_EXERCISE)
        code = find_seed(&invocation->options, arguments, err);
    return code;
}

/* Ends as the signal would have ended the program, so that a shell sees it; everything is saved and closed. */
static void end_by(int signal_number)
{
    fflush(NULL);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static const struct traits *traits_of(const struct activity *activity)
{
    for (size_t i = 0; activity && i < sizeof traits_table / sizeof *traits_table; i++)
        if (strcmp(traits_table[i].activity, activity->name) == 0)
            return &traits_table[i];
    return NULL;
}

/* Whether an option asks for something that needs no front end. */
static bool is_written(const struct traits *traits, const struct options *options)
{
    for (const char *const *name = traits ? traits->written : NULL; name && *name; name++)
        if (options_has(options, *name))
            return true;
    return false;
}

static int open_activity(const struct invocation *invocation, struct err *err)
{
    const struct activity *activity = invocation->command->activity ? invocation->command->activity : &activity_home;
    struct arguments arguments;
    struct demo_request request = {.experiment = NULL};
    struct session session;
    int code = session_open(&session, &invocation->options, err);
    if (code)
        return code;
    code = resolve(invocation, session.course, &request, &arguments, err);
    if (!code)
        code = session_run(&session, activity, &arguments, err);
    demo_request_release(&request);
    session_close(&session);
    if (code > 0)
        end_by(code);
    return code;
}

int learn_run(const struct invocation *invocation, struct err *err)
{
    const struct traits *traits = traits_of(invocation->command->activity);
    return is_written(traits, &invocation->options) ? traits->write(invocation, err) : open_activity(invocation, err);
}

struct command command_of_activity(const struct activity *activity)
{
    const struct traits *traits = traits_of(activity);
    struct command command = {
        .name = activity->name, .summary = activity->summary, .options = item_options, .activity = activity, .run = learn_run};
    if (traits) {
        command.operand = traits->operand;
        command.options = traits->options;
        command.about = traits->about;
    }
    return command;
}

const struct command command_home = {
    .name = "bntutor", .summary = "learn batch normalization", .options = no_options, .run = learn_run};
