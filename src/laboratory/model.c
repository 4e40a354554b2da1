#include "laboratory/model.h"

#include "base/str.h"
#include "laboratory/models.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct model *const model_table[] = {
    &model_time_machine,
    &model_train_or_inference,
    &model_backward,
    &model_numerics,
    &model_scale_invariance,
    &model_folding,
    &model_merge,
    &model_family,
    &model_batch_noise,
    &model_loss_valley,
    &model_race,
    &model_race_grid,
    NULL,
};

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

/* Whether `text` is one of "nchw, nc"; `words` may be NULL. */
static bool names(const char *words, const char *text)
{
    size_t length = strlen(text);
    for (const char *at = words; at && length; at = strchr(at, ' '), at += at != NULL)
        if (strcspn(at, ",") == length && !strncmp(at, text, length))
            return true;
    return false;
}

static int read_choice(const struct parameter *parameter, const char *text, double *value, struct err *err)
{
    struct str words;
    str_init(&words);
    for (size_t i = 0; parameter->choices[i]; i++) {
        const char *synonyms = parameter->synonyms ? parameter->synonyms[i] : NULL;
        if (!strcmp(parameter->choices[i], text) || names(synonyms, text)) {
            str_release(&words);
            *value = (double)i;
            return 0;
        }
        str_addf(&words, synonyms ? "%s%s (%s)" : "%s%s", i ? ", " : "", parameter->choices[i], synonyms);
    }
    int code = err_set(err, ERR_INVALID, "%s cannot be '%s': it is one of %s", parameter->key, text, words.text);
    str_release(&words);
    return code;
}

/* "a number from 0 to 1, or cumulative" */
static int refuse_number(const struct parameter *parameter, const char *text, struct err *err)
{
    const char *kind = parameter->kind == PARAMETER_INTEGER ? "whole number" : "number", *least = parameter->least;
    double low = least && parameter->stops ? parameter->stops[1] : parameter->low;
    int digits = parameter->high < 1e30 ? 10 : 2; /* the largest float need not be told in full */
    return err_set(err, ERR_INVALID, "%s cannot be '%s': it is a %s from %.10g to %.*g%s%s", parameter->key, text, kind, low, digits,
                   parameter->high, least ? ", or " : "", least ? least : "");
}

int parameter_read(const struct parameter *parameter, const char *text, double *value, struct err *err)
{
    if (parameter->kind == PARAMETER_CHOICE)
        return read_choice(parameter, text, value, err);
    if (parameter->least && !strcmp(parameter->least, text)) {
        *value = parameter->low;
        return 0;
    }
    char *end;
    errno = 0;
    double number = strtod(text, &end);
    bool fits = end > text && !*end && !errno && number >= parameter->low && number <= parameter->high;
    if (!fits || (parameter->kind == PARAMETER_INTEGER && number != rint(number)))
        return refuse_number(parameter, text, err);
    *value = number;
    return 0;
}

/* The stop that follows `value`, or `value` past the last one. */
static double next_stop(const struct parameter *parameter, double value, int by)
{
    static const double same = 1e-6; /* relative: a declared 1e-5 is the list's, whatever float made of it */
    const double *stops = parameter->stops;
    size_t count = parameter->stop_count;
    if (by > 0) {
        for (size_t i = 0; i < count; i++)
            if (stops[i] > value + same * fabs(value))
                return stops[i];
        return value;
    }
    for (size_t i = count; i-- > 0;)
        if (stops[i] < value - same * fabs(value))
            return stops[i];
    return value;
}

static double turn_choice(const struct parameter *parameter, double value, int by)
{
    int count = 0;
    while (parameter->choices[count])
        count++;
    return ((int)value + by + count) % count;
}

/* The next multiple of the step; of a tenth it is a number of tenths, so that 0.3 is written as such. */
static double next_multiple(double step, double value, int by)
{
    double per_unit = rint(1 / step);
    return fabs(per_unit * step - 1) < 1e-12 ? (rint(value * per_unit) + by) / per_unit : (rint(value / step) + by) * step;
}

double parameter_turn(const struct parameter *parameter, double value, int by)
{
    double next;
    if (parameter->kind == PARAMETER_CHOICE)
        return turn_choice(parameter, value, by);
    if (parameter->stops)
        next = next_stop(parameter, value, by);
    else if (parameter->factor)
        next = by > 0 ? value * parameter->step : value / parameter->step;
    else
        next = next_multiple(parameter->step, value, by);
    return fmin(fmax(next, parameter->low), parameter->high);
}

void parameter_word(const struct parameter *parameter, double value, char text[PARAMETER_TEXT_MAX])
{
    if (parameter->kind == PARAMETER_CHOICE)
        snprintf(text, PARAMETER_TEXT_MAX, "%s", parameter->choices[(int)value]);
    else if (parameter->least && value <= parameter->low)
        snprintf(text, PARAMETER_TEXT_MAX, "%s", parameter->least);
    else
        snprintf(text, PARAMETER_TEXT_MAX, "%.10g", value);
}

void parameter_text(const struct parameter *parameter, double value, char text[PARAMETER_TEXT_MAX])
{
    if (parameter->text)
        parameter->text(value, text);
    else
        parameter_word(parameter, value, text);
}
