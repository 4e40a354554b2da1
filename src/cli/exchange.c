#include "cli/exchange.h"

#include "base/mem.h"
#include "base/paths.h"

#include <stdlib.h>

int exchange_session_open(struct exchange_session *session, const struct options *options, bool with_progress, struct err *err)
{
    const char *content = options_value(options, "content");
    struct clock clock;
    *session = (struct exchange_session){
        .content = content ? mem_string(content) : paths_content(), .own = paths_own_courses(), .journal = paths_imports()};
    clock_init(&clock);
    int code = with_progress ? session_open(&session->session, options, err)
                             : session_load_course(&session->session.course, options, NULL, err);
    int64_t now = clock_now(&clock);
    session->exchange = (struct exchange){.course = session->session.course,
                                          .store = session->session.environment.store,
                                          .content = session->content,
                                          .own = session->own,
                                          .journal = session->journal,
                                          .now = now,
                                          .utc_offset = clock_utc_offset(now)};
    return code;
}

void exchange_session_close(struct exchange_session *session)
{
    session_close(&session->session);
    free(session->content);
    free(session->own);
    free(session->journal);
}
