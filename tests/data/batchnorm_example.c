#include <batchnorm.h>

#include <stdio.h>

int main(void)
{
    /* Four images of 1 x 2 pixels with three channels, as PyTorch lays them out: N C H W. */
    const size_t dimensions[] = {4, 3, 1, 2};
    const float x[24] = {1, 2,  10, 20, 5, 5,  3, 4,  30, 40, 5, 5,
                         5, 6,  50, 60, 5, 5,  7, 8,  70, 80, 5, 5};
    float y[24];
    double mean[3], var[3];
    float running_mean[3] = {0, 0, 0}, running_var[3] = {1, 1, 1};

    struct batchnorm_shape shape;
    struct batchnorm_update update;
    struct batchnorm_statistics batch = {mean, var};
    struct batchnorm_running running = {running_mean, running_var};
    int status = batchnorm_shape_init(&shape, BATCHNORM_CHANNELS_FIRST, 4, dimensions);
    if (status == BATCHNORM_OK)
        status = batchnorm_update_init(&update, BATCHNORM_PYTORCH, 0.1, 0);
    if (status == BATCHNORM_OK)
        status = batchnorm_forward_training(NULL, &shape, NULL, 1e-5f, x, y, &batch, &running, &update);
    if (status != BATCHNORM_OK) {
        fprintf(stderr, "batchnorm: %s\n", batchnorm_status_text(status));
        return 1;
    }
    for (size_t c = 0; c < shape.channels; c++)
        printf("channel %zu: mean %g, variance %g, running mean %.4f and variance %.4f, first y %.4f\n", c, mean[c], var[c],
               (double)running_mean[c], (double)running_var[c], (double)y[2 * c]);
    return 0;
}
