#include "laboratory/tape.h"

#include "base/vec.h"

#include <stdbool.h>
#include <string.h>

static bool holds(const struct drawing *drawing, const struct rng *rng, size_t count)
{
    return drawing->count == count && !memcmp(drawing->before.state, rng->state, sizeof rng->state);
}

static void draw(struct drawing *drawing, const struct rng *rng, size_t count)
{
    if (count > drawing->room) {
        drawing->numbers = mem_resize(drawing->numbers, count, sizeof *drawing->numbers);
        drawing->room = count;
    }
    drawing->count = count;
    drawing->before = drawing->after = *rng;
    rng_normals(&drawing->after, drawing->numbers, count);
}

const double *tape_normals(struct tape *tape, struct rng *rng, size_t count)
{
    if (tape->next == tape->count)
        *vec_add(tape) = (struct drawing){.numbers = NULL};
    struct drawing *drawing = &tape->items[tape->next++];
    if (!holds(drawing, rng, count))
        draw(drawing, rng, count);
    *rng = drawing->after;
    return drawing->numbers;
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
