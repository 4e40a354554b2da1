/* Named mistakes must be wrong, and each must be found by its own value. */
#include "course/lint_rules.h"

#include "course/answer_key.h"

#include <stdlib.h>
#include <string.h>

static void report_mistake(struct source *source, const struct question *question, const struct wrong_answer *mistake,
                           const struct wrong_answer *found)
{
    if (!found)
        lint_report(source, SEVERITY_ERROR, &question->item, "accepts its mistake '%s' as right", mistake->name);
    else
        lint_report(source, SEVERITY_ERROR, &question->item, "cannot tell its mistakes '%s' and '%s' apart", mistake->name,
                    found->name);
}

static void check_number(struct source *source, const struct question *question)
{
    for (size_t i = 0; i < question->mistake_count; i++) {
        const struct wrong_answer *mistake = &question->mistakes[i];
        double number = strtod(mistake->values.items[0], NULL);
        const struct wrong_answer *found = key_mistake_of_number(question, number);
        if (key_accepts_number(question, number))
            report_mistake(source, question, mistake, NULL);
        else if (found != mistake)
            report_mistake(source, question, mistake, found);
    }
}

static void check_shape(struct source *source, const struct question *question)
{
    for (size_t i = 0; i < question->mistake_count; i++) {
        const struct wrong_answer *mistake = &question->mistakes[i];
        size_t shape[QUESTION_DIMENSIONS_MAX], count = mistake->values.count;
        for (size_t j = 0; j < count; j++)
            shape[j] = strtoul(mistake->values.items[j], NULL, 10);
        const struct wrong_answer *found = key_mistake_of_shape(question, shape, count);
        if (key_accepts_shape(question, shape, count))
            report_mistake(source, question, mistake, NULL);
        else if (found != mistake)
            report_mistake(source, question, mistake, found);
    }
}

/* A right order, from 0: the stated one, or one of `also`. */
static void right_order(const struct question *question, size_t which, size_t *order)
{
    for (size_t i = 0; i < question->lines.count; i++)
        order[i] = which ? strtoul(question->also[which - 1].items[i], NULL, 10) - 1 : i;
}

static void check_order(struct source *source, const struct question *question)
{
    size_t order[QUESTION_OPTIONS_MAX];
    for (size_t which = 0; which <= question->also_count; which++) {
        right_order(question, which, order);
        const struct wrong_answer *mistake = key_mistake_of_order(question, order);
        if (mistake)
            report_mistake(source, question, mistake, NULL);
    }
}

void lint_answers(struct source *source, const struct question *question)
{
    if (question->kind == QUESTION_NUMBER)
        check_number(source, question);
    else if (question->kind == QUESTION_SHAPE)
        check_shape(source, question);
    else if (question->kind == QUESTION_ORDER)
        check_order(source, question);
}
