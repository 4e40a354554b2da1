#include "cli/completions.h"

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
    for (; option && option->name; option++) {
        if (option->argument == ARGUMENT_NONE)
            continue;
        fprintf(out, "    --%s) mapfile -t COMPREPLY < <(", option->name);
        print_values(out, option->argument, option->words);
        fputs(" -- \"$current\"); return ;;\n", out);
    }
}

static void print_option_names(FILE *out, const struct option_info *option)
{
    for (; option && option->name; option++)
        fprintf(out, " --%s", option->name);
}

static void print_command(FILE *out, const struct command *command)
{
    fprintf(out, "    %s) options=\"$options", command->name);
    print_option_names(out, command->options);
    fputs("\"; mapfile -t COMPREPLY < <(", out);
    print_values(out, command->operand, command->operand_words);
    fputs(" -- \"$current\") ;;\n", out);
}

/* The values of options; an option of several commands has the same values everywhere, so that the first case counts. */
static void print_all_option_values(FILE *out)
{
    struct command command;
    fputs("    case $previous in\n", out);
    print_option_values(out, global_options);
    for (size_t i = 0; command_at(i, &command); i++)
        print_option_values(out, command.options);
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
    fputs("_bntutor()\n{\n    local commands='", out);
    print_command_names(out, " ");
    fputs("' options='", out);
    print_option_names(out, global_options);
    fputs("' command='' word\n"
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
