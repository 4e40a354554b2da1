/* Weights in front of batch norm: their size does not reach the output, but it sets how far a step turns them. */
#include "base/rng.h"
#include "laboratory/common_parameters.h"
#include "laboratory/models.h"
#include "laboratory/scaled_layer.h"

#include <math.h>

enum { DATA, FACTOR, RATE, DECAY, STEPS, EPSILON };
enum { EXAMPLE_ROWS = 4, EXAMPLE_INPUTS = 2, ROWS = 32, INPUTS = 8, BATCH = 16, SCALES = 25, NORMS = 3 };

static const double factor_stops[] = {1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10, 100, 1000};
static const double rate_stops[] = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3};
static const double decay_stops[] = {0, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3};
static const double step_stops[] = {50, 100, 200, 300, 500, 1000, 2000};

#define STOPS(list) .stops = list, .stop_count = sizeof(list) / sizeof *(list)

static const struct parameter parameters[] = {
    [DATA] = DATA_PARAMETER(DATA_EXAMPLE, "Inputs and weights that are compared: small numbers, or normal random ones."),
    [FACTOR] = {.key = "factor",
                .label = "a",
                .help = "What the weights are multiplied by.",
                .kind = PARAMETER_NUMBER,
                .low = 1e-6,
                .high = 1e6,
                .fallback = 10,
                STOPS(factor_stops)},
    [RATE] = {.key = "rate",
              .label = "η",
              .help = "The learning rate of plain SGD.",
              .kind = PARAMETER_NUMBER,
              .low = 1e-6,
              .high = 10,
              .fallback = 0.3,
              STOPS(rate_stops)},
    [DECAY] = {.key = "decay",
               .label = "decay",
               .help = "Weight decay: its share of the weights is added to the gradient.",
               .kind = PARAMETER_NUMBER,
               .high = 1,
               .fallback = 0.03,
               STOPS(decay_stops)},
    [STEPS] = {.key = "steps",
               .label = "steps",
               .help = "How long the two runs train.",
               .kind = PARAMETER_INTEGER,
               .low = 1,
               .high = 5000,
               .fallback = 300,
               STOPS(step_stops)},
    [EPSILON] = EPSILON_PARAMETER(1e-5),
};

struct scale_invariance {
    const double *values;
    struct findings *findings;
    struct err *err;
    struct rng rng;
    double u[ROWS * INPUTS], w[INPUTS], dy[ROWS]; /* what is compared */
    size_t rows, inputs;
};

static void draw_example(struct scale_invariance *model)
{
    static const double u[] = {1, 2, 2, 0, 3, 1, 4, 5}, w[] = {0.5, -1}, dy[] = {1, 0, 0, -1};
    bool example = (int)model->values[DATA] == DATA_EXAMPLE;
    model->rows = example ? EXAMPLE_ROWS : ROWS;
    model->inputs = example ? EXAMPLE_INPUTS : INPUTS;
    for (size_t i = 0; i < model->rows * model->inputs; i++)
        model->u[i] = example ? u[i] : rng_normal(&model->rng);
    for (size_t i = 0; i < model->inputs; i++)
        model->w[i] = example ? w[i] : rng_normal(&model->rng);
    for (size_t i = 0; i < model->rows; i++)
        model->dy[i] = example ? dy[i] : rng_normal(&model->rng);
}

/* Output and gradient of the layer with weights that are `factor` times what they are. */
static int look_at(struct scale_invariance *model, double factor, double epsilon, struct scaled_layer *layer)
{
    double *w = arena_new(&model->findings->arena, model->inputs, sizeof *w);
    for (size_t i = 0; i < model->inputs; i++)
        w[i] = factor * model->w[i];
    *layer = (struct scaled_layer){
        .arena = &model->findings->arena, .rows = model->rows, .inputs = model->inputs, .u = model->u, .w = w, .epsilon = epsilon};
    int code = scaled_layer_forward(layer, model->err);
    return code ? code : scaled_layer_backward(layer, model->dy, model->err);
}

