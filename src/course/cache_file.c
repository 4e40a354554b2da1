#include "course/cache_file.h"

#include "base/mem.h"
#include "base/paths.h"
#include "base/str.h"
#include "base/vec.h"
#include "course/cache.h"
#include "course/image.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { BYTES_MAX = 1 << 30, LARGE_PAGE = 2 << 20 };

static const char PREFIX[] = "course-";

/* Bytes and then marks follow it. */
struct head {
    uint64_t signature, size, mark_count, checksum;
};

char *cache_file_path(const char *cache, const char *directory)
{
    char *name = str_print("%s%016" PRIx64, PREFIX, image_checksum(directory, strlen(directory)));
    char *path = paths_join(cache, name);
    free(name);
    return path;
}

static uint64_t checksum(const char *bytes, const uint64_t *marks, const struct head *head)
{
    return image_checksum(bytes, head->size) ^ image_checksum(marks, head->mark_count * sizeof *marks);
}

static bool read_all(int descriptor, void *bytes, size_t size)
{
    while (size > 0) {
        ssize_t got = read(descriptor, bytes, size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        bytes = (char *)bytes + got;
        size -= (size_t)got;
    }
    return true;
}

/* Only a file of the learner's own that nobody else can write. */
static bool read_head(int descriptor, struct head *head)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) || status.st_uid != geteuid() ||
        (status.st_mode & (S_IWGRP | S_IWOTH)) || !read_all(descriptor, head, sizeof *head))
        return false;
    return head->signature == image_signature() && head->size <= BYTES_MAX && head->mark_count <= BYTES_MAX / sizeof(uint64_t) &&
           sizeof *head + head->size + head->mark_count * sizeof(uint64_t) == (uint64_t)status.st_size;
}

/* In large pages where the system has them: to get eight thousand small ones takes as long as to read what goes there. */
static char *make_room(size_t size)
{
    void *bytes = NULL;
    if (posix_memalign(&bytes, LARGE_PAGE, size) != 0)
        return NULL;
#ifdef MADV_HUGEPAGE
    madvise(bytes, size, MADV_HUGEPAGE);
#endif
    return bytes;
}

static struct loaded *read_body(int descriptor, const struct head *head)
{
    char *bytes = make_room(head->size);
    if (!bytes)
        return NULL;
    uint64_t *marks = mem_new(head->mark_count + 1, sizeof *marks);
    bool good = read_all(descriptor, bytes, head->size) && read_all(descriptor, marks, head->mark_count * sizeof *marks) &&
                checksum(bytes, marks, head) == head->checksum && image_link(bytes, head->size, marks, head->mark_count);
    free(marks);
    if (!good)
        free(bytes);
    return good ? (struct loaded *)(void *)bytes : NULL;
}

struct loaded *cache_file_read(const char *path)
{
    struct head head;
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    struct loaded *loaded = descriptor >= 0 && read_head(descriptor, &head) ? read_body(descriptor, &head) : NULL;
    if (descriptor >= 0)
        close(descriptor);
    return loaded;
}

static bool write_all(int descriptor, const void *bytes, size_t size)
{
    while (size > 0) {
        ssize_t put = write(descriptor, bytes, size);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes = (const char *)bytes + put;
        size -= (size_t)put;
    }
    return true;
}

/* Under another name first.  It is not flushed: if power fails its checksum will not hold, and it is written again. */
static void write_image(const char *path, const struct image *image)
{
    struct head head = {.signature = image_signature(), .size = image->bytes.length, .mark_count = image->marks.count};
    head.checksum = checksum(image->bytes.text, image->marks.items, &head);
    char *unfinished = str_print("%s.%ld", path, (long)getpid());
    unlink(unfinished);
    int descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool good = descriptor >= 0 && write_all(descriptor, &head, sizeof head) &&
                write_all(descriptor, image->bytes.text, head.size) &&
                write_all(descriptor, image->marks.items, head.mark_count * sizeof *image->marks.items);
    if (descriptor >= 0 && (close(descriptor) != 0 || !good || rename(unfinished, path) != 0))
        unlink(unfinished);
    free(unfinished);
}

void cache_file_write(const char *path, const struct loaded *loaded)
{
    struct image image;
    char *folder = paths_parent(path);
    if (paths_make_directory(folder, NULL) == 0) {
        if (image_make(&image, loaded))
            write_image(path, &image);
        image_release(&image);
    }
    free(folder);
}

static bool is_kept(const struct dirent *entry)
{
    return strncmp(entry->d_name, PREFIX, strlen(PREFIX)) == 0;
}

struct cache_size cache_measure(const char *directory)
{
    struct cache_size size = {0};
    DIR *stream = opendir(directory);
    for (const struct dirent *entry; stream && (entry = readdir(stream));) {
        struct stat status;
        if (!is_kept(entry) || fstatat(dirfd(stream), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        size.files++;
        size.bytes += (size_t)status.st_size;
    }
    if (stream)
        closedir(stream);
    return size;
}

int cache_clear(const char *directory, struct err *err)
{
    int code = 0;
    DIR *stream = opendir(directory);
    if (!stream)
        return errno == ENOENT ? 0 : err_system(err, errno, "cannot open '%s'", directory);
    for (const struct dirent *entry; !code && (entry = readdir(stream));)
        if (is_kept(entry) && unlinkat(dirfd(stream), entry->d_name, 0) != 0)
            code = err_system(err, errno, "cannot delete '%s/%s'", directory, entry->d_name);
    closedir(stream);
    return code;
}
