#include "cli/cli.h"

#include "base/clock.h"
#include "base/rng.h"
#include "cli/usage.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_OK = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* The words for a failure, and the exit status that belongs to it. */
static int report(const struct command *command, const struct err *err)
{
    fflush(stdout);
    fprintf(stderr, "bntutor: %s\n", err->text);
    if (err->code != ERR_USAGE)
        return EXIT_FAILED;
    if (command && command != &command_home && command->run != command_help.run && command->name)
        fprintf(stderr, "Try 'bntutor %s --help'.\n", command->name);
    else
        fputs("Try 'bntutor --help'.\n", stderr);
    return EXIT_USAGE;
}

static int check_operands(const struct invocation *invocation, struct err *err)
{
    const struct command *command = invocation->command;
    size_t most = command->operand == ARGUMENT_NONE ? 0 : command->many ? invocation->operand_count : 1;
    if (invocation->operand_count > most)
        return err_set(err, ERR_USAGE, "too much: '%s'", invocation->operands[most]);
    struct option_info operand = {.argument = command->operand, .words = command->operand_words};
    if (command->needed && invocation->operand_count == 0)
        return err_set(err, ERR_USAGE, "'%s' needs an argument: %s", command->name, option_placeholder(&operand));
    for (size_t i = 0; command->operand == ARGUMENT_WORD && i < invocation->operand_count; i++)
        if (options_check_word(command->operand_words, command->name, invocation->operands[i], err))
            return ERR_USAGE;
    return 0;
}

/* What --help and --version ask for, wherever they stand; true if that was all. */
static bool answered(const struct invocation *invocation)
{
    if (options_has(&invocation->options, "help")) {
        if (invocation->command == &command_home)
            usage_program(stdout);
        else
            usage_command(stdout, invocation->command);
        return true;
    }
    if (options_has(&invocation->options, "version"))
        puts(PACKAGE_STRING);
    return options_has(&invocation->options, "version");
}

/* A run that is to be repeated must not quietly become another one. */
static int check_environment(struct err *err)
{
    const char *now = getenv("BNTUTOR_NOW"), *fixed = getenv("BNTUTOR_SEED");
    uint64_t seed;
    if (now && *now && clock_parse(now) < 0)
        return err_set(err, ERR_USAGE, "'%s' is nothing for BNTUTOR_NOW, which takes a time such as 2026-11-21T05:00:00Z", now);
    if (fixed && *fixed && !rng_seed_parse(fixed, &seed))
        return err_set(err, ERR_USAGE, "'%s' is nothing for BNTUTOR_SEED, which takes a whole number from 0 on", fixed);
    return 0;
}

static int run(struct invocation *invocation, struct err *err)
{
    if (answered(invocation))
        return 0;
    int code = check_environment(err);
    code = code ? code : check_operands(invocation, err);
    return code ? code : invocation->command->run(invocation, err);
}

/* Reads the global options, the command's name, and what follows it. */
static int parse(struct invocation *invocation, struct command *command, int argc, char **argv, struct err *err)
{
    int rest;
    invocation->command = &command_home;
    int code = options_parse(&invocation->options, argc, argv, global_options, NULL, true, &rest, err);
    if (code || rest == argc)
        return code;
    code = command_find(argv[rest], command, err);
    if (code)
        return code;
    invocation->command = command;
    argc -= rest;
    argv += rest;
    code = options_parse(&invocation->options, argc, argv, command->options, global_options, false, &rest, err);
    if (code)
        return code;
    invocation->operands = argv + rest;
    invocation->operand_count = (size_t)(argc - rest);
    return 0;
}

/* Output that could not be written is a failure like any other: a full disk behind "bntutor progress --json > file". */
static int close_output(void)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return EXIT_OK;
    perror("bntutor: cannot write the output");
    return EXIT_FAILED;
}

int cli_main(int argc, char **argv)
{
    struct invocation invocation = {0};
    struct command command;
    struct err err = {0};
    setlocale(LC_ALL, "");
    setlocale(LC_NUMERIC, "C");
    int code = parse(&invocation, &command, argc, argv, &err);
    if (!code)
        code = run(&invocation, &err);
    if (code < 0)
        return report(invocation.command, &err);
    int output = close_output();
    return code ? code : output;
}
