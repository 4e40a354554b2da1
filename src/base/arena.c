#include "base/arena.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 8192, KEPT_MIN = 1 << 18, KEPT_MAX = 1 << 26 };

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    bool dirty; /* kept from before a clear */
    max_align_t data[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){NULL, NULL};
}

static void free_blocks(struct arena_block **blocks)
{
    while (*blocks) {
        struct arena_block *next = (*blocks)->next;
        free(*blocks);
        *blocks = next;
    }
}

void arena_release(struct arena *arena)
{
    free_blocks(&arena->blocks);
    free_blocks(&arena->kept);
}

/* What was kept and not used again is given back: it was for something that is not done any more. */
void arena_clear(struct arena *arena)
{
    size_t kept = 0;
    free_blocks(&arena->kept);
    while (arena->blocks) {
        struct arena_block *block = arena->blocks;
        arena->blocks = block->next;
        if (block->size < KEPT_MIN || block->size > KEPT_MAX - kept) {
            free(block);
            continue;
        }
        kept += block->size;
        block->used = 0;
        block->dirty = true;
        block->next = arena->kept;
        arena->kept = block;
    }
}

/* Takes a kept block with room for `bytes`, and not for twice as many; NULL if there is none. */
static struct arena_block *take_kept(struct arena *arena, size_t bytes)
{
    for (struct arena_block **link = &arena->kept; *link; link = &(*link)->next) {
        struct arena_block *block = *link;
        if (block->size < bytes || block->size / 2 > bytes)
            continue;
        *link = block->next;
        return block;
    }
    return NULL;
}

void *arena_new(struct arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - BLOCK_SIZE) / size)
        return mem_new(SIZE_MAX, size); /* ends the program with the words for an exhausted memory */
    size_t bytes = (count * size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    struct arena_block *block = arena->blocks;
    if (!block || block->size - block->used < bytes) {
        size_t block_size = bytes > BLOCK_SIZE ? bytes : BLOCK_SIZE;
        block = take_kept(arena, block_size);
        if (!block) {
            block = mem_new(1, sizeof *block + block_size);
            block->size = block_size;
        }
        block->next = arena->blocks;
        arena->blocks = block;
    }
    void *memory = (char *)block->data + block->used;
    block->used += bytes;
    if (block->dirty)
        memset(memory, 0, bytes);
    return memory;
}

char *arena_string_n(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_new(arena, length + 1, 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_string(struct arena *arena, const char *text)
{
    return arena_string_n(arena, text, strlen(text));
}

char *arena_print(struct arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *text = arena_new(arena, length > 0 ? (size_t)length + 1 : 1, 1);
    if (length > 0)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return text;
}
