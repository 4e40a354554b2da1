#include "schedule/schedule.h"

#include "schedule/fsrs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const int64_t MINUTE = 60 * INT64_C(1000);
static const int64_t DAY = 24 * 60 * 60 * INT64_C(1000);
static const int64_t TIME_LIMIT = INT64_C(8640000000000000); /* 100 million days either side of 1970: far from overflow */

enum { DAY_MINUTES = 24 * 60, INTERVAL_LIMIT = 36500 };

/* One review, while it is worked out. */
struct review {
    const struct schedule_parameters *parameters;
    struct fsrs fsrs;
    const struct memory *before;
    int64_t now, day;
    int elapsed_days;
    double uniform; /* 0..1, the same for every grade, so that fuzz keeps the order of the buttons */
};

void schedule_defaults(struct schedule_parameters *parameters)
{
    *parameters = (struct schedule_parameters){
        .desired_retention = 0.9,
        .maximum_interval = INTERVAL_LIMIT,
        .day_start_hour = 4,
        .same_day = true,
        .learning_steps = {1, 10},
        .relearning_steps = {10},
    };
    memcpy(parameters->weights, FSRS_DEFAULT_WEIGHTS, sizeof parameters->weights);
}

static int64_t plausible(int64_t time)
{
    if (time > TIME_LIMIT)
        return TIME_LIMIT;
    return time < -TIME_LIMIT ? -TIME_LIMIT : time;
}

/* Milliseconds from UTC to a calendar whose days begin at the learner's hour. */
static int64_t day_shift(const struct schedule_parameters *parameters)
{
    return (parameters->utc_offset_minutes - parameters->day_start_hour * INT64_C(60)) * MINUTE;
}

int64_t schedule_day(const struct schedule_parameters *parameters, int64_t time)
{
    int64_t local = plausible(time) + day_shift(parameters);
    return local / DAY - (local % DAY < 0);
}

int64_t schedule_day_start(const struct schedule_parameters *parameters, int64_t day)
{
    return day * DAY - day_shift(parameters);
}

static int days_between(const struct schedule_parameters *parameters, int64_t from, int64_t to)
{
    int64_t days = schedule_day(parameters, to) - schedule_day(parameters, from);
    if (days < 0)
        return 0;
    return days > INT32_MAX ? INT32_MAX : (int)days;
}

bool schedule_is_due(const struct schedule_parameters *parameters, const struct memory *memory, int64_t now)
{
    if (memory->phase == PHASE_NEW)
        return false;
    if (memory->last_review > plausible(now) + 2 * DAY)
        return true;
    if (memory->phase != PHASE_REVIEW)
        return memory->due <= now;
    int64_t today = schedule_day(parameters, now);
    return schedule_day(parameters, memory->due) <= today && schedule_day(parameters, memory->last_review) < today;
}

double schedule_retrievability(const struct schedule_parameters *parameters, const struct memory *memory, int64_t now)
{
    if (memory->phase == PHASE_NEW || !(memory->stability > 0))
        return 0;
    struct fsrs fsrs;
    fsrs_init(&fsrs, parameters);
    return fsrs_retrievability(&fsrs, days_between(parameters, memory->last_review, now), memory->stability);
}

/* Spreads an interval over the days around it; it never lands before or on the day already reached. */
static int fuzzed(const struct review *review, int interval, int maximum)
{
    if (!review->parameters->fuzz || interval < 3)
        return interval;
    double delta = 1 + 0.15 * (fmin(interval, 7) - 2.5) + 0.10 * fmax(0, fmin(interval, 20) - 7) + 0.05 * fmax(0, interval - 20);
    int low = (int)fmax(2, round(interval - delta));
    int high = (int)fmin(round(interval + delta), maximum);
    if (interval > review->elapsed_days && low <= review->elapsed_days)
        low = review->elapsed_days + 1;
    if (low > high)
        low = high;
    return (int)floor(review->uniform * (high - low + 1) + low);
}

