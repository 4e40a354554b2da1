#include "demo/demo.h"

#include <string.h>

const struct demo *const demo_table[] = {NULL};

const struct demo *demo_find(const char *name)
{
    for (size_t i = 0; demo_table[i]; i++)
        if (!strcmp(demo_table[i]->name, name))
            return demo_table[i];
    return NULL;
}
