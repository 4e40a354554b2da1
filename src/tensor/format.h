/*
 * The formats behind tensor_read() and tensor_write(); only src/tensor includes this.
 */
#ifndef TENSOR_FORMAT_H
#define TENSOR_FORMAT_H

#include "tensor/tensor.h"

#include <stdio.h>

/* A file while it is read; `name` is how errors call it. */
struct tensor_source {
    FILE *stream;
    const char *name;
    long long bytes; /* length of a regular file, or -1 */
};

#define NPY_MAGIC "\x93NUMPY"
enum { NPY_MAGIC_BYTES = 6 };

/* Reads on behind the magic bytes. */
int npy_read(struct tensor *tensor, const struct tensor_source *source, struct err *err);

/* Reads on behind `start`, the bytes that were read to find out which format it is. */
int table_read(struct tensor *tensor, const struct tensor_source *source, const char *start, size_t start_length, struct err *err);

void npy_write(const struct tensor *tensor, FILE *stream);

/* ERR_INVALID beyond two dimensions. */
int table_write(const struct tensor *tensor, FILE *stream, struct err *err);

/* What .npy says of its data before the data. */
struct npy_header {
    char kind;    /* 'f' or 'i' */
    size_t bytes; /* of one value: 4 or 8 */
    bool big_endian;
    bool fortran_order;
    size_t shape[TENSOR_RANK_MAX];
    size_t rank;
};

/* Reads the Python dictionary in `text` (`length` bytes, not ended by a NUL); ERR_INVALID with words that follow "cannot read 'x':
 * ". */
int npy_parse_header(struct npy_header *header, const char *text, size_t length, struct err *err);

/* Product of the shape into *count; ERR_INVALID for a zero, ERR_LIMIT where the float32 values would not fit this machine's memory.
 */
int tensor_count(const size_t *shape, size_t rank, size_t *count, struct err *err);

#endif
