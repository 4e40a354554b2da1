#include "cli/command.h"

#include "course/suggest.h"
#include "tui/tui.h"

#include <stdio.h>
#include <string.h>

static const struct command *const table[] = {
#define COMMAND_ROW(name) &command_##name,
    COMMAND_LIST(COMMAND_ROW)
#undef COMMAND_ROW
};

/* "|auto|dark" and so on. */
#define THEME_WORD(id, word) "|" word
static const char themes[] = TUI_THEME_LIST(THEME_WORD);
#undef THEME_WORD

const struct option_info global_options[] = {
    {"db", ARGUMENT_FILE, NULL, "keep progress in FILE"},
    {"content", ARGUMENT_DIRECTORY, NULL, "take the course from DIRECTORY"},
    {"plain", ARGUMENT_NONE, NULL, "tell everything as lines of text"},
    {"ascii", ARGUMENT_NONE, NULL, "write nothing but ASCII characters"},
    {"color", ARGUMENT_WORD, "auto|always|never", "whether to use colours"},
    {"theme", ARGUMENT_WORD, &themes[1], "which colours to use"},
    {"reduce-motion", ARGUMENT_NONE, NULL, "move nothing on the screen that need not move"},
    {"help", ARGUMENT_NONE, NULL, "say how to use the program or a command"},
    {"version", ARGUMENT_NONE, NULL, "say which version this is"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

bool command_at(size_t index, struct command *command)
{
    size_t activities = 0;
    while (activity_table[activities])
        activities++;
    if (index < activities) {
        *command = command_of_activity(activity_table[index]);
        return true;
    }
    if (index - activities >= sizeof table / sizeof *table)
        return false;
    *command = *table[index - activities];
    return true;
}

int command_find(const char *name, struct command *command, struct err *err)
{
    struct suggestion suggestion = {.word = name};
    for (size_t i = 0; command_at(i, command); i++) {
        if (strcmp(command->name, name) == 0)
            return 0;
        suggestion_offer(&suggestion, command->name);
    }
    if (suggestion.best)
        return err_set(err, ERR_USAGE, "unknown command '%s' (did you mean '%s'?)", name, suggestion.best);
    return err_set(err, ERR_USAGE, "unknown command '%s'", name);
}

void command_usage(const struct command *command, char *text, size_t size)
{
    struct option_info operand = {.argument = command->operand, .words = command->operand_words};
    const char *placeholder = option_placeholder(&operand), *dots = command->many ? "..." : "";
    if (!placeholder)
        snprintf(text, size, "%s", command->name);
    else if (command->needed)
        snprintf(text, size, "%s %s%s", command->name, placeholder, dots);
    else
        snprintf(text, size, "%s [%s]%s", command->name, placeholder, dots);
}
