#include "cli/completions.h"

#include "cli/completion_words.h"

static void print_values(FILE *out, enum argument argument, const char *words)
{
    const char *list = completions_list(argument);
    if (argument == ARGUMENT_FILE || argument == ARGUMENT_PATH)
        fputs(" -r -F", out);
    else if (argument == ARGUMENT_DIRECTORY)
        fputs(" -x -a '(__fish_complete_directories)'", out);
    else if (list)
        fprintf(out, " -x -a '(bntutor completions %s 2>/dev/null)'", list);
    else if (argument == ARGUMENT_WORD) {
        fputs(" -x -a '", out);
        completions_words(out, words);
        fputs("'", out);
    } else if (argument != ARGUMENT_NONE)
        fputs(" -x", out);
}

/* Options of a command, or those that stand everywhere (`command` NULL). */
static void print_options(FILE *out, const struct option_info *option, const char *command)
{
    for (; option && option->name; option++) {
        fputs("complete -c bntutor", out);
        if (command)
            fprintf(out, " -n '__fish_seen_subcommand_from %s'", command);
        fprintf(out, " -l %s", option->name);
        print_values(out, option->argument, option->words);
        fputs(" -d '", out);
        completions_quote(out, option->help, "\\");
        fputs("'\n", out);
    }
}

static void print_command_names(FILE *out)
{
    struct command command;
    for (size_t i = 0; command_at(i, &command); i++)
        fprintf(out, "%s%s", i ? " " : "", command.name);
}

static void print_operands(FILE *out, const struct command *command)
{
    if (command->operand == ARGUMENT_NONE)
        return;
    fprintf(out, "complete -c bntutor -n '__fish_seen_subcommand_from %s'", command->name);
    if (command->operand == ARGUMENT_COMMAND) {
        fputs(" -x -a '", out);
        print_command_names(out);
        fputs("'", out);
    } else {
        print_values(out, command->operand, command->operand_words);
    }
    fputs("\n", out);
}

void completions_fish(FILE *out)
{
    struct command command;
    fputs("complete -c bntutor -f\n", out);
    print_options(out, global_options, NULL);
    for (size_t i = 0; command_at(i, &command); i++) {
        fprintf(out, "complete -c bntutor -n __fish_use_subcommand -a %s -d '", command.name);
        completions_quote(out, command.summary, "\\");
        fputs("'\n", out);
        print_options(out, command.options, command.name);
        print_operands(out, &command);
    }
}
