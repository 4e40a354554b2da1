#include "cli/completions.h"

#include "cli/completion_words.h"

#include <string.h>

/* The command of bash that finds what begins like "$current". */
static void print_values(FILE *out, enum argument argument, const char *words)
{
    const char *list = completions_list(argument);
    if (argument == ARGUMENT_FILE || argument == ARGUMENT_PATH)
        fputs("compgen -f", out);
    else if (argument == ARGUMENT_DIRECTORY)
        fputs("compgen -d", out);
    else if (list)
        fprintf(out, "compgen -W \"$(bntutor completions %s 2>/dev/null)\"", list);
    else if (argument == ARGUMENT_COMMAND)
        fputs("compgen -W \"$commands\"", out);
    else {
        fputs("compgen -W '", out);
        completions_words(out, words ? words : "");
        fputs("'", out);
    }
}

static void print_option_values(FILE *out, const struct option_info *option)
{
    fprintf(out, "    --%s) mapfile -t COMPREPLY < <(", option->name);
    print_values(out, option->argument, option->words);
    fputs(" -- \"$current\"); return ;;\n", out);
}

static void print_option_names(FILE *out, const struct option_info *option)
{
    for (; option && option->name; option++)
        fprintf(out, " --%s", option->name);
}

static void print_command(FILE *out, const struct command *command)
{
    fprintf(out, "    %s) ", command->name);
    if (command->options && command->options->name) {
        fputs("options+='", out);
        print_option_names(out, command->options);
        fputs("'; ", out);
    }
    fputs("mapfile -t COMPREPLY < <(", out);
    print_values(out, command->operand, command->operand_words);
    fputs(" -- \"$current\") ;;\n", out);
}

static bool has_option(const struct option_info *option, const char *name)
{
    while (option && option->name && strcmp(option->name, name) != 0)
        option++;
    return option && option->name;
}

/* Whether a command before number `index` has the option too: one name has the same values everywhere. */
static bool is_printed(const char *name, size_t index)
{
    struct command command;
    for (size_t i = 0; i < index && command_at(i, &command); i++)
        if (has_option(command.options, name))
            return true;
    return false;
}

static void print_all_option_values(FILE *out)
{
    struct command command;
    fputs("    case $previous in\n", out);
    for (const struct option_info *option = global_options; option->name; option++)
        if (option->argument != ARGUMENT_NONE)
            print_option_values(out, option);
    for (size_t i = 0; command_at(i, &command); i++)
        for (const struct option_info *option = command.options; option && option->name; option++)
            if (option->argument != ARGUMENT_NONE && !is_printed(option->name, i))
                print_option_values(out, option);
    fputs("    esac\n", out);
}

static void print_command_names(FILE *out, const char *separator)
{
    struct command command;
    for (size_t i = 0; command_at(i, &command); i++)
        fprintf(out, "%s%s", i ? separator : "", command.name);
}

void completions_bash(FILE *out)
{
    struct command command;
    fputs("# Completions of bntutor for bash 4 or newer.\n_bntutor()\n{\n    local commands='", out);
    print_command_names(out, " ");
    fputs("' options='", out);
    print_option_names(out, global_options);
    fputs("' command='' word=''\n"
          "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
          "    if [[ $current == '=' ]]; then current=''; fi\n"
          "    if [[ $previous == '=' ]]; then previous=${COMP_WORDS[COMP_CWORD - 2]}; fi\n",
          out);
    print_all_option_values(out);
    fputs("    for word in \"${COMP_WORDS[@]:1:COMP_CWORD - 1}\"; do\n"
          "        case $word in\n        ",
          out);
    print_command_names(out, " | ");
    fputs(") command=$word; break ;;\n        esac\n    done\n    case $command in\n", out);
    for (size_t i = 0; command_at(i, &command); i++)
        print_command(out, &command);
    fputs("    *) mapfile -t COMPREPLY < <(compgen -W \"$commands\" -- \"$current\") ;;\n    esac\n"
          "    if [[ $current == -* ]]; then mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$current\"); fi\n"
          "}\ncomplete -F _bntutor bntutor\n",
          out);
}
