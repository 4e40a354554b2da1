#include "laboratory/training.h"

#include "base/mem.h"
#include "laboratory/dense.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MIN = 64 }; /* of an inference pass: small ones take longer to start than to run */

void training_init(struct training *training, const struct dataset *dataset, const struct network_design *design,
                   const struct descent *descent, size_t batch, uint64_t seed)
{
    *training = (struct training){.dataset = dataset, .descent = *descent, .batch = batch, .next = dataset->train.count};
    rng_init(&training->rng, seed);
    network_init(&training->network, design, batch > ROWS_MIN ? batch : ROWS_MIN, &training->rng);
    training->order = mem_new(dataset->train.count, sizeof *training->order);
    training->x = mem_new(batch * dense_stride(design->inputs), sizeof *training->x);
    training->classes = mem_new(batch, sizeof *training->classes);
}

void training_release(struct training *training)
{
    network_release(&training->network);
    free(training->order);
    free(training->x);
    free(training->classes);
    *training = (struct training){0};
}

/* The next batch of a random order; a rest too small for one is left out, as PyTorch's drop_last does. */
static void draw_batch(struct training *training)
{
    const struct points *points = &training->dataset->train;
    size_t stride = dense_stride(DATASET_INPUTS);
    if (training->next + training->batch > points->count) {
        rng_permute(&training->rng, training->order, points->count);
        training->next = 0;
    }
    for (size_t i = 0; i < training->batch; i++) {
        size_t point = training->order[training->next++];
        memcpy(training->x + i * stride, points->x + point * stride, stride * sizeof *training->x);
        training->classes[i] = points->classes[point];
    }
}

void training_look(struct training *training)
{
    draw_batch(training);
    training->loss = network_forward(&training->network, training->x, training->classes, training->batch);
    training->diverged = !isfinite(training->loss);
    if (!training->diverged)
        network_backward(&training->network);
}

void training_step(struct training *training)
{
    if (training->diverged)
        return;
    training_look(training);
    if (training->diverged)
        return;
    network_descend(&training->network, &training->descent);
    training->steps++;
}

struct score training_score(struct training *training, const struct points *points)
{
    float *outputs = mem_new(points->count, sizeof *outputs);
    struct score score = {0};
    double low = INFINITY, high = -INFINITY;
    network_infer(&training->network, points->x, points->count, outputs);
    for (size_t i = 0; i < points->count; i++) {
        double toward = points->classes[i] ? outputs[i] : -outputs[i];
        score.loss += network_loss(toward) / (double)points->count;
        score.accuracy += ((outputs[i] > 0) == points->classes[i]) / (double)points->count;
        low = fmin(low, outputs[i]);
        high = fmax(high, outputs[i]);
    }
    score.stuck = low <= high && high - low < 1e-6;
    free(outputs);
    return score;
}

void training_regions(struct training *training, size_t rows, size_t columns, double *probabilities)
{
    const struct dataset *dataset = training->dataset;
    size_t stride = dense_stride(DATASET_INPUTS), count = rows * columns;
    float *x = mem_new(count * stride, sizeof *x), *outputs = mem_new(count, sizeof *outputs);
    for (size_t i = 0; i < count; i++) {
        double across = ((double)(i % columns) + 0.5) / (double)columns, down = ((double)(i / columns) + 0.5) / (double)rows;
        x[i * stride] = (float)(dataset->low[0] + across * (dataset->high[0] - dataset->low[0]));
        x[i * stride + 1] = (float)(dataset->high[1] - down * (dataset->high[1] - dataset->low[1]));
    }
    network_infer(&training->network, x, count, outputs);
    for (size_t i = 0; i < count; i++)
        probabilities[i] = 1 / (1 + exp(-(double)outputs[i]));
    free(outputs);
    free(x);
}
