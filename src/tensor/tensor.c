#include "tensor/format.h"

#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void tensor_release(struct tensor *tensor)
{
    free(tensor->values);
    *tensor = (struct tensor){0};
}

/* The format by its first bytes; the two readers take it from there. */
static int read_stream(struct tensor *tensor, const struct tensor_source *source, struct err *err)
{
    char start[NPY_MAGIC_BYTES];
    size_t length = fread(start, 1, sizeof start, source->stream);
    if (ferror(source->stream))
        return err_system(err, errno, "cannot read '%s'", source->name);
    if (length == 0)
        return err_set(err, ERR_INVALID, "cannot read '%s': it is empty", source->name);
    if (length == sizeof start && !memcmp(start, NPY_MAGIC, sizeof start))
        return npy_read(tensor, source, err);
    return table_read(tensor, source, start, length, err);
}

int tensor_read(struct tensor *tensor, const char *path, struct err *err)
{
    *tensor = (struct tensor){0};
    bool standard = !strcmp(path, "-");
    struct tensor_source source = {
        .stream = standard ? stdin : fopen(path, "rb"), .name = standard ? "standard input" : path, .bytes = -1};
    if (!source.stream)
        return err_system(err, errno, "cannot open '%s'", path);
    struct stat status;
    if (!standard && !fstat(fileno(source.stream), &status) && S_ISREG(status.st_mode))
        source.bytes = status.st_size;
    int code = read_stream(tensor, &source, err);
    if (!standard)
        fclose(source.stream);
    if (code)
        tensor_release(tensor);
    return code;
}

bool tensor_writes_table(const struct tensor *tensor, const char *path)
{
    if (!strcmp(path, "-"))
        return tensor->from_table && tensor->rank <= 2;
    size_t length = strlen(path);
    return length > 4 && !strcmp(path + length - 4, ".csv");
}

static int write_stream(const struct tensor *tensor, FILE *stream, const char *path, struct err *err)
{
    struct err why = {0};
    if (tensor_writes_table(tensor, path)) {
        if (table_write(tensor, stream, &why))
            return err_set(err, why.code, "cannot write '%s': %s", path, why.text);
    } else {
        npy_write(tensor, stream);
    }
    if (fflush(stream) || ferror(stream))
        return err_system(err, errno, "cannot write '%s'", path);
    return 0;
}

/* A pipe or device takes what comes; a file is written beside its place first, so that a failure leaves the old one. */
static bool writes_in_place(const char *path)
{
    struct stat status;
    return !stat(path, &status) && !S_ISREG(status.st_mode);
}

int tensor_write(const struct tensor *tensor, const char *path, struct err *err)
{
    if (!strcmp(path, "-"))
        return write_stream(tensor, stdout, path, err);
    bool in_place = writes_in_place(path);
    char *place = in_place ? mem_string(path) : str_print("%s.part", path);
    FILE *stream = fopen(place, "wb");
    int code = stream ? write_stream(tensor, stream, path, err) : err_system(err, errno, "cannot write '%s'", path);
    if (stream && fclose(stream) && !code)
        code = err_system(err, errno, "cannot write '%s'", path);
    if (!code && !in_place && rename(place, path))
        code = err_system(err, errno, "cannot write '%s'", path);
    if (code && stream && !in_place)
        unlink(place);
    free(place);
    return code;
}
