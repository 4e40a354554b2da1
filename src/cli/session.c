#include "cli/session.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/vec.h"
#include "cli/front_end.h"
#include "course/cache.h"
#include "course/diagnostics.h"
#include "store/backup.h"

#include <stdio.h>
#include <stdlib.h>

static char *chosen_path(const struct options *options, const char *name, char *(*otherwise)(void))
{
    const char *path = options_value(options, name);
    return path ? mem_string(path) : otherwise();
}

int session_load_course(struct course **course, const struct options *options, size_t *own_mistakes, struct err *err)
{
    struct diagnostics diagnostics;
    char *content = chosen_path(options, "content", paths_content), *own = paths_own_courses(), *kept = paths_cache();
    const struct cache cache = {.directory = kept, .from_bytes = CACHE_FROM_BYTES, .rest_ms = CACHE_REST_MS};
    diagnostics_init(&diagnostics);
    int code = cache_load(course, content, own, &cache, &diagnostics, err);
    diagnostics_print(&diagnostics, stderr);
    if (own_mistakes)
        *own_mistakes = diagnostics.error_count; /* with one in the course itself nothing is loaded */
    if (code == ERR_NOT_FOUND && err) {
        struct err reason = *err;
        err_set(err, ERR_NOT_FOUND, "%s; name the folder of the course with --content", reason.text);
    }
    diagnostics_release(&diagnostics);
    free(content);
    free(own);
    free(kept);
    return code;
}

char *session_database_path(const struct options *options)
{
    return chosen_path(options, "db", paths_database);
}

struct schedule_parameters session_parameters(int64_t now)
{
    struct schedule_parameters parameters;
    schedule_defaults(&parameters);
    parameters.utc_offset_minutes = clock_utc_offset(now);
    return parameters;
}

int session_open_store(struct store **store, const struct options *options, int64_t now, struct err *err)
{
    struct schedule_parameters parameters = session_parameters(now);
    char *path = session_database_path(options);
    int code = store_open(store, path, &parameters, err);
    free(path);
    return code;
}

int session_open(struct session *session, const struct options *options, struct err *err)
{
    *session = (struct session){.options = options};
    clock_init(&session->clock);
    rng_init(&session->environment.rng, rng_entropy());
    session->environment.content = session->content = chosen_path(options, "content", paths_content);
    session->environment.own_courses = session->own_courses = paths_own_courses();
    int code = session_load_course(&session->course, options, &session->environment.own_mistakes, err);
    if (!code)
        code = session_open_store(&session->environment.store, options, clock_now(&session->clock), err);
    if (code)
        session_close(session);
    session->environment.course = session->course;
    return code;
}

/* Whoever learns is told at the end, and not kept from learning. */
static void finish_backup(struct store *store)
{
    const char *trouble = store ? store_finish_backup(store) : NULL;
    if (trouble)
        fprintf(stderr, "bntutor: %s; everything was saved, but not copied\n", trouble);
}

void session_close(struct session *session)
{
    finish_backup(session->environment.store);
    store_close(&session->environment.store);
    for (size_t i = 0; i < session->environment.reloaded.count; i++)
        course_free(&session->environment.reloaded.items[i]);
    vec_release(&session->environment.reloaded);
    course_free(&session->course);
    free(session->content);
    free(session->own_courses);
    session->content = session->own_courses = NULL;
}

struct event session_event(const struct session *session)
{
    int64_t now = clock_now(&session->clock);
    return (struct event){.type = EVENT_TICK,
                          .now_ms = now,
                          .elapsed_ms = clock_elapsed(&session->clock),
                          .utc_offset_minutes = clock_utc_offset(now)};
}

int session_run(struct session *session, const struct activity *activity, const struct arguments *arguments, struct err *err)
{
    struct stack *stack;
    struct event event = session_event(session);
    int code = stack_new(&stack, &session->environment, activity, arguments, &event, err);
    if (!code)
        code = front_end_run(session->options, stack, &session->clock, err);
    stack_free(&stack);
    return code;
}
