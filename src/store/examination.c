#include "store/examination.h"

#include "base/vec.h"

void examination_find(const struct examination *examination, enum symptom_weight weight, const char *id, char *text)
{
    struct diagnosis *diagnosis = examination->diagnosis;
    *vec_add(&diagnosis->symptoms) = (struct symptom){weight, id, text};
    if (weight > diagnosis->worst)
        diagnosis->worst = weight;
}

int examination_open(const struct examination *examination, const char *path, struct store **store, struct err *err)
{
    struct open_options options = store_open_options();
    options.daily_backups = false;
    return store_open_with(store, path, examination->parameters, &options, err);
}