static int maximum_interval(const struct schedule_parameters *parameters)
{
    int maximum = parameters->maximum_interval;
    return maximum < 1 ? 1 : maximum > INTERVAL_LIMIT ? INTERVAL_LIMIT : maximum;
}

static double retention(const struct schedule_parameters *parameters)
{
    double wanted = parameters->desired_retention;
    return !(wanted >= 0.7) ? 0.7 : wanted > 0.99 ? 0.99 : wanted;
}

static int interval_for(const struct review *review, double stability)
{
    int maximum = maximum_interval(review->parameters);
    double days = round(fsrs_interval(&review->fsrs, retention(review->parameters), stability));
    return fuzzed(review, (int)fmin(fmax(1, days), maximum), maximum);
}

static double stability_after(const struct review *review, enum grade grade)
{
    const struct memory *before = review->before;
    if (before->phase == PHASE_NEW)
        return fsrs_first_stability(&review->fsrs, grade);
    return fsrs_next_stability(&review->fsrs, before->stability, before->difficulty, review->elapsed_days, grade);
}

static double difficulty_after(const struct review *review, enum grade grade)
{
    if (review->before->phase == PHASE_NEW)
        return fsrs_first_difficulty(&review->fsrs, grade);
    return fsrs_next_difficulty(&review->fsrs, review->before->difficulty, grade);
}

/* Days for `grade` with the buttons in order: each better grade gives a later day, whatever rounding and fuzz did. */
static int ordered_interval(const struct review *review, enum grade grade)
{
    int interval[GRADE_EASY + 1] = {0};
    for (enum grade each = GRADE_AGAIN; each <= GRADE_EASY; each++)
        interval[each] = interval_for(review, stability_after(review, each));
    int again = (int)fmin(interval[GRADE_AGAIN], interval[GRADE_HARD]);
    int hard = (int)fmin(interval[GRADE_HARD], interval[GRADE_GOOD]);
    if (!review->parameters->same_day)
        hard = (int)fmax(interval[GRADE_HARD], again + 1);
    int good = (int)fmax(interval[GRADE_GOOD], hard + 1);
    int easy = (int)fmax(interval[GRADE_EASY], good + 1);
    const int ordered[] = {0, again, hard, good, easy};
    return (int)fmin(ordered[grade], maximum_interval(review->parameters));
}

/* Minutes and next index of the (re)learning step that `grade` leads to; 0 minutes: no step, the item graduates. */
static int step_minutes(const struct review *review, enum grade grade, int *index)
{
    bool relearning = review->before->phase == PHASE_REVIEW || review->before->phase == PHASE_RELEARNING;
    const int *steps = relearning ? review->parameters->relearning_steps : review->parameters->learning_steps;
    int count = 0;
    while (count < SCHEDULE_STEPS_MAX && steps[count] > 0)
        count++;
    int at = review->before->phase == PHASE_REVIEW ? 0 : review->before->step;
    if (at < 0 || at >= count)
        return 0;
    switch (grade) {
    case GRADE_AGAIN:
        *index = 0;
        return steps[0];
    case GRADE_HARD:
        *index = at;
        return (int)round(count == 1 ? 1.5 * steps[0] : (steps[0] + (double)steps[1]) / 2);
    case GRADE_GOOD:
        *index = at + 1;
        return at + 1 < count ? steps[at + 1] : 0;
    default:
        return 0;
    }
}

/* An interval that would lead past the exam ends in the days before it instead, each item on a day of its own choice. */
static int before_exam(const struct review *review, int interval)
{
    int64_t exam = review->parameters->exam_day, window = review->parameters->exam_window;
    window = window < 1 ? 1 : window;
    if (exam == 0 || review->day >= exam - window || review->day + interval < exam)
        return interval;
    return (int)(exam - 1 - (int64_t)(review->uniform * (double)window) - review->day);
}

