#include "base/paths.h"

#include "base/mem.h"
#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>

static void print(const char *what, char *path)
{
    printf("%-12s %s\n", what, path);
    free(path);
}

static int run(const struct invocation *invocation, struct err *err)
{
    const char *database = options_value(&invocation->options, "db"), *content = options_value(&invocation->options, "content");
    (void)err;
    print("progress", database ? mem_string(database) : paths_database());
    print("content", content ? mem_string(content) : paths_content());
    print("own courses", paths_own_courses());
    print("cache", paths_cache());
    return 0;
}

const struct command command_paths = {
    .name = "paths",
    .summary = "say where progress and courses lie",
    .run = run,
};
