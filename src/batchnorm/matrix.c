/* How tensors whose channels are neighbours are cut. */
#include "batchnorm/matrix.h"

#include "batchnorm/kernel.h"

#define GLUED_COLUMNS 256      /* rows are glued until they have as many */
#define MAX_GLUED_COLUMNS 1024 /* or not at all, if that takes more */
#define SLICE_BYTES ((size_t)256 * 1024)
#define MIN_SLICE_ROWS 32

static size_t greatest_common_divisor(size_t a, size_t b)
{
    return b == 0 ? a : greatest_common_divisor(b, a % b);
}

static size_t clamp(size_t value, size_t low, size_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* The number of rows to glue. */
static size_t copies_of(size_t width, size_t rows)
{
    size_t even = BATCHNORM_MAX_LANES / greatest_common_divisor(width, BATCHNORM_MAX_LANES);
    if (width > MAX_GLUED_COLUMNS / even)
        return 1;
    size_t copies = even * clamp(GLUED_COLUMNS / (width * even), 1, GLUED_COLUMNS);
    return copies > rows ? 1 : copies;
}

struct batchnorm_matrix batchnorm_matrix_of(const struct batchnorm_shape *shape)
{
    size_t width = shape->channels, rows = shape->batch * shape->spatial, bytes = rows * width * sizeof(float);
    struct batchnorm_matrix matrix = {.channels = width, .copies = copies_of(width, rows), .block_channels = width, .blocks = 1};
    matrix.stride = width * matrix.copies;
    matrix.rows = rows / matrix.copies;
    matrix.rest = rows % matrix.copies * width;
    size_t most = clamp(matrix.rows / MIN_SLICE_ROWS, 1, BATCHNORM_MAX_SLICES);
    matrix.slices = bytes < BATCHNORM_PARALLEL_BYTES ? 1 : clamp(bytes / SLICE_BYTES, 1, most);
    return matrix;
}

void batchnorm_matrix_cut(struct batchnorm_matrix *matrix, size_t most)
{
    matrix->block_channels = matrix->copies > 1 ? matrix->channels : clamp(most, 1, matrix->channels);
    matrix->blocks = (matrix->channels + matrix->block_channels - 1) / matrix->block_channels;
}

size_t batchnorm_matrix_slice(const struct batchnorm_matrix *matrix, size_t slice)
{
    return matrix->rows / matrix->slices * slice + matrix->rows % matrix->slices * slice / matrix->slices;
}

double batchnorm_matrix_values(const struct batchnorm_matrix *matrix, size_t slice)
{
    size_t rows = batchnorm_matrix_slice(matrix, slice + 1) - batchnorm_matrix_slice(matrix, slice);
    size_t values = rows * matrix->copies;
    if (slice + 1 == matrix->slices)
        values += matrix->rest / matrix->channels;
    return (double)values;
}
