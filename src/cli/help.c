#include "cli/usage.h"

static int run(const struct invocation *invocation, struct err *err)
{
    struct command command;
    if (invocation->operand_count == 0) {
        usage_program(stdout);
        return 0;
    }
    int code = command_find(invocation->operands[0], &command, err);
    if (!code)
        usage_command(stdout, &command);
    return code;
}

const struct command command_help = {
    .name = "help",
    .summary = "say how to use the program or a command",
    .operand = ARGUMENT_COMMAND,
    .run = run,
};
