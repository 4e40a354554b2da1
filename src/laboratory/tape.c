#include "laboratory/tape.h"

#include "base/vec.h"

#include <stdbool.h>
#include <string.h>

enum { AT_ONCE = 1024 };

typedef void draw_function(struct rng *rng, void *numbers, size_t count);

static void draw_doubles(struct rng *rng, void *numbers, size_t count)
{
    rng_normals(rng, numbers, count);
}

static void draw_floats(struct rng *rng, void *numbers, size_t count)
{
    double drawn[AT_ONCE];
    for (float *to = numbers; count;) {
        size_t some = count < AT_ONCE ? count : AT_ONCE;
        rng_normals(rng, drawn, some);
        for (size_t i = 0; i < some; i++)
            to[i] = (float)drawn[i];
        to += some;
        count -= some;
    }
}

static bool holds(const struct drawing *drawing, const struct rng *rng, size_t count, size_t size)
{
    return drawing->count == count && drawing->size == size && !memcmp(drawing->before.state, rng->state, sizeof rng->state);
}

static const void *take(struct tape *tape, struct rng *rng, size_t count, size_t size, draw_function *draw)
{
    if (tape->next == tape->count)
        *vec_add(tape) = (struct drawing){.numbers = NULL};
    struct drawing *drawing = &tape->items[tape->next++];
    if (!holds(drawing, rng, count, size)) {
        if (count * size > drawing->room) {
            drawing->numbers = mem_resize(drawing->numbers, count, size);
            drawing->room = count * size;
        }
        drawing->count = count;
        drawing->size = size;
        drawing->before = drawing->after = *rng;
        draw(&drawing->after, drawing->numbers, count);
    }
    *rng = drawing->after;
    return drawing->numbers;
}

const double *tape_normals(struct tape *tape, struct rng *rng, size_t count)
{
    return take(tape, rng, count, sizeof(double), draw_doubles);
}

const float *tape_normal_floats(struct tape *tape, struct rng *rng, size_t count)
{
    return take(tape, rng, count, sizeof(float), draw_floats);
}

void tape_rewind(struct tape *tape)
{
    tape->next = 0;
}

void tape_release(struct tape *tape)
{
    for (size_t i = 0; i < tape->count; i++)
        free(tape->items[i].numbers);
    vec_release(tape);
    tape->next = 0;
}
