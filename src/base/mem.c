#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*restore_before_exit)(void);

void mem_on_exhaustion(void (*restore)(void))
{
    restore_before_exit = restore;
}

static void *checked(void *pointer)
{
    if (pointer)
        return pointer;
    if (restore_before_exit)
        restore_before_exit();
    fputs("bntutor: out of memory; every answer given so far is saved\n", stderr);
    exit(EXIT_FAILURE);
}

void *mem_new(size_t count, size_t size)
{
    return checked(calloc(count ? count : 1, size ? size : 1));
}

void *mem_resize(void *pointer, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return checked(NULL);
    size_t bytes = count * size;
    return checked(realloc(pointer, bytes ? bytes : 1));
}

char *mem_string_n(const char *text, size_t length)
{
    char *copy = mem_new(length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}

char *mem_string(const char *text)
{
    return mem_string_n(text, strlen(text));
}
