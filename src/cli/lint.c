#include "course/lint.h"

#include "base/mem.h"
#include "base/paths.h"
#include "cli/command.h"
#include "experiment/prove.h"

#include <stdlib.h>

static const struct option_info own_options[] = {
    {"summary", ARGUMENT_NONE, NULL, "count what the files hold"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

static void print_verdict(const struct diagnostics *diagnostics)
{
    fprintf(stderr, "%zu error%s, %zu warning%s\n", diagnostics->error_count, diagnostics->error_count == 1 ? "" : "s",
            diagnostics->warning_count, diagnostics->warning_count == 1 ? "" : "s");
}

static int run(const struct invocation *invocation, struct err *err)
{
    const char *content = options_value(&invocation->options, "content");
    char *shipped = content ? mem_string(content) : paths_content();
    struct diagnostics diagnostics;
    struct lint_summary summary;
    diagnostics_init(&diagnostics);
    lint_summary_init(&summary);
    int code = course_lint((const char *const *)invocation->operands, invocation->operand_count, shipped, prove_topic, &diagnostics,
                           &summary, err);
    diagnostics_print(&diagnostics, stderr);
    if (!code && options_has(&invocation->options, "summary"))
        lint_summary_print(&summary, stdout);
    if (!code && diagnostics.count > 0)
        print_verdict(&diagnostics);
    if (!code && diagnostics.error_count > 0)
        code = EXIT_FAILURE;
    lint_summary_release(&summary);
    diagnostics_release(&diagnostics);
    free(shipped);
    return code;
}

const struct command command_lint = {
    .name = "lint",
    .summary = "check course files",
    .about = "A PATH is a course file, or a directory with some; without one the course itself is checked. "
             "The exit status is 1 if there are errors; warnings leave it at 0.",
    .operand = ARGUMENT_PATH,
    .many = true,
    .options = own_options,
    .run = run,
};
