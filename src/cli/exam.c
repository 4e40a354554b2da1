#include "activity/exam.h"

#include "cli/command.h"
#include "cli/session.h"

#include <math.h>
#include <stdio.h>

enum { SINGLE_DAYS = 14, WEEK = 7 }; /* so many days of the plan are told one by one, later ones by the week */

static const int64_t DAY_MS = 24 * 60 * 60 * INT64_C(1000);
static const double USUAL_RECALL = 0.9;

static const struct option_info own_options[] = {
    {"date", ARGUMENT_DATE, NULL, "plan for an exam on that day"},
    {"recall", ARGUMENT_SHARE, NULL, "how much of the course to know on it (0.9)"},
    {"minutes", ARGUMENT_NUMBER, NULL, "minutes a day to learn, at most"},
    {"off", ARGUMENT_NONE, NULL, "there is no exam any more"},
    {"json", ARGUMENT_NONE, NULL, "write JSON"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

static void date_of(int64_t day, char text[11])
{
    clock_date_text(day * DAY_MS, 0, text);
}

/* The goal as the options change it; *changed if they do. */
static int read_goal(const struct options *options, int64_t today, struct exam *exam, bool *changed, struct err *err)
{
    bool dated = options_has(options, "date");
    *changed = dated || options_has(options, "recall") || options_has(options, "minutes");
    if (options_has(options, "off") && *changed)
        return err_set(err, ERR_USAGE, "--off stands alone: it ends the planning for an exam");
    if (*changed && !dated && !exam->day)
        return err_set(err, ERR_USAGE, "no exam is planned: its day is missing, such as --date 2027-01-15");
    struct exam goal = {.day = exam->day, .recall = exam->day ? exam->recall : USUAL_RECALL, .minutes = exam->minutes};
    int code = options_date(options, "date", &goal.day, err);
    if (!code)
        code = options_share(options, "recall", 0.5, 0.99, &goal.recall, err);
    if (code || !*changed)
        return code;
    goal.minutes = (double)options_number(options, "minutes", dated ? 0 : (size_t)goal.minutes);
    *exam = goal;
    if (goal.day <= today || goal.day - today > PLAN_DAYS_MAX)
        return err_set(err, ERR_USAGE, "'%s' is nothing for --date, which takes a day after today and within ten years",
                       options_value(options, "date"));
    return 0;
}

/* "20 minutes". */
static const char *minutes_text(double minutes, char text[32])
{
    snprintf(text, 32, "%.0f minute%s", minutes, lround(minutes) == 1 ? "" : "s");
    return text;
}

static void print_goal(const struct exam *exam, int64_t today)
{
    char date[11], minutes[32];
    int days = (int)(exam->day - today);
    date_of(exam->day, date);
    printf("Exam on %s, in %d day%s: %.0f %% of the course to be known", date, days, days == 1 ? "" : "s", 100 * exam->recall);
    if (exam->minutes > 0)
        printf(", with %s a day at most", minutes_text(exam->minutes, minutes));
    puts(".");
}

/* The longest day. */
static double most_minutes(const struct plan *plan)
{
    double most = 1;
    for (size_t i = 0; i < plan->count; i++)
        most = fmax(most, plan->items[i].minutes);
    return most;
}

static void print_verdict(const struct exam *exam, const struct plan *plan, double usual_retention)
{
    double expected = floor(100 * plan->recall);
    char minutes[32];
    if (plan->reached)
        printf("That can be reached: %.0f %% are to be expected with up to %s a day.\n", expected,
               minutes_text(most_minutes(plan), minutes));
    else if (exam->minutes > 0)
        printf("That cannot be reached: at most %.0f %% with %s a day", expected, minutes_text(exam->minutes, minutes));
    else
        printf("That cannot be reached: at most %.0f %%, however long you learn", expected);
    if (!plan->reached && exam->minutes > 0 && plan->needed_minutes > 0)
        printf("; %.0f would do", plan->needed_minutes);
    else if (!plan->reached && exam->minutes > 0)
        fputs(", and more would not help", stdout);
    if (!plan->reached)
        puts(".");
    if (plan->unmet >= 1)
        printf("%.0f of the new items are not met before it.\n", plan->unmet);
    if (plan->retention > usual_retention + 1e-9)
        printf("Until then items come back when the chance to recall them falls to %.0f %%, not %.0f %%.\n", 100 * plan->retention,
               100 * usual_retention);
}

/* One row for the days `first` to `last` of the plan, without the last one. */
static void print_row(const struct plan *plan, size_t first, size_t last)
{
    struct plan_day sum = {0};
    char date[11];
    for (size_t i = first; i < last; i++) {
        sum.fresh += plan->items[i].fresh;
        sum.reviews += plan->items[i].reviews;
        sum.minutes += plan->items[i].minutes;
    }
    date_of(plan->items[first].day, date);
    printf("  %s %-7s %6.0f %8.0f %8.0f\n", date, last - first == 1 ? "" : "and on", sum.fresh, sum.reviews, sum.minutes);
}

static void print_days(const struct plan *plan)
{
    size_t single = plan->count <= SINGLE_DAYS + WEEK ? plan->count : SINGLE_DAYS;
    puts("\n  day                   new  reviews  minutes");
    for (size_t i = 0; i < single; i++)
        print_row(plan, i, i + 1);
    for (size_t i = single; i < plan->count; i += WEEK)
        print_row(plan, i, i + WEEK < plan->count ? i + WEEK : plan->count);
    if (single < plan->count)
        puts("\nLater days are told by the week.");
}

static void print_json(const struct exam *exam, const struct plan *plan, int64_t today)
{
    char date[11];
    date_of(exam->day, date);
    printf("{\n  \"version\": 1,\n  \"exam\": {\"date\": \"%s\", \"days\": %d, \"recall\": %g, \"minutes\": ", date,
           (int)(exam->day - today), exam->recall);
    printf(exam->minutes > 0 ? "%.0f" : "null", exam->minutes);
    printf("},\n  \"reached\": %s,\n  \"expected\": %.4f,\n  \"minutes\": %.1f,\n  \"needed_minutes\": ",
           plan->reached ? "true" : "false", plan->recall, plan->minutes);
    printf(plan->needed_minutes > 0 ? "%.1f" : "null", plan->needed_minutes);
    printf(",\n  \"unmet\": %.0f,\n  \"retention\": %g,\n  \"new_a_day\": %zu,\n  \"days\": [", plan->unmet, plan->retention, plan->fresh_a_day);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_day *day = &plan->items[i];
        date_of(day->day, date);
        printf("%s\n    {\"date\": \"%s\", \"new\": %.1f, \"reviews\": %.1f, \"minutes\": %.1f}", i ? "," : "", date, day->fresh,
               day->reviews, day->minutes);
    }
    puts("\n  ]\n}");
}

/* The plan as it is from now on, which is kept unless nothing changed and nothing can be written. */
static int plan_and_tell(struct session *session, struct exam *exam, bool changed, int64_t now, bool json, struct err *err)
{
    struct store *store = session->environment.store;
    int64_t today = schedule_day(store_parameters(store), now);
    struct plan plan;
    int code = exam_plan(&session->environment, exam, now, &plan, err);
    if (!code && (changed || !store_read_only(store)))
        code = store_set_exam(store, exam, now, err);
    if (!code && json) {
        print_json(exam, &plan, today);
    } else if (!code) {
        print_goal(exam, today);
        print_verdict(exam, &plan, store_parameters_without_exam(store).desired_retention);
        print_days(&plan);
    }
    plan_release(&plan);
    return code;
}

static int tell_none(bool json, const char *words)
{
    puts(json ? "{\n  \"version\": 1,\n  \"exam\": null\n}" : words);
    return 0;
}

static int run_in(struct session *session, const struct options *options, struct err *err)
{
    struct exam exam;
    bool changed, json = options_has(options, "json");
    struct store *store = session->environment.store;
    int64_t now = clock_now(&session->clock), today = schedule_day(store_parameters(store), now);
    int code = store_exam(store, &exam, err);
    if (!code)
        code = read_goal(options, today, &exam, &changed, err);
    if (code)
        return code;
    if (!exam.day)
        return tell_none(json, "No exam is planned. 'bntutor exam --date 2027-01-15 --recall 0.9' plans for one on that day.");
    bool over = exam.day < today;
    if (options_has(options, "off") || over) {
        code = over ? store_end_exam(store, now, err) : store_set_exam(store, NULL, now, err);
        return code ? code : tell_none(json, over ? "The exam is over." : "No exam is planned any more.");
    }
    if (exam.day == today)
        return tell_none(json, "The exam is today. Good luck!");
    return plan_and_tell(session, &exam, changed, now, json, err);
}

static int run(const struct invocation *invocation, struct err *err)
{
    struct session session;
    int code = session_open(&session, &invocation->options, err);
    if (code)
        return code;
    code = run_in(&session, &invocation->options, err);
    session_close(&session);
    return code;
}

const struct command command_exam = {
    .name = "exam",
    .summary = "be ready by a date",
    .about = "It says how much to learn on each day, and whether that will do. From then on everything comes once more "
             "shortly before the exam. After days that were missed, the plan is made anew from where you are. "
             "Without options it tells the present plan.",
    .options = own_options,
    .run = run,
};
