#include "cli/progress.h"

#include "activity/statistics/statistics.h"
#include "cli/session.h"

#include <stdio.h>

static int print_json(struct session *session, struct err *err)
{
    struct str json;
    str_init(&json);
    int code = progress_json(&session->environment, clock_now(&session->clock), &json, err);
    if (!code)
        fputs(json.text, stdout);
    str_release(&json);
    return code;
}

int progress_write(const struct invocation *invocation, struct err *err)
{
    struct session session;
    int code = session_open(&session, &invocation->options, err);
    if (code)
        return code;
    code = print_json(&session, err);
    session_close(&session);
    return code;
}
