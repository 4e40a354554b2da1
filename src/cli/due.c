/* What is due, in one line for a prompt, a login message or cron. */
#include "activity/deck.h"
#include "activity/sitting/sitting.h"
#include "base/clock.h"
#include "cli/command.h"
#include "cli/session.h"
#include "store/clock_doubt.h"
#include "store/json.h"
#include "store/statistics.h"

#include <stdio.h>
#include <stdlib.h>

static const struct option_info own_options[] = {
    {"quiet", ARGUMENT_NONE, NULL, "say nothing; exit with 1 when nothing is due, new items or not"},
    {"json", ARGUMENT_NONE, NULL, "write JSON"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

static const int64_t MINUTE_MS = 60 * INT64_C(1000);

enum { DAYS_OF_PACE = 30, SECONDS_AN_ANSWER = 15 }; /* what an answer takes while there is nothing to go by */

struct waiting {
    struct deck_waiting kinds[ITEM_KIND_COUNT];
    size_t all_due, all_fresh;
    size_t fresh_today; /* of the new ones, those that the review brings today */
    int64_t next_due; /* ms; 0 = nothing comes */
    int minutes;      /* that what is due will take, by the pace of the last weeks */
    size_t today;     /* answers given */
    int64_t day;
};

/* The pace, and what was done today. */
static int read_days(struct store *store, struct waiting *waiting, struct err *err)
{
    struct day_totals days;
    int code = store_day_totals(store, waiting->day - DAYS_OF_PACE, &days, err);
    int64_t took = 0;
    size_t answers = 0;
    for (size_t i = 0; code == 0 && i < days.count; i++) {
        took += days.items[i].took_ms;
        answers += days.items[i].answers;
        if (days.items[i].day == waiting->day)
            waiting->today = days.items[i].answers;
    }
    int64_t each = answers ? took / (int64_t)answers : 0;
    if (each <= 0)
        each = SECONDS_AN_ANSWER * INT64_C(1000);
    waiting->minutes = (int)(((int64_t)waiting->all_due * each + MINUTE_MS - 1) / MINUTE_MS);
    free(days.items);
    return code;
}

static int count_waiting(struct session *session, int64_t now, struct waiting *waiting, struct err *err)
{
    struct store *store = session->environment.store;
    struct due_now due;
    *waiting = (struct waiting){.day = schedule_day(store_parameters(store), now)};
    int code = deck_count_waiting(&session->environment, now, waiting->kinds, err);
    for (int kind = 0; code == 0 && kind < ITEM_KIND_COUNT; kind++) {
        waiting->all_due += waiting->kinds[kind].due;
        waiting->all_fresh += waiting->kinds[kind].fresh;
    }
    const struct event event = {.now_ms = now};
    if (code == 0)
        code = sitting_new_today(&session->environment, &event, &waiting->fresh_today, err);
    if (code == 0)
        code = store_due_now(store, now, &due, err);
    if (code)
        return code;
    waiting->next_due = due.next_due;
    return read_days(store, waiting, err);
}

/* ", the next one tomorrow"; nothing where none comes. */
static void add_next(struct str *line, const struct waiting *waiting, const struct schedule_parameters *parameters, int64_t now)
{
    if (waiting->next_due <= now)
        return;
    int64_t days = schedule_day(parameters, waiting->next_due) - waiting->day;
    char span[32];
    schedule_interval_text(waiting->next_due - now, span, sizeof span);
    if (days == 0)
        str_addf(line, ", the next one in %s", span);
    else if (days == 1)
        str_add(line, ", the next one tomorrow");
    else
        str_addf(line, ", the next one in %lld days", (long long)days);
}

static void print_line(const struct waiting *waiting, const struct schedule_parameters *parameters, int64_t now)
{
    struct str line;
    str_init(&line);
    if (waiting->all_due) {
        str_addf(&line, "%zu due, about %d min", waiting->all_due, waiting->minutes);
    } else {
        str_add(&line, "nothing due");
        add_next(&line, waiting, parameters, now);
    }
    if (waiting->fresh_today)
        str_addf(&line, "; %zu new today", waiting->fresh_today);
    printf("bntutor: %s\n", line.text);
    str_release(&line);
}

static void print_json(const struct waiting *waiting)
{
    static const char *const names[ITEM_KIND_COUNT] = {[ITEM_CARD] = "cards",
                                                       [ITEM_QUESTION] = "questions",
                                                       [ITEM_EXERCISE] = "exercises",
                                                       [ITEM_PREDICTION] = "predictions",
                                                       [ITEM_PROMPT] = "prompts"};
    struct str json;
    str_init(&json);
    json_object_begin(&json);
    json_object_integer(&json, "version", 1);
    json_object_integer(&json, "due", (int64_t)waiting->all_due);
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++)
        if (names[kind])
            json_object_integer(&json, names[kind], (int64_t)waiting->kinds[kind].due);
    json_object_integer(&json, "minutes", waiting->minutes);
    json_object_integer(&json, "new", (int64_t)waiting->all_fresh);
    json_object_integer(&json, "new_today", (int64_t)waiting->fresh_today);
    json_object_integer(&json, "answered_today", (int64_t)waiting->today);
    char time[17] = "", *next = NULL;
    if (waiting->next_due) {
        clock_time_text(waiting->next_due, 0, time);
        next = str_print("%.10sT%.5s:00Z", time, time + 11);
    }
    json_object_text(&json, "next_due", next);
    json_object_end(&json);
    puts(json.text);
    free(next);
    str_release(&json);
}

/* On standard error: a prompt shows the line alone. */
static int tell_doubt(struct store *store, int64_t now, struct err *err)
{
    struct clock_doubt doubt;
    char words[CLOCK_DOUBT_WORDS];
    int code = store_doubt_clock(store, now, &doubt, err);
    if (code == 0 && clock_doubt_words(&doubt, words))
        fprintf(stderr, "bntutor: %s\n", words);
    return code;
}

static int run(const struct invocation *invocation, struct err *err)
{
    struct session session;
    struct waiting waiting;
    int code = session_open(&session, &invocation->options, err);
    if (code)
        return code;
    int64_t now = clock_now(&session.clock);
    code = tell_doubt(session.environment.store, now, err);
    if (!code)
        code = count_waiting(&session, now, &waiting, err);
    if (!code && options_has(&invocation->options, "json"))
        print_json(&waiting);
    else if (!code && !options_has(&invocation->options, "quiet"))
        print_line(&waiting, store_parameters(session.environment.store), now);
    session_close(&session);
    if (code == 0 && options_has(&invocation->options, "quiet") && waiting.all_due == 0)
        return 1;
    return code;
}

const struct command command_due = {
    .name = "due",
    .summary = "say in one line what is due",
    .about = "For a prompt, a login message or cron: 'bntutor due --quiet || …' does something when nothing is due. "
             "New items can wait, so they are told, but are not due.",
    .options = own_options,
    .run = run,
};
