#include "schedule/plan.h"

#include "base/mem.h"
#include "base/vec.h"
#include "schedule/simulate.h"

#include <math.h>
#include <stdlib.h>

enum {
    SAMPLE = 300,   /* items that are simulated; of more than that, so many drawn at random */
    LIVES = 600,    /* items times repetitions of the simulation: their mean errs by well under a point */
    WINDOW_MAX = 7, /* days */
    BISECTIONS = 7
};

static const double RETENTIONS[] = {0.92, 0.94, 0.96, 0.98};
static const double RETENTION_MIN = 0.7;
static const double REVIEW_SHARE = 0.3; /* of a day's time, so that what is due does not wait until all is learned */

/* What is held fixed while retention and minutes are tried. */
struct search {
    const struct plan_item *items; /* the sample */
    size_t count;
    double scale; /* items for each of the sample */
    int repetitions;
    const struct plan_goal *goal;
    const struct schedule_parameters *parameters;
    const struct learner *learner;
    int64_t today;
    int window;
    size_t fresh; /* a day, of the sample, at the full pace */
};

struct attempt {
    double retention, minutes, review_share;
    double recall;
};

struct schedule_parameters plan_parameters(const struct schedule_parameters *parameters, int64_t exam_day, double retention,
                                           int window)
{
    struct schedule_parameters planned = *parameters;
    planned.desired_retention = fmax(parameters->desired_retention, retention);
    planned.exam_day = exam_day;
    planned.exam_window = window;
    return planned;
}

/* Fills attempt->recall; adds to days (may be NULL), all repetitions and the whole of the items. */
static void try(const struct search *search, struct attempt *attempt, struct plan_day *days)
{
    struct schedule_parameters parameters =
        plan_parameters(search->parameters, search->goal->day, attempt->retention, search->window);
    struct simulation simulation = {.items = search->items,
                                    .count = search->count,
                                    .parameters = &parameters,
                                    .learner = search->learner,
                                    .from = search->today,
                                    .to = search->goal->day,
                                    .fresh_a_day = search->fresh,
                                    .review_share = attempt->review_share,
                                    .seconds = attempt->minutes > 0 ? attempt->minutes * 60 / search->scale : INFINITY};
    double recall = 0;
    for (int i = 0; i < search->repetitions; i++) {
        simulation.seed = (uint64_t)i + 1;
        recall += simulate(&simulation, days);
    }
    attempt->recall = search->count ? recall / (double)search->repetitions / (double)search->count : 1;
}

static bool reaches(const struct search *search, const struct attempt *attempt)
{
    return attempt->recall >= search->goal->recall;
}

/* The lowest retention that reaches the goal, otherwise the attempt that comes closest. */
static struct attempt try_retentions(const struct search *search, double minutes, double review_share)
{
    struct attempt best = {fmax(RETENTION_MIN, search->parameters->desired_retention), minutes, review_share, 0};
    try(search, &best, NULL);
    for (size_t i = 0; i < sizeof RETENTIONS / sizeof *RETENTIONS && !reaches(search, &best); i++) {
        struct attempt attempt = {RETENTIONS[i], minutes, review_share, 0};
        if (attempt.retention <= search->parameters->desired_retention)
            continue;
        try(search, &attempt, NULL);
        if (attempt.recall > best.recall)
            best = attempt;
    }
    return best;
}

/* The fewest minutes, above `low`, at which the goal is reached; minutes 0 if PLAN_MINUTES_MAX do not. */
static struct attempt find_minutes(const struct search *search, double low)
{
    struct attempt enough = try_retentions(search, PLAN_MINUTES_MAX, REVIEW_SHARE);
    if (!reaches(search, &enough))
        return (struct attempt){.recall = enough.recall, .retention = enough.retention};
    double high = PLAN_MINUTES_MAX;
    for (int i = 0; i < BISECTIONS + 5 && high - low > fmax(0.5, high / (1 << BISECTIONS)); i++) {
        double middle = low < 1 ? high / 2 : (low + high) / 2;
        struct attempt attempt = {enough.retention, middle, REVIEW_SHARE, 0};
        try(search, &attempt, NULL);
        if (reaches(search, &attempt)) {
            high = middle;
            enough = attempt;
        } else {
            low = middle;
        }
    }
    enough.minutes = ceil(enough.minutes);
    return enough;
}

