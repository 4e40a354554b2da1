/*
 * Tensors in files: NumPy's .npy and tables of numbers (CSV).  "-" is standard input or output.
 *
 * `struct tensor` owns its values until tensor_release().  Values are float32 in C order, whatever the file holds.
 */
#ifndef TENSOR_TENSOR_H
#define TENSOR_TENSOR_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum { TENSOR_RANK_MAX = 32 }; /* NumPy's own limit in format versions 1 to 3 */

struct tensor {
    float *values;
    size_t shape[TENSOR_RANK_MAX];
    size_t rank;
    size_t count;    /* values, the product of the shape; never 0 after reading */
    bool from_table; /* read from a table, not from .npy */
};

/*
 * Reads a file that begins with NumPy's magic bytes as .npy (f4, f8, i4 or i8 of either byte order, C or Fortran order), any other
 * as a table: a line a row; comma, semicolon, tab or blanks between numbers, which may stand in quotes; a first line of words and
 * lines that begin with # are left out.  Errors name the file, what is wrong, and where: ERR_IO, ERR_NOT_FOUND, ERR_INVALID, ERR_LIMIT (more than fits memory).
 */
int tensor_read(struct tensor *tensor, const char *path, struct err *err);

/*
 * Writes .npy (format 1.0, little-endian float32, C order), or a table if `path` ends in .csv or is "-" for a tensor that came from
 * one; a table takes two dimensions at most.  The file is complete or, after an error, as it was before.
 */
int tensor_write(const struct tensor *tensor, const char *path, struct err *err);

/* Which of the two that will be. */
bool tensor_writes_table(const struct tensor *tensor, const char *path);

void tensor_release(struct tensor *tensor);

/* "8×3×4" into `text`; "8x3x4" never. */
enum { TENSOR_SHAPE_TEXT = 256 };
void tensor_shape_text(const size_t *shape, size_t rank, char text[TENSOR_SHAPE_TEXT]);

#endif
