/*
 * Memory that is given back all at once: strings and arrays that live exactly as long as a view, a course or a set of results.
 * Pointers from an arena stay valid until arena_release() or arena_clear().
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks, *kept;
};

void arena_init(struct arena *arena);
void arena_release(struct arena *arena);

/*
 * Gives everything back; the arena can be used again.  It keeps large pieces of memory for itself, because the system takes longer to
 * hand out new ones than they take to fill.
 */
void arena_clear(struct arena *arena);

/* Zeroed memory, aligned for any type. */
void *arena_new(struct arena *arena, size_t count, size_t size);

/* The same with any contents, for what is large and filled at once. */
void *arena_room(struct arena *arena, size_t count, size_t size);

char *arena_string(struct arena *arena, const char *text);
char *arena_string_n(struct arena *arena, const char *text, size_t length);
char *arena_print(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
