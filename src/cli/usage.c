#include "cli/usage.h"

#include "plain/passage.h"

#include <string.h>

enum { LEFT_COLUMN = 30 };

void usage_wrap(FILE *out, const char *first, const char *text)
{
    struct str lines;
    str_init(&lines);
    render_wrapped(&lines, first, text, &(struct render_options){.width = USAGE_COLUMNS});
    fputs(lines.text, out);
    str_release(&lines);
}

static void print_row(FILE *out, const char *left, const char *right)
{
    char first[LEFT_COLUMN + 3];
    bool apart = strlen(left) + 2 > LEFT_COLUMN;
    if (apart)
        fprintf(out, "  %s\n", left);
    snprintf(first, sizeof first, "  %-*s", LEFT_COLUMN, apart ? "" : left);
    usage_wrap(out, first, right);
}

static void print_options(FILE *out, const struct option_info *option)
{
    char left[96];
    for (; option && option->name; option++) {
        const char *placeholder = option_placeholder(option);
        snprintf(left, sizeof left, "--%s%s%s", option->name, placeholder ? "=" : "", placeholder ? placeholder : "");
        print_row(out, left, option->help);
    }
}

static void print_commands(FILE *out, bool learning)
{
    struct command command;
    char left[96];
    for (size_t i = 0; command_at(i, &command); i++) {
        if ((command.activity != NULL) != learning)
            continue;
        command_usage(&command, left, sizeof left);
        print_row(out, left, command.summary);
    }
}

void usage_program(FILE *out)
{
    fputs("Usage: bntutor [OPTION]... [COMMAND [ARGUMENT]...]\n"
          "Learn batch normalization with cards, questions, challenges and live demos.\n"
          "Without a command the home screen opens.\n"
          "\nLearning:\n",
          out);
    print_commands(out, true);
    fputs("\nOther commands:\n", out);
    print_commands(out, false);
    fputs("\nOptions, before or behind a command:\n", out);
    print_options(out, global_options);
    fputs("\n'bntutor help COMMAND' tells the options of a command; 'man bntutor' tells all.\n", out);
}

void usage_command(FILE *out, const struct command *command)
{
    char usage[96];
    bool has_options = command->options && command->options->name;
    command_usage(command, usage, sizeof usage);
    fprintf(out, "Usage: bntutor [OPTION]... %s\n%s: %s.\n", usage, command->name, command->summary);
    if (command->about)
        usage_wrap(out, "", command->about);
    if (has_options) {
        fputs("\nOptions:\n", out);
        print_options(out, command->options);
    }
    fputs("\nGlobal options:\n", out);
    print_options(out, global_options);
}
