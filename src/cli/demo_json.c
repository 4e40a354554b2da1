#include "cli/demo_json.h"

#include "store/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void add_name(struct str *json, const char *name)
{
    if (json->text[json->length - 1] != '{')
        str_add(json, ",");
    str_add(json, "\n    ");
    json_text(json, name);
    str_add(json, ": ");
}

static void add_number(struct str *json, double number)
{
    char text[32];
    if (isnan(number) || isinf(number)) {
        str_add(json, isnan(number) ? "null" : number < 0 ? "-1e999" : "1e999");
        return;
    }
    for (int digits = 9; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (strtod(text, NULL) == number)
            break;
    }
    str_add(json, text);
}

/* The dimensions from `dimension` on, a list each. */
static const double *add_dimension(struct str *json, const struct finding *finding, size_t dimension, const double *numbers)
{
    if (dimension == finding->rank) {
        add_number(json, *numbers);
        return numbers + 1;
    }
    str_add(json, "[");
    for (size_t i = 0; i < finding->shape[dimension]; i++) {
        str_add(json, i ? ", " : "");
        numbers = add_dimension(json, finding, dimension + 1, numbers);
    }
    str_add(json, "]");
    return numbers;
}

static void add_parameters(struct str *json, const struct demo_run *run)
{
    char text[PARAMETER_TEXT_MAX];
    str_add(json, ",\n  \"parameters\": {");
    for (size_t i = 0; i < run->parameter_count; i++) {
        const struct parameter *parameter = &run->parameters[i];
        bool word = parameter->kind == PARAMETER_CHOICE || (parameter->least && run->values[i] <= parameter->low);
        add_name(json, parameter->key);
        parameter_word(parameter, run->values[i], text);
        if (word)
            json_text(json, text);
        else
            add_number(json, run->values[i]);
    }
    str_add(json, "\n  }");
}

static void add_findings(struct str *json, const struct demo_run *run)
{
    struct findings made;
    const struct findings *findings = demo_run_findings(run, &made);
    str_add(json, ",\n  \"note\": ");
    if (findings->note)
        json_text(json, findings->note);
    else
        str_add(json, "null");
    str_add(json, ",\n  \"findings\": {");
    for (size_t i = 0; i < findings->count; i++) {
        add_name(json, findings->items[i].name);
        add_dimension(json, &findings->items[i], 0, findings->items[i].numbers);
    }
    str_add(json, "\n  }");
    findings_release(&made);
}

void demo_json(const struct demo_run *run, struct str *json)
{
    const struct experiment *experiment = run->experiment && run->experiment->topic ? run->experiment : NULL;
    str_add(json, "{\n  \"demo\": ");
    json_text(json, run->demo->name);
    str_add(json, ",\n  \"experiment\": ");
    if (experiment)
        json_text(json, experiment->id);
    else
        str_add(json, "null");
    str_add(json, ",\n  \"title\": ");
    json_text(json, experiment ? experiment->title : run->demo->title);
    str_addf(json, ",\n  \"seed\": %" PRIu64, run->seed);
    add_parameters(json, run);
    add_findings(json, run);
    str_add(json, "\n}\n");
}
