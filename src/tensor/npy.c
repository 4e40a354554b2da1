/* NumPy's .npy, format versions 1 to 3 (numpy.lib.format). */
#include "tensor/format.h"

#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER_BYTES_MAX = 1 << 20, ALIGNMENT = 64, CHUNK_VALUES = 8192 };

static int fail(const struct tensor_source *source, enum err_code code, const char *why, struct err *err)
{
    return err_set(err, code, "cannot read '%s': %s", source->name, why);
}

static int fail_short(const struct tensor_source *source, const char *what, struct err *err)
{
    if (ferror(source->stream))
        return err_system(err, errno, "cannot read '%s'", source->name);
    return err_set(err, ERR_INVALID, "cannot read '%s': it ends within its %s", source->name, what);
}

/* The header's text, owned by the caller, from behind the magic bytes; NULL after an error. */
static char *read_header_text(const struct tensor_source *source, size_t *length, struct err *err)
{
    unsigned char bytes[6];
    if (fread(bytes, 1, 2, source->stream) != 2)
        return fail_short(source, "header", err), NULL;
    if (bytes[0] < 1 || bytes[0] > 3)
        return err_set(err, ERR_INVALID, "cannot read '%s': it is of .npy version %d; 1 to 3 can be read", source->name, bytes[0]),
               NULL;
    size_t width = bytes[0] == 1 ? 2 : 4;
    if (fread(bytes + 2, 1, width, source->stream) != width)
        return fail_short(source, "header", err), NULL;
    *length = 0;
    for (size_t i = width; i-- > 0;)
        *length = *length << 8 | bytes[2 + i];
    if (*length > HEADER_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "cannot read '%s': its header says that it is %zu bytes long", source->name, *length), NULL;
    char *text = mem_new(*length + 1, 1);
    if (fread(text, 1, *length, source->stream) == *length)
        return text;
    free(text);
    return fail_short(source, "header", err), NULL;
}

/* The value in `bytes` as a float; false if it is finite and too large for one. */
static bool convert(const struct npy_header *header, const unsigned char *bytes, float *value)
{
    uint64_t bits = 0;
    for (size_t i = 0; i < header->bytes; i++)
        bits = bits << 8 | bytes[header->big_endian ? i : header->bytes - 1 - i];
    double wide;
    if (header->kind == 'i') {
        wide = header->bytes == 4 ? (double)(int32_t)(uint32_t)bits : (double)(int64_t)bits;
    } else if (header->bytes == 4) {
        uint32_t narrow = (uint32_t)bits;
        memcpy(value, &narrow, sizeof narrow);
        return true;
    } else {
        memcpy(&wide, &bits, sizeof wide);
    }
    *value = (float)wide;
    return !isinf(*value) || isinf(wide);
}

/* Where value number `index` of a file in Fortran order stands in C order. */
static size_t place_of(const struct npy_header *header, size_t index)
{
    size_t place = 0, stride = 1, coordinates[TENSOR_RANK_MAX];
    for (size_t i = 0; i < header->rank; i++) {
        coordinates[i] = index % header->shape[i];
        index /= header->shape[i];
    }
    for (size_t i = header->rank; i-- > 0;) {
        place += coordinates[i] * stride;
        stride *= header->shape[i];
    }
    return place;
}

static int fail_value(const struct tensor_source *source, const struct npy_header *header, size_t place, struct err *err)
{
    struct str where;
    str_init(&where);
    size_t stride = 1;
    for (size_t i = 0; i < header->rank; i++)
        stride *= header->shape[i];
    for (size_t i = 0; i < header->rank; i++) {
        stride /= header->shape[i];
        str_addf(&where, "%s%zu", i ? ", " : "", place / stride % header->shape[i]);
    }
    int code = err_set(err, ERR_INVALID, "cannot read '%s': the value at [%s] is too large for float32", source->name, where.text);
    str_release(&where);
    return code;
}

static int read_values(struct tensor *tensor, const struct tensor_source *source, const struct npy_header *header, struct err *err)
{
    unsigned char chunk[CHUNK_VALUES * 8];
    for (size_t done = 0; done < tensor->count;) {
        size_t wanted = tensor->count - done < CHUNK_VALUES ? tensor->count - done : CHUNK_VALUES;
        size_t got = fread(chunk, header->bytes, wanted, source->stream);
        for (size_t i = 0; i < got; i++) {
            size_t place = header->fortran_order ? place_of(header, done + i) : done + i;
            if (!convert(header, chunk + i * header->bytes, &tensor->values[place]))
                return fail_value(source, header, place, err);
        }
        done += got;
        if (got < wanted && ferror(source->stream))
            return err_system(err, errno, "cannot read '%s'", source->name);
        if (got < wanted)
            return err_set(err, ERR_INVALID, "cannot read '%s': it ends after %zu of %zu values", source->name, done,
                           tensor->count);
    }
    if (fgetc(source->stream) != EOF)
        return fail(source, ERR_INVALID, "more bytes follow than its header says", err);
    return 0;
}

int npy_read(struct tensor *tensor, const struct tensor_source *source, struct err *err)
{
    size_t length;
    struct npy_header header = {0};
    struct err why = {0};
    char *text = read_header_text(source, &length, err);
    if (!text)
        return err ? (int)err->code : ERR_INVALID;
    int code = npy_parse_header(&header, text, length, &why);
    free(text);
    if (!code)
        code = tensor_count(header.shape, header.rank, &tensor->count, &why);
    if (code)
        return fail(source, (enum err_code)code, why.text, err);
    if (source->bytes >= 0 && (unsigned long long)source->bytes < (unsigned long long)tensor->count * header.bytes)
        return err_set(err, ERR_INVALID,
                       "cannot read '%s': it is truncated: %zu values of %zu bytes do not fit a file of %lld bytes", source->name,
                       tensor->count, header.bytes, source->bytes);
    tensor->rank = header.rank;
    memcpy(tensor->shape, header.shape, sizeof tensor->shape);
    tensor->values = mem_new(tensor->count, sizeof *tensor->values);
    return read_values(tensor, source, &header, err);
}

static void add_header(const struct tensor *tensor, struct str *text)
{
    str_add(text, "{'descr': '<f4', 'fortran_order': False, 'shape': (");
    for (size_t i = 0; i < tensor->rank; i++)
        str_addf(text, "%zu,%s", tensor->shape[i], i + 1 < tensor->rank ? " " : "");
    str_add(text, "), }");
    while ((NPY_MAGIC_BYTES + 4 + text->length + 1) % ALIGNMENT)
        str_add_char(text, ' ');
    str_add_char(text, '\n');
}

void npy_write(const struct tensor *tensor, FILE *stream)
{
    struct str header;
    str_init(&header);
    add_header(tensor, &header);
    unsigned char lead[4] = {1, 0, (unsigned char)(header.length & 255), (unsigned char)(header.length >> 8)};
    fwrite(NPY_MAGIC, 1, NPY_MAGIC_BYTES, stream);
    fwrite(lead, 1, sizeof lead, stream);
    fwrite(header.text, 1, header.length, stream);
    str_release(&header);
    for (size_t i = 0; i < tensor->count; i++) {
        uint32_t bits;
        memcpy(&bits, &tensor->values[i], sizeof bits);
        unsigned char bytes[4] = {(unsigned char)bits, (unsigned char)(bits >> 8), (unsigned char)(bits >> 16),
                                  (unsigned char)(bits >> 24)};
        fwrite(bytes, 1, sizeof bytes, stream);
    }
}
