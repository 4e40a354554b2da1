#include "base/arena.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 8192, KEPT_MIN = 1 << 18, KEPT_MAX = 1 << 26, IDLE_MAX = 4 };

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    bool dirty;    /* kept from before a clear */
    unsigned idle; /* clears since it was used */
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

/* Keeps what is large of a list of blocks and was used of late, as far as there is room. */
static void keep(struct arena *arena, struct arena_block *blocks, size_t *room)
{
    while (blocks) {
        struct arena_block *block = blocks;
        blocks = block->next;
        if (block->size < KEPT_MIN || block->size > *room || block->idle > IDLE_MAX) {
            free(block);
            continue;
        }
        *room -= block->size;
        block->used = 0;
        block->dirty = true;
        block->idle++;
        block->next = arena->kept;
        arena->kept = block;
    }
}

/* What was kept and not used for a while is given back: it was for something that is not done any more. */
void arena_clear(struct arena *arena)
{
    struct arena_block *used = arena->blocks, *idle = arena->kept;
    size_t room = KEPT_MAX;
    arena->blocks = arena->kept = NULL;
    keep(arena, used, &room);
    keep(arena, idle, &room);
}

/* Takes a kept block with room for `bytes`, and not for twice as many; NULL if there is none. */
static struct arena_block *take_kept(struct arena *arena, size_t bytes)
{
    for (struct arena_block **link = &arena->kept; *link; link = &(*link)->next) {
        struct arena_block *block = *link;
        if (block->size < bytes || block->size / 2 > bytes)
            continue;
        *link = block->next;
        block->idle = 0;
        return block;
    }
    return NULL;
}

/* As many bytes for them as keep the next ones aligned. */
static size_t aligned(size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - BLOCK_SIZE) / size)
        free(mem_new(SIZE_MAX, size)); /* ends the program with the words for an exhausted memory */
    return (count * size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
}

/* Memory of the present block, or of another one, which then is. */
static void *take(struct arena *arena, size_t bytes)
{
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
    return memory;
}

void *arena_room(struct arena *arena, size_t count, size_t size)
{
    return take(arena, aligned(count, size));
}

void *arena_new(struct arena *arena, size_t count, size_t size)
{
    size_t bytes = aligned(count, size);
    void *memory = take(arena, bytes);
    if (arena->blocks->dirty)
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
