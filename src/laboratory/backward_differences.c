/* Central differences of the loss, in double and on the kernel: the check of the backward pass, and its limits. */
#include "laboratory/backward.h"
#include "laboratory/gradient.h"

#include <math.h>
#include <string.h>

/*
 * They are taken of the first values only, as far as all together read no more than BUDGET values; of a
 * channel with too many values none are.
 */
enum { CHECKED_MAX = 64, CURVE_CHECKED_MAX = 8, BUDGET = 1 << 17 };

const double backward_widths[BACKWARD_WIDTHS] = {1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1};

double *backward_numbers(struct backward *backward, size_t count)
{
    return arena_new(backward->arena, count, sizeof(double));
}

/* The kernel's loss, in float but for its sum, with value number `index` of the channel moved by h. */
static double kernel_loss(const struct backward *backward, const struct gradient_channel *channel, struct kernel_run *run,
                          size_t index, double h)
{
    double loss = 0;
    run->x[index] = (float)(channel->x[index] + h);
    kernel_run_training(run, NULL);
    run->x[index] = (float)channel->x[index];
    for (size_t i = 0; i < channel->n; i++)
        loss += channel->dy[i] * (double)run->y[i];
    return loss * (backward->values[BACKWARD_GAMMA]);
}

/* The values of channel `c` side by side. */
static struct gradient_channel gather(const struct backward *backward, struct arena *arena, size_t c)
{
    size_t n = backward->run.per_channel;
    double *x = arena_room(arena, n, sizeof *x), *dy = arena_room(arena, n, sizeof *dy);
    for (size_t i = 0; i < n; i++) {
        size_t at = backward_place(backward, c, i);
        x[i] = (double)backward->run.x[at];
        dy[i] = (double)backward->upstream[at];
    }
    return (struct gradient_channel){
        .n = n, .x = x, .dy = dy, .gamma = backward->tensor.gamma, .epsilon = backward->tensor.epsilon};
}

/* Central differences of the first `checked` values of channel 0 onwards, in double and on the kernel. */
static void take_differences(const struct backward *backward, double h, size_t checked, double *in_double, double *in_float)
{
    size_t n = backward->run.per_channel;
    const struct batchnorm_shape shape = {BATCHNORM_CHANNELS_FIRST, n, 1, 1};
    struct arena arena;
    if (!checked)
        return;
    arena_init(&arena);
    double *x = arena_room(&arena, n, sizeof *x);
    for (size_t c = 0; c * n < checked; c++) {
        struct gradient_channel channel = gather(backward, &arena, c);
        struct kernel_run run = kernel_run_new(&arena, &shape, channel.x, channel.epsilon);
        memcpy(x, channel.x, n * sizeof *x);
        for (size_t i = 0; i < n && c * n + i < checked; i++) {
            in_double[c * n + i] = gradient_difference(&channel, x, i, h);
            in_float[c * n + i] =
                (kernel_loss(backward, &channel, &run, i, h) - kernel_loss(backward, &channel, &run, i, -h)) / (2 * h);
        }
    }
    arena_release(&arena);
}

static size_t at_most(size_t count, size_t n, size_t runs, size_t most)
{
    size_t affordable = BUDGET / (n * runs), least = affordable < most ? affordable : most;
    return count < least ? count : least;
}

/* The place in the tensor of the `number`-th value, channel after channel; it may lie behind what is told. */
static size_t place_of(const struct backward *backward, size_t number)
{
    size_t n = backward->run.per_channel;
    return backward_place(backward, number / n, number % n);
}

static double largest_error(const struct backward *backward, const double *differences, size_t checked)
{
    double largest = checked ? 0 : NAN;
    for (size_t i = 0; i < checked; i++)
        if (place_of(backward, i) < backward->listed)
            largest = fmax(largest, fabs(differences[i] - backward->dx[place_of(backward, i)]));
    return largest;
}

/* What was not taken is no number. */
static void tell_differences(const struct backward *backward, const char *name, const double *differences, size_t checked)
{
    double *told = findings_list(backward->findings, name, backward->listed);
    for (size_t i = 0; i < backward->listed; i++)
        told[i] = NAN;
    for (size_t i = 0; i < checked; i++)
        if (place_of(backward, i) < backward->listed)
            told[place_of(backward, i)] = differences[i];
}

void backward_differences(struct backward *backward)
{
    struct findings *findings = backward->findings;
    size_t n = backward->run.per_channel, count = backward->run.count, checked = at_most(count, n, 4, CHECKED_MAX);
    double *in_double = backward_numbers(backward, checked), *in_float = backward_numbers(backward, checked);
    take_differences(backward, backward->values[BACKWARD_WIDTH], checked, in_double, in_float);
    tell_differences(backward, "central", in_double, checked);
    tell_differences(backward, "central_float", in_float, checked);
    findings_number(findings, "central_error", largest_error(backward, in_double, checked));
    findings_number(findings, "central_float_error", largest_error(backward, in_float, checked));
    findings_doubles(findings, "widths", backward_widths, BACKWARD_WIDTHS);
    double *errors = findings_list(findings, "width_errors", BACKWARD_WIDTHS),
           *float_errors = findings_list(findings, "width_errors_float", BACKWARD_WIDTHS);
    checked = at_most(count, n, 4 * BACKWARD_WIDTHS, CURVE_CHECKED_MAX);
    for (size_t i = 0; i < BACKWARD_WIDTHS; i++) {
        take_differences(backward, backward_widths[i], checked, in_double, in_float);
        errors[i] = largest_error(backward, in_double, checked);
        float_errors[i] = largest_error(backward, in_float, checked);
    }
}
