#include "schedule/gradient.h"

#include <math.h>

static struct dual weight(const struct fsrs *fsrs, int index)
{
    return dual_weight(fsrs->w[index], index);
}

static struct dual within(struct dual value, double low, double high)
{
    return dual_min(dual_max(value, dual_constant(low)), dual_constant(high));
}

static struct dual stability_within(struct dual stability)
{
    return within(stability, 0.001, 36500);
}

static struct dual minus(struct dual a)
{
    return dual_scale(a, -1, 0);
}

/* w4 - e^(w5 (G - 1)) + 1 */
static struct dual first_difficulty(const struct fsrs *fsrs, enum grade grade)
{
    struct dual growth = dual_exp(dual_scale(weight(fsrs, 5), (int)grade - 1, 0));
    return dual_scale(dual_add(weight(fsrs, 4), minus(growth)), 1, 1);
}

struct dual_memory gradient_first(const struct fsrs *fsrs, enum grade grade)
{
    return (struct dual_memory){stability_within(weight(fsrs, (int)grade - 1)), within(first_difficulty(fsrs, grade), 1, 10)};
}

/* (1 + F t / S)^(-w20), F = 0.9^(-1 / w20) - 1 */
struct dual gradient_recall(const struct fsrs *fsrs, const struct dual_memory *memory, double elapsed_days)
{
    struct dual decay = minus(weight(fsrs, 20));
    struct dual inverse = dual_power(weight(fsrs, 20), dual_constant(-1));
    struct dual factor = dual_scale(dual_exp(dual_scale(inverse, -log(0.9), 0)), 1, -1);
    struct dual share = dual_multiply(dual_scale(factor, elapsed_days, 0), dual_power(memory->stability, dual_constant(-1)));
    return dual_power(dual_scale(share, 1, 1), decay);
}

/* w7 D0(4) + (1 - w7) (D - w6 (G - 3) (10 - D) / 9) */
static struct dual next_difficulty(const struct fsrs *fsrs, struct dual difficulty, enum grade grade)
{
    struct dual room = dual_scale(difficulty, -1.0 / 9, 10.0 / 9);
    struct dual change = dual_multiply(dual_scale(weight(fsrs, 6), 3 - (int)grade, 0), room);
    struct dual moved = dual_add(difficulty, change);
    struct dual target = dual_multiply(weight(fsrs, 7), first_difficulty(fsrs, GRADE_EASY));
    return within(dual_add(target, dual_multiply(dual_scale(weight(fsrs, 7), -1, 1), moved)), 1, 10);
}

/* e^(w (1 - R)) */
static struct dual by_forgetting(struct dual w, struct dual recall)
{
    return dual_exp(dual_multiply(w, dual_scale(recall, -1, 1)));
}

static struct dual recalled(const struct fsrs *fsrs, const struct dual_memory *memory, struct dual recall, enum grade grade)
{
    struct dual growth = dual_multiply(dual_exp(weight(fsrs, 8)), dual_scale(memory->difficulty, -1, 11));
    growth = dual_multiply(growth, dual_power(memory->stability, minus(weight(fsrs, 9))));
    growth = dual_multiply(growth, dual_scale(by_forgetting(weight(fsrs, 10), recall), 1, -1));
    if (grade == GRADE_HARD)
        growth = dual_multiply(growth, weight(fsrs, 15));
    if (grade == GRADE_EASY)
        growth = dual_multiply(growth, weight(fsrs, 16));
    return dual_multiply(memory->stability, dual_scale(growth, 1, 1));
}

static struct dual forgotten(const struct fsrs *fsrs, const struct dual_memory *memory, struct dual recall)
{
    struct dual left = dual_multiply(weight(fsrs, 11), dual_power(memory->difficulty, minus(weight(fsrs, 12))));
    left = dual_multiply(left, dual_scale(dual_power(dual_scale(memory->stability, 1, 1), weight(fsrs, 13)), 1, -1));
    left = dual_multiply(left, by_forgetting(weight(fsrs, 14), recall));
    struct dual ceiling = memory->stability;
    if (fsrs->same_day)
        ceiling = dual_multiply(ceiling, dual_exp(minus(dual_multiply(weight(fsrs, 17), weight(fsrs, 18)))));
    return dual_min(left, ceiling);
}

static struct dual same_day(const struct fsrs *fsrs, const struct dual_memory *memory, enum grade grade)
{
    struct dual exponent = dual_multiply(weight(fsrs, 17), dual_scale(weight(fsrs, 18), 1, (int)grade - 3));
    struct dual growth = dual_multiply(dual_exp(exponent), dual_power(memory->stability, minus(weight(fsrs, 19))));
    if (grade >= GRADE_HARD)
        growth = dual_max(growth, dual_constant(1));
    return dual_multiply(memory->stability, growth);
}

struct dual_memory gradient_next(const struct fsrs *fsrs, const struct dual_memory *memory, double elapsed_days, enum grade grade)
{
    struct dual stability;
    if (fsrs->same_day && elapsed_days < 1) {
        stability = same_day(fsrs, memory, grade);
    } else {
        struct dual recall = gradient_recall(fsrs, memory, elapsed_days);
        stability = grade == GRADE_AGAIN ? forgotten(fsrs, memory, recall) : recalled(fsrs, memory, recall, grade);
    }
    return (struct dual_memory){stability_within(stability), next_difficulty(fsrs, memory->difficulty, grade)};
}