static int window_of(int64_t days)
{
    return (int)fmax(1, fmin(WINDOW_MAX, round((double)days / 5)));
}

/* Draws SAMPLE of the items, in their order; the caller frees them. */
static struct plan_item *draw_sample(const struct plan_item *items, size_t count, size_t size)
{
    struct plan_item *sample = mem_new(size + 1, sizeof *sample);
    struct rng rng;
    rng_init(&rng, count);
    for (size_t i = 0, taken = 0; taken < size; i++)
        if (rng_below(&rng, count - i) < size - taken)
            sample[taken++] = items[i];
    return sample;
}

static size_t count_new(const struct plan_item *items, size_t count)
{
    size_t fresh = 0;
    for (size_t i = 0; i < count; i++)
        fresh += items[i].memory.phase == PHASE_NEW;
    return fresh;
}

/* All new items come before the window, minutes permitting.  The pace of a sample is rounded up like that of the whole. */
static size_t full_pace(size_t fresh, int64_t days, int window)
{
    size_t room = (size_t)fmax(1, (double)(days - window));
    return (fresh + room - 1) / room;
}

static void fill_days(const struct search *search, struct attempt *attempt, struct plan *plan)
{
    for (int64_t day = search->today; day < search->goal->day; day++)
        *vec_add(plan) = (struct plan_day){.day = day};
    try(search, attempt, plan->items);
    double factor = search->scale / search->repetitions, limit = attempt->minutes > 0 ? attempt->minutes : INFINITY;
    plan->unmet = search->scale * (double)count_new(search->items, search->count);
    for (size_t i = 0; i < plan->count; i++) {
        plan->items[i].fresh *= factor;
        plan->items[i].reviews *= factor;
        plan->items[i].minutes = fmin(limit, plan->items[i].minutes * factor); /* sums of fractions err in the last digit */
        plan->unmet -= plan->items[i].fresh;
    }
    plan->unmet = fmax(0, round(plan->unmet));
}

/* Where the goal is out of reach, most is recalled by whoever sees as much as possible, though only once. */
static struct attempt try_minutes(const struct search *search, double minutes)
{
    struct attempt best = try_retentions(search, minutes, REVIEW_SHARE);
    if (reaches(search, &best))
        return best;
    struct attempt hasty = try_retentions(search, minutes, 0);
    return hasty.recall > best.recall ? hasty : best;
}

static struct attempt choose(const struct search *search, double *needed)
{
    double given = search->goal->minutes, pace = search->goal->pace;
    bool limited = given > 0;
    struct attempt chosen = limited || pace > 0 ? try_minutes(search, limited ? given : pace) : find_minutes(search, 0);
    if (!limited && pace > 0 && !reaches(search, &chosen))
        chosen = find_minutes(search, pace);
    *needed = chosen.minutes;
    if (limited && !reaches(search, &chosen))
        *needed = find_minutes(search, given).minutes;
    return chosen;
}

void plan_make(struct plan *plan, const struct plan_item *items, size_t count, const struct plan_goal *goal,
               const struct schedule_parameters *parameters, const struct learner *learner, int64_t now)
{
    int64_t today = schedule_day(parameters, now), days = goal->day - today;
    size_t size = count < SAMPLE ? count : SAMPLE;
    struct plan_item *sample = draw_sample(items, count, size);
    struct search search = {.items = sample,
                            .count = size,
                            .scale = size ? (double)count / (double)size : 1,
                            .repetitions = size ? (int)fmax(1, LIVES / (double)size) : 1,
                            .goal = goal,
                            .parameters = parameters,
                            .learner = learner,
                            .today = today,
                            .window = goal->window > 0 ? goal->window : window_of(days)};
    search.fresh = full_pace(count_new(sample, size), days, search.window);
    *plan = (struct plan){.window = search.window};
    struct attempt chosen = choose(&search, &plan->needed_minutes);
    fill_days(&search, &chosen, plan);
    plan->retention = chosen.retention;
    plan->fresh_a_day = (size_t)ceil((double)search.fresh * search.scale);
    plan->recall = chosen.recall;
    plan->reached = reaches(&search, &chosen);
    plan->minutes = chosen.minutes;
    free(sample);
}

void plan_release(struct plan *plan)
{
    vec_release(plan);
}
