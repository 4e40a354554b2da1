/*
 * Reads the external test vectors: text files of `key value` and `key COUNT number...` lines, described in the README of their
 * folder. They are third-party data that lie beside the project, in $BNTUTOR_VECTORS or ../shared/vectors. A `struct vector` owns
 * its words and numbers.
 */
#ifndef TESTS_VECTORS_H
#define TESTS_VECTORS_H

#include <stdbool.h>
#include <stddef.h>

enum { VECTOR_ENTRIES_MAX = 64 };

struct vector_entry {
    char *key;
    char *word;      /* NULL for numbers */
    double *numbers; /* NULL for a word */
    size_t count;
};

struct vector {
    struct vector_entry entries[VECTOR_ENTRIES_MAX];
    size_t count;
};

/* Paths of all vectors in the order of their names, NULL at the end; NULL if the folder is absent or empty. */
char **vectors_find(size_t *count);

/* False if the file cannot be read or breaks the format. */
bool vector_read(struct vector *vector, const char *path);
void vector_release(struct vector *vector);

/* The word of a key; "" if absent. */
const char *vector_word(const struct vector *vector, const char *key);

/* The numbers of a key; NULL if absent.  `count` may be NULL. */
const double *vector_numbers(const struct vector *vector, const char *key, size_t *count);

/* The only number of a key, or `otherwise`. */
double vector_number(const struct vector *vector, const char *key, double otherwise);

/* The numbers as float32, to be freed; NULL if absent. */
float *vector_floats(const struct vector *vector, const char *key);

#endif
