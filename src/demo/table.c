#include "demo/anatomy.h"
#include "demo/demos.h"

#include <string.h>

const struct demo *const demo_table[] = {
    &demo_anatomy,
#define DEMO_ROW(name) &demo_##name,
    DEMO_LIST(DEMO_ROW)
#undef DEMO_ROW
        NULL,
};

const struct demo *demo_find(const char *name)
{
    for (size_t i = 0; demo_table[i]; i++)
        if (!strcmp(demo_table[i]->name, name))
            return demo_table[i];
    return NULL;
}

const struct demo *demo_of(const struct experiment *experiment)
{
    if (!experiment->model)
        return &demo_anatomy;
    for (size_t i = 0; demo_table[i]; i++)
        if (demo_table[i]->model && !strcmp(demo_table[i]->model->name, experiment->model))
            return demo_table[i];
    return NULL;
}

int demo_refuse_sample(const struct demo *demo, struct err *err)
{
    struct str names;
    str_init(&names);
    for (size_t i = 0; demo_table[i]; i++)
        if (demo_takes_sample(demo_table[i]))
            str_addf(&names, "%s%s", names.length ? ", " : "", demo_table[i]->name);
    int code = err_set(err, ERR_INVALID, "demo '%s' takes no tensor; these do: %s", demo->name, names.text);
    str_release(&names);
    return code;
}
