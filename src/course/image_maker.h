/*
 * The block of an image while it grows: bytes are put behind each other, pointers become offsets, and a pointer to a record is kept
 * until it is known where all records are.
 *
 * `struct maker` owns its lists until maker_release(); it borrows the image.  Places are offsets into the block.
 */
#ifndef COURSE_IMAGE_MAKER_H
#define COURSE_IMAGE_MAKER_H

#include "course/image.h"

/* Records that something may point to, and where they are now. */
struct move {
    const char *from;
    size_t size, to;
};

/* A pointer to a record. */
struct link {
    size_t slot;
    const char *target;
};

struct maker {
    struct image *image;
    struct {
        struct move *items;
        size_t count, capacity;
    } moves;
    struct {
        struct link *items;
        size_t count, capacity;
    } links;
    const char *file; /* the newest of a position, and where it stands: all positions of a file share it */
    size_t file_at;
};

void maker_release(struct maker *maker);

/* Puts bytes where records may begin, and says where; with `slot`, the pointer there leads to them. */
size_t maker_put(struct maker *maker, const void *bytes, size_t size);
size_t maker_put_at(struct maker *maker, size_t slot, const void *bytes, size_t size);

/* The pointer at `slot` leads to `target`. */
void maker_point(struct maker *maker, size_t slot, size_t target);

/* Whether the pointer at `slot` leads anywhere yet; two keys may stand for one member, which is copied once. */
bool maker_points(const struct maker *maker, size_t slot);

/* What the pointer at `slot`, or the struct there, has: a text or NULL, several texts, a file's name. */
void maker_text(struct maker *maker, size_t slot, const char *text);
void maker_strings(struct maker *maker, size_t at, const struct strings *strings);
void maker_position(struct maker *maker, size_t at, const struct position *position);

/* The pointer at `slot` leads to the record `target`, or nowhere if it is NULL. */
void maker_link(struct maker *maker, size_t slot, const void *target);

/* Records that links may lead to are now at `to`. */
void maker_moved(struct maker *maker, const void *records, size_t size, size_t to);

/* Makes all links, when everything is put; false if one leads to no record. */
bool maker_finish(struct maker *maker);

#endif
