/*
 * The learning modes as commands.
 */
#ifndef CLI_LEARN_H
#define CLI_LEARN_H

#include "cli/command.h"

/* Opens the command's activity, narrowed down by its options, in a front end. */
int learn_run(const struct invocation *invocation, struct err *err);

/* The same for demos, which can also be written as JSON and as a picture (demo.c). */
int demo_command_run(const struct invocation *invocation, struct err *err);

/* What a demo is started with, as the command line says. */
struct demo_request {
    const struct experiment *experiment; /* or NULL */
    struct demo_start start;
    const char *set[OPTIONS_MAX];
    struct sample sample; /* of --input */
    struct arena arena;   /* its numbers */
};

/*
 * The demo that the operand names, and what it starts with; ERR_USAGE.  Without an operand start.demo is NULL, or the anatomy where
 * there is an input.  It is to be released in any case.
 */
int demo_request_read(const struct invocation *invocation, const struct course *course, struct demo_request *request,
                      struct err *err);
void demo_request_release(struct demo_request *request);

/* The same for progress, which can also be written as JSON (progress.c). */
int progress_run(const struct invocation *invocation, struct err *err);

#endif
