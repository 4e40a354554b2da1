/*
 * A course in a file of the cache: the image of image.h behind a head by which damage and other versions show.
 */
#ifndef COURSE_CACHE_FILE_H
#define COURSE_CACHE_FILE_H

#include "course/loaded.h"

/* Where the course of the content folder `directory` lies in the cache at `cache`; the caller frees it. */
char *cache_file_path(const char *cache, const char *directory);

/* The course that is kept at `path`, to be freed by course_free(); NULL if there is none that this program can use. */
struct loaded *cache_file_read(const char *path);

/* Keeps a course there, as a whole or not at all; whatever hinders that is passed over. */
void cache_file_write(const char *path, const struct loaded *loaded);

#endif
