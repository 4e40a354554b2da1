#include "schedule/learner.h"

static const double USUAL_WEIGHT = 30; /* grades */

void learner_defaults(struct learner *learner)
{
    *learner = (struct learner){
        .first = {0, 0.24, 0.09, 0.50, 0.17},
        .recalled = {0, 0, 0.22, 0.63, 0.15},
        .step_again = 0.08,
        .new_seconds = 20,
        .review_seconds = 10,
    };
}

/* What was counted and what is usual, as if the usual had been counted in USUAL_WEIGHT grades. */
static double blend(double usual, double sum, double count)
{
    return (usual * USUAL_WEIGHT + sum) / (USUAL_WEIGHT + count);
}

static void blend_all(double *usual, const double *counted, double total)
{
    for (enum grade grade = GRADE_AGAIN; grade <= GRADE_EASY; grade++)
        usual[grade] = blend(usual[grade], counted[grade], total);
}

void learner_measure(struct learner *learner, const struct learner_grade *grades, size_t count)
{
    double first[GRADE_EASY + 1] = {0}, recalled[GRADE_EASY + 1] = {0}, firsts = 0, recalls = 0, steps = 0, missed = 0;
    double new_ms = 0, timed_new = 0, review_ms = 0, timed = 0;
    learner_defaults(learner);
    for (size_t i = 0; i < count; i++) {
        const struct learner_grade *one = &grades[i];
        if (one->grade < GRADE_AGAIN || one->grade > GRADE_EASY)
            continue;
        bool step = one->same_day && !one->first, recall = !one->first && !step && one->grade > GRADE_AGAIN;
        first[one->grade] += one->first;
        firsts += one->first;
        steps += step;
        missed += step && one->grade == GRADE_AGAIN;
        recalled[one->grade] += recall;
        recalls += recall;
        *(one->first ? &timed_new : &timed) += one->took_ms > 0;
        *(one->first ? &new_ms : &review_ms) += (double)one->took_ms;
    }
    blend_all(learner->first, first, firsts);
    blend_all(learner->recalled, recalled, recalls);
    learner->step_again = blend(learner->step_again, missed, steps);
    learner->new_seconds = blend(learner->new_seconds, new_ms / 1000, timed_new);
    learner->review_seconds = blend(learner->review_seconds, review_ms / 1000, timed);
}

static enum grade draw(const double *shares, struct rng *rng)
{
    double left = rng_uniform(rng);
    for (enum grade grade = GRADE_AGAIN; grade < GRADE_EASY; grade++) {
        if (left < shares[grade])
            return grade;
        left -= shares[grade];
    }
    return GRADE_EASY;
}

enum grade learner_first_grade(const struct learner *learner, struct rng *rng)
{
    return draw(learner->first, rng);
}

enum grade learner_review_grade(const struct learner *learner, double recall, struct rng *rng)
{
    return rng_uniform(rng) < recall ? draw(learner->recalled, rng) : GRADE_AGAIN;
}

enum grade learner_step_grade(const struct learner *learner, struct rng *rng)
{
    return rng_uniform(rng) < learner->step_again ? GRADE_AGAIN : GRADE_GOOD;
}
