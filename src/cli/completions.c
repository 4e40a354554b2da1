#include "cli/completions.h"

#include "cli/session.h"
#include "demo/demo.h"

#include <string.h>

static void print_topic(const struct topic *topic, const char *what)
{
    if (strcmp(what, "topics") == 0)
        puts(topic->id);
    else if (strcmp(what, "exercises") == 0)
        for (size_t i = 0; i < topic->exercise_count; i++)
            puts(topic->exercises[i].item.id);
    else
        for (size_t i = 0; i < topic->experiment_count; i++)
            puts(topic->experiments[i].id);
}

static int print_ids(const struct invocation *invocation, const char *what, struct err *err)
{
    struct course *course;
    int code = session_load_course(&course, &invocation->options, NULL, err);
    if (code)
        return code;
    if (strcmp(what, "challenges") == 0) {
        for (size_t i = 0; i < course->challenge_count; i++)
            puts(course->challenges[i].id);
    } else {
        for (size_t i = 0; strcmp(what, "demos") == 0 && demo_table[i]; i++)
            puts(demo_table[i]->name);
        for (size_t i = 0; i < course->topic_count; i++)
            print_topic(&course->topics[i], what);
    }
    course_free(&course);
    return 0;
}

static int run(const struct invocation *invocation, struct err *err)
{
    const char *what = invocation->operands[0];
    if (strcmp(what, "bash") == 0)
        completions_bash(stdout);
    else if (strcmp(what, "zsh") == 0)
        completions_zsh(stdout);
    else if (strcmp(what, "fish") == 0)
        completions_fish(stdout);
    else
        return print_ids(invocation, what, err);
    return 0;
}

const struct command command_completions = {
    .name = "completions",
    .summary = "write completions for a shell, or a list of ids",
    .operand = ARGUMENT_WORD,
    .operand_words = "bash|zsh|fish|topics|challenges|exercises|demos|experiments",
    .needed = true,
    .run = run,
};
