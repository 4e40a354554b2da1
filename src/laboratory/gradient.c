#include "laboratory/gradient.h"

#include <math.h>

void gradient_statistics(struct gradient_channel *channel)
{
    double n = (double)channel->n, sum = 0, squares = 0;
    for (size_t i = 0; i < channel->n; i++)
        sum += channel->x[i];
    channel->mean = sum / n;
    for (size_t i = 0; i < channel->n; i++)
        squares += (channel->x[i] - channel->mean) * (channel->x[i] - channel->mean);
    channel->var = squares / n;
    double root = sqrt(channel->var + channel->epsilon);
    channel->invstd = root == 0 ? 0 : 1 / root;
}

double gradient_loss(const struct gradient_channel *channel)
{
    struct gradient_channel here = *channel;
    double loss = 0;
    gradient_statistics(&here);
    for (size_t i = 0; i < here.n; i++)
        loss += here.dy[i] * here.gamma * (here.x[i] - here.mean) * here.invstd;
    return loss;
}

void gradient_paths(struct gradient_channel *channel, double *direct, double *through_variance, double *through_mean)
{
    double n = (double)channel->n, invstd = channel->invstd, sum = 0, product = 0, deviations = 0;
    for (size_t i = 0; i < channel->n; i++) {
        double dxhat = channel->gamma * channel->dy[i], deviation = channel->x[i] - channel->mean;
        sum += dxhat;
        product += dxhat * deviation;
        deviations += deviation;
    }
    channel->dvar = -0.5 * product * invstd * invstd * invstd;
    channel->dmean = -sum * invstd - 2 * channel->dvar * deviations / n;
    double each_mean = channel->dmean / n, each_deviation = 2 * channel->dvar / n, mean = channel->mean, gamma = channel->gamma;
    for (size_t i = 0; i < channel->n; i++) {
        direct[i] = gamma * channel->dy[i] * invstd;
        through_variance[i] = each_deviation * (channel->x[i] - mean);
        through_mean[i] = each_mean;
    }
}

double gradient_difference(const struct gradient_channel *channel, double *x, size_t index, double h)
{
    struct gradient_channel moved = *channel;
    double value = x[index];
    moved.x = x;
    x[index] = value + h;
    double above = gradient_loss(&moved);
    x[index] = value - h;
    double below = gradient_loss(&moved);
    x[index] = value;
    return (above - below) / (2 * h);
}
