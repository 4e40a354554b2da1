#include "laboratory/model.h"

#include "base/str.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct model *const model_table[] = {NULL};

const struct model *model_find(const char *name)
{
    for (size_t i = 0; model_table[i]; i++)
        if (!strcmp(model_table[i]->name, name))
            return model_table[i];
    return NULL;
}

void model_defaults(const struct model *model, double values[MODEL_PARAMETERS_MAX])
{
    for (size_t i = 0; i < model->parameter_count; i++)
        values[i] = model->parameters[i].fallback;
}

int parameter_find(const struct parameter *parameters, size_t count, const char *key)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(parameters[i].key, key))
            return (int)i;
    return -1;
}

static int read_choice(const struct parameter *parameter, const char *text, double *value, struct err *err)
{
    struct str words;
    str_init(&words);
    for (size_t i = 0; parameter->choices[i]; i++) {
        if (!strcmp(parameter->choices[i], text)) {
            str_release(&words);
            *value = (double)i;
            return 0;
        }
        str_addf(&words, "%s%s", i ? ", " : "", parameter->choices[i]);
    }
    int code = err_set(err, ERR_INVALID, "%s cannot be '%s': it is one of %s", parameter->key, text, words.text);
    str_release(&words);
    return code;
}

int parameter_read(const struct parameter *parameter, const char *text, double *value, struct err *err)
{
    if (parameter->kind == PARAMETER_CHOICE)
        return read_choice(parameter, text, value, err);
    char *end;
    errno = 0;
    double number = strtod(text, &end);
    if (end == text || *end || errno || !(number >= parameter->low && number <= parameter->high))
        return err_set(err, ERR_INVALID, "%s cannot be '%s': it is a number from %g to %g", parameter->key, text, parameter->low,
                       parameter->high);
    if (parameter->kind == PARAMETER_INTEGER && number != rint(number))
        return err_set(err, ERR_INVALID, "%s cannot be '%s': it is a whole number", parameter->key, text);
    *value = number;
    return 0;
}

double parameter_turn(const struct parameter *parameter, double value, int by)
{
    double next = value;
    if (parameter->kind == PARAMETER_CHOICE)
        next = value + by;
    else if (parameter->factor)
        next = by > 0 ? value * parameter->step : value / parameter->step;
    else
        next = rint((value + by * parameter->step) / parameter->step) * parameter->step;
    return fmin(fmax(next, parameter->low), parameter->high);
}
