/*
 * Allocation that cannot fail quietly.
 *
 * Every function returns memory that the caller owns and gives back with free().  When there is no memory left the program says so
 * and ends through mem_on_exhaustion(): every answer is committed before the next thing is drawn, so nothing is lost by ending.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* Zeroed memory for `count` objects of `size` bytes; the product is checked against overflow. */
void *mem_new(size_t count, size_t size);

/* `pointer` (or NULL) resized to `count` objects of `size` bytes; the added part is not initialized. */
void *mem_resize(void *pointer, size_t count, size_t size);

/* A copy of a string, or of its first `length` bytes, with a NUL after it. */
char *mem_string(const char *text);
char *mem_string_n(const char *text, size_t length);

/* Registers what is to run before the program ends for want of memory (the terminal's restoration); NULL takes it back. */
void mem_on_exhaustion(void (*restore)(void));

#endif
