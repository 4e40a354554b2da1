/* The schedule laid bare: what FSRS-6 makes of a history, for anyone who wants to check it against another implementation. */
#include "cli/command.h"
#include "schedule/fsrs.h"

#include <math.h>
#include <stdio.h>

enum { REVIEWS_MAX = 1000 };

static const int64_t DAY_MS = 24 * 60 * 60 * INT64_C(1000), MINUTE_MS = 60 * INT64_C(1000);
static const double DAYS_MAX = 36500;

static const struct option_info own_options[] = {
    {"ratings", ARGUMENT_LIST, NULL, "the grades: 1 again, 2 hard, 3 good, 4 easy"},
    {"days", ARGUMENT_LIST, NULL, "days between each review and the one before"},
    {"retention", ARGUMENT_SHARE, NULL, "recall at which an item falls due (default 0.9)"},
    {"weights", ARGUMENT_LIST, NULL, "21 weights, or 19 or 17 of an older FSRS"},
    {"long-term", ARGUMENT_NONE, NULL, "no steps, and no memory of reviews on one day"},
    {"json", ARGUMENT_NONE, NULL, "write JSON"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

/* What the command line asks for. */
struct history {
    struct schedule_parameters parameters;
    double ratings[REVIEWS_MAX], days[REVIEWS_MAX];
    size_t count;
    bool at_due; /* no days were given: each review comes when it is due */
};

/* One line of the answer. */
struct line {
    double days, recall; /* since the review before, and by then; NaN before the first */
    enum grade grade;
    struct memory memory; /* after it */
};

static int check_history(const struct history *history, size_t day_count, struct err *err)
{
    if (history->count == 0)
        return err_set(err, ERR_USAGE, "'schedule' needs the option --ratings, such as --ratings 3,3,1");
    if (day_count && day_count != history->count)
        return err_set(err, ERR_USAGE, "--ratings has %zu numbers and --days %zu; each review needs both", history->count,
                       day_count);
    for (size_t i = 0; i < history->count; i++) {
        double rating = history->ratings[i], days = history->days[i];
        if (rating != floor(rating) || rating < GRADE_AGAIN || rating > GRADE_EASY)
            return err_set(err, ERR_USAGE, "'%g' is no rating: 1 is again, 2 hard, 3 good, 4 easy", rating);
        if (day_count && (days != floor(days) || days < 0 || days > DAYS_MAX))
            return err_set(err, ERR_USAGE, "'%g' is nothing for --days, which takes whole numbers from 0 to %g", days, DAYS_MAX);
    }
    return 0;
}

static int read_history(struct history *history, const struct options *options, struct err *err)
{
    double weights[SCHEDULE_WEIGHTS];
    size_t day_count, weight_count;
    *history = (struct history){0};
    schedule_defaults(&history->parameters);
    history->parameters.day_start_hour = 0;
    history->parameters.same_day = !options_has(options, "long-term");
    int code = options_list(options, "ratings", history->ratings, REVIEWS_MAX, &history->count, err);
    if (!code)
        code = options_list(options, "days", history->days, REVIEWS_MAX, &day_count, err);
    if (!code)
        code = options_list(options, "weights", weights, SCHEDULE_WEIGHTS, &weight_count, err);
    if (!code)
        code = options_share(options, "retention", 0.7, 0.99, &history->parameters.desired_retention, err);
    if (!code)
        code = check_history(history, day_count, err);
    if (code)
        return code;
    history->at_due = day_count == 0;
    if (weight_count && !fsrs_adopt_weights(weights, weight_count, history->parameters.weights))
        return err_set(err, ERR_USAGE, "--weights has %zu numbers, not 21, 19 or 17", weight_count);
    return 0;
}

/* Review number `index` after `memory` at *now, which moves to the time of the review. */
static struct line review(const struct history *history, size_t index, const struct memory *memory, int64_t *now)
{
    int64_t before = *now;
    struct line line = {.grade = (enum grade)history->ratings[index], .recall = NAN};
    if (!history->at_due)
        *now += (int64_t)history->days[index] * DAY_MS;
    else if (index > 0)
        *now = memory->due;
    line.days = (double)(schedule_day(&history->parameters, *now) - schedule_day(&history->parameters, before));
    if (index > 0)
        line.recall = schedule_retrievability(&history->parameters, memory, *now);
    line.memory = schedule_review(&history->parameters, memory, line.grade, *now, 0);
    return line;
}

static void print_line(size_t index, const struct line *line)
{
    static const char *const grades[] = {"", "again", "hard", "good", "easy"};
    char recall[16] = "-", next[16];
    if (!isnan(line->recall))
        snprintf(recall, sizeof recall, "%.6f", line->recall);
    if (line->memory.interval)
        snprintf(next, sizeof next, "%d d", line->memory.interval);
    else
        schedule_interval_text(schedule_span(&line->memory), next, sizeof next);
    printf("%6zu %5.0f  %-6s %8s %12.6f %10.6f  %8s\n", index + 1, line->days, grades[line->grade], recall, line->memory.stability,
           line->memory.difficulty, next);
}

static void print_json_line(size_t index, const struct line *line)
{
    static const char *const phases[] = {"new", "learning", "review", "relearning"};
    printf("%s\n    {\"rating\": %d, \"days\": %.0f, \"retrievability\": ", index ? "," : "", (int)line->grade, line->days);
    if (isnan(line->recall))
        fputs("null", stdout);
    else
        printf("%.10g", line->recall);
    printf(", \"stability\": %.10g, \"difficulty\": %.10g, \"interval_days\": %d, \"interval_minutes\": %.0f, \"phase\": \"%s\"}",
           line->memory.stability, line->memory.difficulty, line->memory.interval,
           (double)(schedule_span(&line->memory) / MINUTE_MS), phases[line->memory.phase]);
}

static void print_json_head(const struct history *history)
{
    struct fsrs fsrs;
    fsrs_init(&fsrs, &history->parameters);
    printf("{\n  \"version\": 1,\n  \"retention\": %g,\n  \"weights\": [", history->parameters.desired_retention);
    for (int i = 0; i < SCHEDULE_WEIGHTS; i++)
        printf("%s%.10g", i ? ", " : "", fsrs.w[i]);
    fputs("],\n  \"reviews\": [", stdout);
}

static int run(const struct invocation *invocation, struct err *err)
{
    struct history history;
    struct memory memory = {0};
    int64_t now = 0;
    bool json = options_has(&invocation->options, "json");
    int code = read_history(&history, &invocation->options, err);
    if (code)
        return code;
    if (json)
        print_json_head(&history);
    else
        puts("review  days  rating   recall    stability difficulty      next");
    for (size_t i = 0; i < history.count; i++) {
        struct line line = review(&history, i, &memory, &now);
        memory = line.memory;
        (json ? print_json_line : print_line)(i, &line);
    }
    if (json)
        puts("\n  ]\n}");
    return 0;
}

const struct command command_schedule = {
    .name = "schedule",
    .summary = "what FSRS-6 makes of a history of grades",
    .about = "Stability, difficulty, recall just before, and the next interval are told after each review. "
             "Without --days each review comes on the day it is due.",
    .options = own_options,
    .run = run,
};
