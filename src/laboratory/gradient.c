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
