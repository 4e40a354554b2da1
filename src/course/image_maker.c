#include "course/image_maker.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = sizeof(uint64_t), MARKS = 64 };

_Static_assert(_Alignof(struct loaded) <= ALIGNMENT && _Alignof(double) <= ALIGNMENT, "records are aligned to eight bytes");

void maker_release(struct maker *maker)
{
    vec_release(&maker->moves);
    vec_release(&maker->links);
}

bool maker_points(const struct maker *maker, size_t slot)
{
    size_t word = slot / sizeof(void *);
    return word / MARKS < maker->image->marks.count && maker->image->marks.items[word / MARKS] >> word % MARKS & 1;
}

void maker_point(struct maker *maker, size_t slot, size_t target)
{
    struct image *image = maker->image;
    size_t word = slot / sizeof(void *);
    uintptr_t offset = target;
    memcpy(image->bytes.text + slot, &offset, sizeof offset);
    while (image->marks.count <= word / MARKS)
        *vec_add(&image->marks) = 0;
    image->marks.items[word / MARKS] |= UINT64_C(1) << word % MARKS;
}

size_t maker_put(struct maker *maker, const void *bytes, size_t size)
{
    struct str *block = &maker->image->bytes;
    str_add_n(block, (const char[ALIGNMENT]){0}, (ALIGNMENT - block->length % ALIGNMENT) % ALIGNMENT);
    size_t at = block->length;
    str_add_n(block, bytes, size);
    return at;
}

size_t maker_put_at(struct maker *maker, size_t slot, const void *bytes, size_t size)
{
    size_t at = maker_put(maker, bytes, size);
    maker_point(maker, slot, at);
    return at;
}

void maker_text(struct maker *maker, size_t slot, const char *text)
{
    if (!text || maker_points(maker, slot))
        return;
    maker_point(maker, slot, maker->image->bytes.length);
    str_add_n(&maker->image->bytes, text, strlen(text) + 1);
}

void maker_strings(struct maker *maker, size_t at, const struct strings *strings)
{
    size_t slot = at + offsetof(struct strings, items);
    if (!strings->items || maker_points(maker, slot))
        return;
    size_t items = maker_put_at(maker, slot, strings->items, strings->count * sizeof *strings->items);
    for (size_t i = 0; i < strings->count; i++)
        maker_text(maker, items + i * sizeof *strings->items, strings->items[i]);
}

void maker_position(struct maker *maker, size_t at, const struct position *position)
{
    size_t slot = at + offsetof(struct position, file);
    if (position->file && position->file == maker->file) {
        maker_point(maker, slot, maker->file_at);
    } else if (position->file) {
        maker->file = position->file;
        maker->file_at = maker->image->bytes.length;
        maker_text(maker, slot, position->file);
    }
}

void maker_link(struct maker *maker, size_t slot, const void *target)
{
    if (target)
        *vec_add(&maker->links) = (struct link){slot, target};
}

void maker_moved(struct maker *maker, const void *records, size_t size, size_t to)
{
    *vec_add(&maker->moves) = (struct move){records, size, to};
}

static int by_address(const void *left, const void *right)
{
    const struct move *a = left, *b = right;
    return (a->from > b->from) - (a->from < b->from);
}

/* The records that hold `target` come last among those that begin there or before; NULL if there are none. */
static const struct move *find_move(const struct maker *maker, const char *target)
{
    size_t low = 0, high = maker->moves.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (maker->moves.items[middle].from <= target)
            low = middle + 1;
        else
            high = middle;
    }
    const struct move *move = low ? &maker->moves.items[low - 1] : NULL;
    return move && (size_t)(target - move->from) < move->size ? move : NULL;
}

bool maker_finish(struct maker *maker)
{
    if (maker->moves.count)
        qsort(maker->moves.items, maker->moves.count, sizeof *maker->moves.items, by_address);
    for (size_t i = 0; i < maker->links.count; i++) {
        const struct link *link = &maker->links.items[i];
        const struct move *move = find_move(maker, link->target);
        if (!move)
            return false;
        maker_point(maker, link->slot, move->to + (size_t)(link->target - move->from));
    }
    return true;
}
