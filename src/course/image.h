/*
 * A course as one block of bytes, which can be kept in a file and used again without being parsed.
 *
 * The block begins with its `struct loaded`.  What is a pointer there is an offset into the block, and is marked; everything else
 * stands as it does in memory, so that a block is good only for the program that made it: see image_signature().
 * `struct image` owns its bytes and marks until image_release().
 */
#ifndef COURSE_IMAGE_H
#define COURSE_IMAGE_H

#include "base/str.h"
#include "course/loaded.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct image {
    struct str bytes;
    struct {
        uint64_t *items; /* a bit for each word of the size of a pointer: whether it is an offset */
        size_t count, capacity;
    } marks;
};

/*
 * Makes the block of a course.  The schema's tables say where the pointers are: equal courses give equal blocks, and the course
 * that a block holds gives that block again.  False if something points out of the course.
 */
bool image_make(struct image *image, const struct loaded *loaded);
void image_release(struct image *image);

/*
 * Makes pointers of the offsets in a block, which is a course from then on.  False if an offset leads out of the block or the block
 * does not end as one does: it is damaged, and of no use any more.
 */
bool image_link(char *bytes, size_t size, const uint64_t *marks, size_t mark_count);

/* A number that is another one for each version of the program and for each way in which structs lie in memory. */
uint64_t image_signature(void);

/* A number over `size` bytes by which damage shows. */
uint64_t image_checksum(const void *bytes, size_t size);

#endif