/* The layer with w and with a w, and one step of SGD on w. */
static int find_step(struct scale_invariance *model)
{
    struct findings *findings = model->findings;
    struct scaled_layer plain, scaled;
    double rate = model->values[RATE];
    int code = look_at(model, 1, model->values[EPSILON], &plain);
    if (!code)
        code = look_at(model, model->values[FACTOR], model->values[EPSILON], &scaled);
    if (code)
        return code;
    findings_doubles(findings, "w", model->w, model->inputs);
    findings_doubles(findings, "pre", plain.pre, model->rows);
    findings_doubles(findings, "pre_scaled", scaled.pre, model->rows);
    findings_floats(findings, "y", plain.run.y, model->rows);
    findings_floats(findings, "y_scaled", scaled.run.y, model->rows);
    findings_doubles(findings, "gradient", plain.gradient, model->inputs);
    findings_doubles(findings, "gradient_scaled", scaled.gradient, model->inputs);
    double *after = findings_list(findings, "w_after", model->inputs);
    for (size_t i = 0; i < model->inputs; i++)
        after[i] = model->w[i] - rate * plain.gradient[i];
    double before = dot(model->w, model->w, model->inputs), step = rate * rate * dot(plain.gradient, plain.gradient, model->inputs);
    findings_number(findings, "w_dot_gradient", dot(model->w, plain.gradient, model->inputs));
    findings_number(findings, "norm2_before", before);
    findings_number(findings, "step2", step);
    findings_number(findings, "norm2_after", dot(after, after, model->inputs));
    return 0;
}

/* How far one step turns weights of norm 1, 2 and 10, as the learning rate that would turn norm 1 so far. */
static int find_rates(struct scale_invariance *model)
{
    static const double norms[NORMS] = {1, 2, 10};
    double norm = sqrt(dot(model->w, model->w, model->inputs)), turns[NORMS];
    findings_doubles(model->findings, "norms", norms, NORMS);
    double *rates = findings_list(model->findings, "effective_rates", NORMS);
    for (size_t i = 0; i < NORMS; i++) {
        struct scaled_layer layer;
        int code = look_at(model, norms[i] / norm, 0, &layer);
        if (code)
            return code;
        turns[i] = sqrt(dot(layer.gradient, layer.gradient, model->inputs)) / norms[i];
        rates[i] = model->values[RATE] * turns[i] / turns[0];
    }
    return 0;
}

/* Size of output and gradient over the factor: both leave the law where a² var is no longer large against epsilon. */
static int find_scales(struct scale_invariance *model)
{
    struct findings *findings = model->findings;
    double *scales = findings_list(findings, "scales", SCALES), *output = findings_list(findings, "scale_output", SCALES);
    double *gradient = findings_list(findings, "scale_gradient", SCALES);
    struct scaled_layer exact, layer;
    int code = look_at(model, 1, 0, &exact);
    for (size_t i = 0; !code && i < SCALES; i++) {
        scales[i] = pow(10, (double)i / 2 - 8);
        code = look_at(model, scales[i], model->values[EPSILON], &layer);
        if (code)
            break;
        output[i] = (double)layer.run.y[0] / (double)exact.run.y[0];
        gradient[i] = scales[i] *
                      sqrt(dot(layer.gradient, layer.gradient, model->inputs) / dot(exact.gradient, exact.gradient, model->inputs));
    }
    return code;
}

/* What both runs learn from. */
struct task {
    double u[ROWS * INPUTS], target[ROWS];
};

