#include "experiment/draw.h"

#include "experiment/placeholders.h"

#include <math.h>
#include <stdlib.h>

static double draw_number(const struct draw *draw, struct rng *rng)
{
    if (!draw->ranged)
        return draw->one_of.items[rng_below(rng, draw->one_of.count)];
    uint64_t steps = (uint64_t)floor((draw->to - draw->from) / draw->step + 1e-9);
    double number = draw->from + draw->step * (double)rng_below(rng, steps + 1);
    return round(number * 1e9) / 1e9; /* 0.3, not 0.30000000000000004 */
}

static struct quantity draw_numbers(const struct draw *draw, struct rng *rng, struct arena *arena)
{
    size_t count = draw->count ? draw->count : 1;
    double *items = arena_new(arena, count, sizeof *items);
    for (size_t i = 0; i < count; i++)
        items[i] = draw_number(draw, rng);
    return (struct quantity){.items = items, .count = count, .list = draw->count > 0};
}

static struct quantity draw_list(const struct draw *draw, struct rng *rng, struct arena *arena)
{
    const struct strings *list = &draw->lists[rng_below(rng, draw->list_count)];
    double *items = arena_new(arena, list->count, sizeof *items);
    size_t *order = arena_new(arena, list->count, sizeof *order);
    if (draw->shuffled)
        rng_permute(rng, order, list->count);
    for (size_t i = 0; i < list->count; i++)
        items[i] = strtod(list->items[draw->shuffled ? order[i] : i], NULL);
    return (struct quantity){.items = items, .count = list->count, .list = true};
}

static int draw_text(const struct draw *draw, struct rng *rng, struct arena *arena, const struct scope *scope,
                     struct quantity *quantity, struct err *err)
{
    size_t index = (size_t)rng_below(rng, draw->texts.count);
    *quantity = quantity_number(arena, (double)index);
    return placeholders_fill(draw->texts.items[index], scope, arena, &quantity->text, err);
}

int draw_all(const struct exercise *exercise, struct rng *rng, struct arena *arena, struct scope *scope, struct err *err)
{
    for (size_t i = 0; i < exercise->draw_count; i++) {
        const struct draw *draw = &exercise->draws[i];
        struct quantity quantity;
        int code = 0;
        if (draw->is)
            code = expression_evaluate(draw->is, scope, arena, &quantity, err);
        else if (draw->texts.count)
            code = draw_text(draw, rng, arena, scope, &quantity, err);
        else if (draw->list_count)
            quantity = draw_list(draw, rng, arena);
        else
            quantity = draw_numbers(draw, rng, arena);
        if (code)
            return code;
        scope_set(scope, draw->name, quantity);
    }
    return 0;
}

int draw_is_fit(const struct exercise *exercise, const struct scope *scope, struct arena *arena, bool *fit, struct err *err)
{
    *fit = true;
    for (size_t i = 0; i < exercise->where.count; i++) {
        struct quantity holds;
        int code = expression_evaluate(exercise->where.items[i], scope, arena, &holds, err);
        if (code)
            return code;
        for (size_t j = 0; j < holds.count; j++)
            *fit = *fit && holds.items[j] != 0;
    }
    return 0;
}
