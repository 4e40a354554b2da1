/*
 * What a demo is started with, as the command line says.
 */
#ifndef CLI_DEMO_REQUEST_H
#define CLI_DEMO_REQUEST_H

#include "cli/command.h"

/* Borrows from the invocation and the course; must not move once read. */
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

#endif