/* One step on a random part of the rows; the squared length of the gradient. */
static int train(struct scale_invariance *model, const struct task *task, double decay, struct rng *rng, double *w, double *length2)
{
    double u[BATCH * INPUTS], dy[BATCH];
    size_t rows[BATCH];
    struct arena arena;
    arena_init(&arena);
    for (size_t i = 0; i < BATCH; i++) {
        rows[i] = (size_t)rng_below(rng, ROWS);
        for (size_t k = 0; k < INPUTS; k++)
            u[i * INPUTS + k] = task->u[rows[i] * INPUTS + k];
    }
    struct scaled_layer layer = {
        .arena = &arena, .rows = BATCH, .inputs = INPUTS, .u = u, .w = w, .epsilon = model->values[EPSILON]};
    int code = scaled_layer_forward(&layer, model->err);
    for (size_t i = 0; !code && i < BATCH; i++)
        dy[i] = ((double)layer.run.y[i] - task->target[rows[i]]) / BATCH;
    if (!code)
        code = scaled_layer_backward(&layer, dy, model->err);
    if (!code) {
        *length2 = dot(layer.gradient, layer.gradient, INPUTS);
        for (size_t k = 0; k < INPUTS; k++)
            w[k] -= model->values[RATE] * (layer.gradient[k] + decay * w[k]);
    }
    arena_release(&arena);
    return code;
}

/* One run from weights of norm 1: ‖w‖² and the effective rate after each step; the mean of ‖gradient‖²‖w‖² over its second half. */
static int find_run(struct scale_invariance *model, const struct task *task, uint64_t seed, double decay, const char *norm_name,
                    const char *rate_name, double *unit_gradient2)
{
    size_t steps = (size_t)model->values[STEPS];
    double *norms = findings_list(model->findings, norm_name, steps + 1),
           *rates = findings_list(model->findings, rate_name, steps + 1);
    double w[INPUTS], sum = 0, length2;
    struct rng rng;
    rng_init(&rng, seed);
    for (size_t k = 0; k < INPUTS; k++)
        w[k] = 1 / sqrt(INPUTS);
    for (size_t step = 0;; step++) {
        norms[step] = dot(w, w, INPUTS);
        rates[step] = model->values[RATE] / norms[step];
        if (step == steps)
            break;
        int code = train(model, task, decay, &rng, w, &length2);
        if (code)
            return code;
        sum += step >= steps / 2 ? length2 * norms[step] : 0;
    }
    *unit_gradient2 = sum / (double)(steps - steps / 2);
    return 0;
}

/* The same training without and with weight decay, and where the norm settles: ‖w‖⁴ = η ‖gradient at norm 1‖² / (2 decay). */
static int find_runs(struct scale_invariance *model, uint64_t seed)
{
    struct task task;
    double gradient2, decay = model->values[DECAY];
    for (size_t i = 0; i < ROWS * INPUTS; i++)
        task.u[i] = rng_normal(&model->rng);
    for (size_t i = 0; i < ROWS; i++)
        task.target[i] = rng_normal(&model->rng);
    int code = find_run(model, &task, seed, 0, "norm2_plain", "rate_plain", &gradient2);
    if (!code)
        code = find_run(model, &task, seed, decay, "norm2_decay", "rate_decay", &gradient2);
    if (!code)
        findings_number(model->findings, "norm2_settled",
                        decay > 0 ? sqrt(model->values[RATE] * gradient2 / (2 * decay)) : INFINITY);
    return code;
}

static int run(const double *values, uint64_t seed, const struct sample *sample, struct findings *findings, struct err *err)
{
    (void)sample;
    struct scale_invariance model = {.values = values, .findings = findings, .err = err};
    rng_init(&model.rng, seed);
    draw_example(&model);
    int code = find_step(&model);
    if (!code)
        code = find_rates(&model);
    if (!code)
        code = find_scales(&model);
    return code ? code : find_runs(&model, seed);
}

const struct model model_scale_invariance = {
    .name = "scale-invariance",
    .summary =
        "Weights in front of batch norm: output and gradient under a factor, the growth of their norm, weight decay, tiny weights",
    .parameters = parameters,
    .parameter_count = sizeof parameters / sizeof *parameters,
    .run = run,
    .draws = true,
};