/* Into days: due at the start of a local day, so that everything due on a day is there from its morning on. */
static void enter_review(struct memory *after, const struct review *review, int interval)
{
    after->phase = PHASE_REVIEW;
    after->step = 0;
    after->interval = before_exam(review, interval);
    after->due = schedule_day_start(review->parameters, review->day + after->interval);
}

static void place(struct memory *after, const struct review *review, enum grade grade)
{
    enum phase phase = review->before->phase;
    if (!review->parameters->same_day || (phase == PHASE_REVIEW && grade > GRADE_AGAIN)) {
        enter_review(after, review, ordered_interval(review, grade));
        return;
    }
    int index = 0;
    int minutes = step_minutes(review, grade, &index);
    if (minutes >= DAY_MINUTES) {
        enter_review(after, review, minutes / DAY_MINUTES);
    } else if (minutes > 0) {
        after->phase = phase == PHASE_NEW || phase == PHASE_LEARNING ? PHASE_LEARNING : PHASE_RELEARNING;
        after->step = index;
        after->interval = 0;
        after->due = review->now + minutes * MINUTE;
    } else {
        enter_review(after, review, interval_for(review, after->stability));
    }
}

/* 53 bits of SplitMix64's finalizer over the item and its repetition. */
static double uniform_of(uint64_t seed, int repetition)
{
    uint64_t z = seed + UINT64_C(0x9E3779B97F4A7C15) * ((uint64_t)repetition + 1);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

struct memory schedule_review(const struct schedule_parameters *parameters, const struct memory *memory, enum grade grade,
                              int64_t now, uint64_t seed)
{
    struct memory after = *memory;
    if (grade < GRADE_AGAIN || grade > GRADE_EASY)
        return after;
    struct review review = {.parameters = parameters, .before = memory, .now = plausible(now)};
    fsrs_init(&review.fsrs, parameters);
    review.day = schedule_day(parameters, now);
    review.elapsed_days = memory->phase == PHASE_NEW ? 0 : days_between(parameters, memory->last_review, now);
    review.uniform = uniform_of(seed, memory->repetitions);
    after.stability = stability_after(&review, grade);
    after.difficulty = difficulty_after(&review, grade);
    after.repetitions++;
    after.lapses += memory->phase == PHASE_REVIEW && grade == GRADE_AGAIN;
    after.last_review = review.now;
    place(&after, &review, grade);
    return after;
}

int64_t schedule_due_day(const struct schedule_parameters *parameters, const struct memory *memory, uint64_t seed)
{
    struct review review = {.parameters = parameters, .before = memory, .day = schedule_day(parameters, memory->last_review)};
    fsrs_init(&review.fsrs, parameters);
    review.uniform = uniform_of(seed, memory->repetitions - 1);
    return review.day + before_exam(&review, interval_for(&review, memory->stability));
}

int64_t schedule_span(const struct memory *memory)
{
    if (memory->interval > 0)
        return memory->interval * DAY;
    return memory->due > memory->last_review ? memory->due - memory->last_review : 0;
}

void schedule_interval_text(int64_t milliseconds, char *text, size_t size)
{
    double minutes = (double)milliseconds / (double)MINUTE;
    double hours = minutes / 60, days = hours / 24, months = days / 30.4375, years = days / 365.25;
    if (milliseconds <= 0)
        snprintf(text, size, "now");
    else if (minutes < 59.5)
        snprintf(text, size, "%.0f min", fmax(1, minutes));
    else if (hours < 23.5)
        snprintf(text, size, "%.0f h", hours);
    else if (days < 60.5)
        snprintf(text, size, "%.0f d", days);
    else if (months < 11.5)
        snprintf(text, size, "%.0f mo", months);
    else
        snprintf(text, size, years < 9.95 ? "%.1f y" : "%.0f y", years);
}

/* FNV-1a, 64 bits. */
uint64_t schedule_seed(const char *item)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (; *item; item++)
        hash = (hash ^ (unsigned char)*item) * UINT64_C(0x100000001B3);
    return hash;
}
