#include "course/answer_key.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What arithmetic on the way from decimal digits may lose. */
static const double ROUNDING = 1e-9;

double key_number(const struct question *question)
{
    return strtod(question->answer.items[0], NULL);
}

/* Whether `number` is as close to `stated` as the question allows. */
static bool is_close(const struct question *question, double stated, double number)
{
    double allowed = fmax(question->tolerance, question->relative * fabs(stated));
    return fabs(number - stated) <= allowed * (1 + ROUNDING) + ROUNDING * fabs(stated);
}

bool key_accepts_number(const struct question *question, double number)
{
    return is_close(question, key_number(question), number);
}

const struct wrong_answer *key_mistake_of_number(const struct question *question, double number)
{
    const struct wrong_answer *closest = NULL;
    double least = INFINITY;
    for (size_t i = 0; i < question->mistake_count; i++) {
        double stated = strtod(question->mistakes[i].values.items[0], NULL);
        if (is_close(question, stated, number) && fabs(number - stated) < least) {
            least = fabs(number - stated);
            closest = &question->mistakes[i];
        }
    }
    return closest;
}

static bool same_shape(const struct strings *stated, const size_t *shape, size_t count)
{
    for (size_t i = 0; i < stated->count && i < count; i++)
        if (strtod(stated->items[i], NULL) != (double)shape[i])
            return false;
    return stated->count == count;
}

bool key_accepts_shape(const struct question *question, const size_t *shape, size_t count)
{
    return same_shape(&question->answer, shape, count);
}

const struct wrong_answer *key_mistake_of_shape(const struct question *question, const size_t *shape, size_t count)
{
    for (size_t i = 0; i < question->mistake_count; i++)
        if (same_shape(&question->mistakes[i].values, shape, count))
            return &question->mistakes[i];
    return NULL;
}

/* Line numbers are written from 1 on. */
static size_t line_number(const struct strings *order, size_t place)
{
    return strtoul(order->items[place], NULL, 10) - 1;
}

static bool same_line(const struct question *question, size_t one, size_t other)
{
    return one == other || strcmp(question->lines.items[one], question->lines.items[other]) == 0;
}

bool key_accepts_order(const struct question *question, const size_t *order)
{
    bool right = true;
    for (size_t i = 0; i < question->lines.count; i++)
        right = right && same_line(question, order[i], i);
    for (size_t a = 0; !right && a < question->also_count; a++) {
        right = true;
        for (size_t i = 0; i < question->lines.count; i++)
            right = right && same_line(question, order[i], line_number(&question->also[a], i));
    }
    return right;
}

/* Whether the lines of a mistake stand in its order, others between them or not. */
static bool has_lines(const struct question *question, const size_t *order, const struct strings *lines)
{
    size_t found = 0;
    for (size_t i = 0; i < question->lines.count && found < lines->count; i++)
        found += order[i] == line_number(lines, found);
    return found == lines->count;
}

const struct wrong_answer *key_mistake_of_order(const struct question *question, const size_t *order)
{
    for (size_t i = 0; i < question->mistake_count; i++)
        if (has_lines(question, order, &question->mistakes[i].values))
            return &question->mistakes[i];
    return NULL;
}
