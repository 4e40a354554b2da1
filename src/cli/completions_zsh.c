#include "cli/completions.h"

#include "cli/completion_words.h"

/* Characters with a meaning in the specifications that _arguments reads. */
static const char special[] = "\\[]:";

static void print_values(FILE *out, enum argument argument, const char *words)
{
    const char *list = completions_list(argument);
    if (argument == ARGUMENT_FILE || argument == ARGUMENT_PATH)
        fputs(":file:_files", out);
    else if (argument == ARGUMENT_DIRECTORY)
        fputs(":directory:_files -/", out);
    else if (list)
        fprintf(out, ":%s:($(bntutor completions %s 2>/dev/null))", list, list);
    else if (argument == ARGUMENT_NUMBER || argument == ARGUMENT_SHARE || argument == ARGUMENT_VALUE)
        fputs(":number:", out);
    else if (argument == ARGUMENT_LIST)
        fputs(":numbers:", out);
    else if (argument == ARGUMENT_DATE)
        fputs(":date:", out);
    else if (argument == ARGUMENT_COMMAND)
        fputs(":command:($names)", out);
    else if (argument == ARGUMENT_WORD) {
        fputs(":word:(", out);
        completions_words(out, words);
        fputs(")", out);
    }
}

/* One option a line, each followed by `end`. */
static void print_options(FILE *out, const struct option_info *option, const char *indent, const char *end)
{
    for (; option && option->name; option++) {
        fprintf(out, "%s'--%s%s[", indent, option->name, option->argument == ARGUMENT_NONE ? "" : "=");
        completions_quote(out, option->help, special);
        fputs("]", out);
        print_values(out, option->argument, option->words);
        fprintf(out, "'%s\n", end);
    }
}

static void print_command(FILE *out, const struct command *command)
{
    fprintf(out, "        %s)\n            _arguments \\\n", command->name);
    print_options(out, command->options, "                ", " \\");
    if (command->operand != ARGUMENT_NONE) {
        fprintf(out, "                '%s", command->many ? "*" : "1");
        print_values(out, command->operand, command->operand_words);
        fputs("' \\\n", out);
    }
    fputs("                $global_options ;;\n", out);
}

void completions_zsh(FILE *out)
{
    struct command command;
    fputs("#compdef bntutor\n\n_bntutor() {\n    local context state line\n    typeset -A opt_args\n"
          "    local -a commands names global_options\n    commands=(\n",
          out);
    for (size_t i = 0; command_at(i, &command); i++) {
        fprintf(out, "        '%s:", command.name);
        completions_quote(out, command.summary, special);
        fputs("'\n", out);
    }
    fputs("    )\n    names=(${commands%%:*})\n    global_options=(\n", out);
    print_options(out, global_options, "        ", "");
    fputs("    )\n    _arguments -C $global_options '1:command:->command' '*::argument:->argument'\n"
          "    case $state in\n    command) _describe command commands ;;\n    argument)\n        case $line[1] in\n",
          out);
    for (size_t i = 0; command_at(i, &command); i++)
        print_command(out, &command);
    fputs("        esac ;;\n    esac\n}\n\n_bntutor \"$@\"\n", out);
}
