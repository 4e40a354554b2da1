#include "experiment/setup.h"

#include <math.h>

struct making {
    const struct exercise *exercise;
    const struct scope *scope;
    struct arena *arena;
    struct experiment *experiment;
    struct err *err;
};

/* All expressions of a key in one list; empty when the key is absent. */
static int evaluate(const struct making *making, const struct strings *expressions, struct numbers *numbers)
{
    struct quantity *parts = arena_new(making->arena, expressions->count, sizeof *parts);
    size_t count = 0;
    for (size_t i = 0; i < expressions->count; i++) {
        int code = expression_evaluate(expressions->items[i], making->scope, making->arena, &parts[i], making->err);
        if (code)
            return code;
        count += parts[i].count;
    }
    *numbers = (struct numbers){.items = arena_new(making->arena, count, sizeof *numbers->items)};
    for (size_t i = 0; i < expressions->count; i++)
        for (size_t j = 0; j < parts[i].count; j++)
            numbers->items[numbers->count++] = parts[i].items[j];
    return 0;
}

static int make_shape(const struct making *making, const struct setup *setup, size_t *count, size_t *channels)
{
    struct experiment *experiment = making->experiment;
    struct numbers shape;
    int code = evaluate(making, &setup->shape, &shape);
    if (code)
        return code;
    if (shape.count < 2 || shape.count > EXPERIMENT_RANK_MAX)
        return err_set(making->err, ERR_INVALID, "a shape has 2 to %d dimensions, not %zu", EXPERIMENT_RANK_MAX, shape.count);
    *count = 1;
    for (size_t i = 0; i < shape.count; i++) {
        double size = shape.items[i];
        if (!(size >= 1 && size == floor(size) && size * (double)*count <= EXPERIMENT_VALUES_MAX))
            return err_set(making->err, ERR_INVALID, "%g is no dimension of a shape", size);
        experiment->shape[i] = (size_t)size;
        *count *= (size_t)size;
    }
    experiment->rank = shape.count;
    *channels = experiment->shape[setup->layout == LAYOUT_CHANNELS_LAST ? shape.count - 1 : 1];
    return 0;
}

static int make_lists(const struct making *making, const struct setup *setup, size_t count, size_t channels)
{
    struct experiment *experiment = making->experiment;
    const struct {
        const char *key;
        const struct strings *expressions;
        struct numbers *numbers;
        bool tensor;
    } lists[] = {
        {"values", &setup->values, &experiment->values, true},
        {"dy", &setup->dy, &experiment->dy, true},
        {"gamma", &setup->gamma, &experiment->gamma, false},
        {"beta", &setup->beta, &experiment->beta, false},
        {"running_mean", &setup->running_mean, &experiment->running_mean, false},
        {"running_var", &setup->running_var, &experiment->running_var, false},
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        int code = evaluate(making, lists[i].expressions, lists[i].numbers);
        if (code)
            return code;
        size_t given = lists[i].numbers->count, needed = lists[i].tensor ? count : channels;
        if (given != needed && given != 0 && (lists[i].tensor || given != 1))
            return err_set(making->err, ERR_INVALID, "'%s' has %zu numbers where the shape needs %zu", lists[i].key, given, needed);
    }
    return 0;
}

static int make_number(const struct making *making, const char *expression, double *number)
{
    return expression ? expression_number(expression, making->scope, making->arena, number, making->err) : 0;
}

static int make_settings(const struct making *making, const struct setup *setup, struct settings *settings)
{
    struct experiment *experiment = making->experiment;
    double steps = 0;
    experiment->momentum = framework_momentum(setup->framework);
    experiment->epsilon = framework_epsilon(setup->framework);
    int code = make_number(making, setup->momentum, &experiment->momentum);
    code = code ? code : make_number(making, setup->epsilon, &experiment->epsilon);
    code = code ? code : make_number(making, setup->steps, &steps);
    if (code)
        return code;
    if (!(steps >= 0 && steps <= 1e5))
        return err_set(making->err, ERR_INVALID, "%g is no number of steps", steps);
    experiment->steps = (unsigned)steps;
    *settings = settings_of(experiment);
    return 0;
}

int setup_make(const struct exercise *exercise, const struct scope *scope, struct arena *arena, struct experiment **experiment,
               struct settings *settings, struct err *err)
{
    const struct setup *setup = exercise->setup;
    struct making making = {exercise, scope, arena, arena_new(arena, 1, sizeof **experiment), err};
    size_t count = 0, channels = 0;
    *making.experiment = (struct experiment){
        .id = exercise->item.id,
        .title = exercise->title,
        .about = "The numbers of the question, run live.",
        .topic = exercise->item.topic,
        .layout = setup->layout,
        .mode = setup->mode,
        .framework = setup->framework,
        .at = exercise->item.at,
    };
    int code = make_shape(&making, setup, &count, &channels);
    code = code ? code : make_lists(&making, setup, count, channels);
    code = code ? code : make_settings(&making, setup, settings);
    *experiment = making.experiment;
    return code;
}
