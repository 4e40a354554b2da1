#include "tensor/format.h"

#include <unistd.h>

void tensor_shape_text(const size_t *shape, size_t rank, char text[TENSOR_SHAPE_TEXT])
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < rank && used + 24 < TENSOR_SHAPE_TEXT; i++)
        used += (size_t)snprintf(text + used, TENSOR_SHAPE_TEXT - used, "%s%zu", i ? "×" : "", shape[i]);
}

/* What this machine has, in bytes; a guess where it does not tell. */
static double memory_of_machine(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
    return pages > 0 && page > 0 ? (double)pages * (double)page : 4e9;
}

int tensor_count(const size_t *shape, size_t rank, size_t *count, struct err *err)
{
    double values = 1;
    char text[TENSOR_SHAPE_TEXT];
    tensor_shape_text(shape, rank, text);
    for (size_t i = 0; i < rank; i++)
        values *= (double)shape[i];
    if (values == 0)
        return err_set(err, ERR_INVALID, "it has no values: its shape is %s", text);
    double bytes = values * sizeof(float), memory = memory_of_machine();
    if (bytes > memory / 2)
        return err_set(err, ERR_LIMIT, "%s float32 values take %.1f GB, and this machine has %.1f GB", text, bytes / 1e9,
                       memory / 1e9);
    *count = (size_t)values;
    return 0;
}
