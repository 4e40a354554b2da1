#include "base/str.h"
#include "cli/command.h"
#include "experiment/filter.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct option_info own_options[] = {
    {"output", ARGUMENT_FILE, NULL, "write the result to FILE (.npy or .csv; - is standard output); -o for short"},
    {"mode", ARGUMENT_WORD, "train|eval", "statistics of the batch, or running ones (train)"},
    {"layout", ARGUMENT_WORD, "nchw|nhwc", "where the channels stand (nchw; nhwc for keras)"},
    {"framework", ARGUMENT_WORD, "pytorch|keras|onnx", "whose defaults and conventions (pytorch)"},
    {"eps", ARGUMENT_VALUE, NULL, "added to the variance"},
    {"momentum", ARGUMENT_VALUE, NULL, "in the framework's meaning; none = cumulative average (pytorch)"},
    {"gamma", ARGUMENT_FILE, NULL, "scale of each channel"},
    {"beta", ARGUMENT_FILE, NULL, "shift of each channel"},
    {"running-mean", ARGUMENT_FILE, NULL, "running mean of each channel before the step"},
    {"running-var", ARGUMENT_FILE, NULL, "running variance of each channel before the step"},
    {"dy", ARGUMENT_FILE, NULL, "gradient of the loss by the result, for a backward pass"},
    {"dx", ARGUMENT_FILE, NULL, "write the gradient by the input to FILE"},
    {"stats", ARGUMENT_FILE, NULL, "write statistics, and gradients by gamma and beta, to FILE as JSON"},
    {NULL, ARGUMENT_NONE, NULL, NULL},
};

/* Whether the option `name` was given as `word`. */
static bool says(const struct options *options, const char *name, const char *word)
{
    const char *value = options_value(options, name);
    return value && !strcmp(value, word);
}

static int read_number(const struct options *options, const char *name, double high, double *number, struct err *err)
{
    const char *text = options_value(options, name);
    if (!text)
        return 0;
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end || !(value >= 0 && value <= high))
        return err_set(err, ERR_USAGE, "'%s' is nothing for --%s, which takes a number from 0 to %.2g", text, name, high);
    *number = value;
    return 0;
}

/* The layer without its tensors. */
static int read_layer(const struct options *options, struct filter *filter, struct err *err)
{
    *filter = (struct filter){.mode = says(options, "mode", "eval") ? MODE_INFERENCE : MODE_TRAINING};
    if (says(options, "framework", "keras"))
        filter->framework = FRAMEWORK_KERAS;
    else if (says(options, "framework", "onnx"))
        filter->framework = FRAMEWORK_ONNX;
    bool last = says(options, "layout", "nhwc") || (filter->framework == FRAMEWORK_KERAS && !options_has(options, "layout"));
    filter->layout = last ? LAYOUT_CHANNELS_LAST : LAYOUT_CHANNELS_FIRST;
    filter->epsilon = framework_epsilon(filter->framework);
    filter->momentum = framework_momentum(filter->framework);
    int code = read_number(options, "eps", (double)FLT_MAX, &filter->epsilon, err);
    if (code || !says(options, "momentum", "none"))
        return code ? code : read_number(options, "momentum", 1, &filter->momentum, err);
    if (filter->framework != FRAMEWORK_PYTORCH)
        return err_set(err, ERR_USAGE, "--momentum none is PyTorch's; %s has no such thing", framework_name(filter->framework));
    filter->momentum = -1;
    return 0;
}

static int check_usage(const struct options *options, struct err *err)
{
    static const char *const outputs[] = {"output", "dx", "stats"};
    if (options_has(options, "dx") && !options_has(options, "dy"))
        return err_set(err, ERR_USAGE, "--dx needs --dy, the gradient to begin with");
    if (options_has(options, "dy") && !options_has(options, "dx") && !options_has(options, "stats"))
        return err_set(err, ERR_USAGE, "--dy needs --dx or --stats, where what it yields goes");
    size_t standard = !options_has(options, "output");
    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++)
        standard += says(options, outputs[i], "-");
    if (standard > 1)
        return err_set(err, ERR_USAGE, "only one result can go to standard output; give --output FILE");
    return 0;
}

/* A table can be read on a terminal, and .npy cannot. */
static int check_terminal(const struct options *options, const struct tensor *tensor, const char *output, struct err *err)
{
    bool result = !strcmp(output, "-"), gradient = says(options, "dx", "-");
    if ((!result && !gradient) || tensor_writes_table(tensor, "-") || !isatty(STDOUT_FILENO))
        return 0;
    return err_set(err, ERR_USAGE, "%s would be .npy, which is not for a terminal; give --%s FILE%s", result ? "the result" : "dx",
                   result ? "output" : "dx", tensor->rank <= 2 ? " (.csv is a table)" : "");
}

struct tensor_option {
    const char *name;
    struct tensor *tensor;
};

static int read_tensors(const struct options *options, const struct tensor_option *wanted, size_t count, struct err *err)
{
    int code = 0;
    for (size_t i = 0; !code && i < count; i++)
        if (options_has(options, wanted[i].name))
            code = tensor_read(wanted[i].tensor, options_value(options, wanted[i].name), err);
    return code;
}

/* One member of the statistics; what is no number becomes null. */
static void print_list(FILE *stream, const char *name, const double *wide, const float *narrow, size_t count, const char *end)
{
    fprintf(stream, "  \"%s\": [", name);
    for (size_t i = 0; i < count; i++) {
        double value = wide ? wide[i] : (double)narrow[i];
        const char *comma = i ? ", " : "";
        if (isfinite(value))
            fprintf(stream, "%s%.*g", comma, wide ? 17 : 9, value);
        else
            fprintf(stream, "%snull", comma);
    }
    fprintf(stream, "]%s\n", end);
}

static int write_statistics(const struct filtered *filtered, const char *path, struct err *err)
{
    bool standard = !strcmp(path, "-");
    FILE *stream = standard ? stdout : fopen(path, "w");
    if (!stream)
        return err_system(err, errno, "cannot write '%s'", path);
    fputs("{\n", stream);
    print_list(stream, "batch_mean", filtered->batch_mean, NULL, filtered->channels, ",");
    print_list(stream, "batch_var", filtered->batch_var, NULL, filtered->channels, ",");
    print_list(stream, "running_mean", NULL, filtered->running_mean, filtered->channels, ",");
    print_list(stream, "running_var", NULL, filtered->running_var, filtered->channels, filtered->dgamma ? "," : "");
    if (filtered->dgamma) {
        print_list(stream, "dgamma", NULL, filtered->dgamma, filtered->channels, ",");
        print_list(stream, "dbeta", NULL, filtered->dbeta, filtered->channels, "");
    }
    fputs("}\n", stream);
    bool failed = fflush(stream) || ferror(stream);
    if (!standard)
        failed |= fclose(stream) != 0;
    return failed ? err_system(err, errno, "cannot write '%s'", path) : 0;
}

static int write_results(const struct options *options, const struct tensor *y, const struct filtered *filtered, const char *output,
                         struct err *err)
{
    int code = tensor_write(y, output, err);
    if (!code && options_has(options, "dx"))
        code = tensor_write(&filtered->dx, options_value(options, "dx"), err);
    if (!code && options_has(options, "stats"))
        code = write_statistics(filtered, options_value(options, "stats"), err);
    return code;
}

static int run(const struct invocation *invocation, struct err *err)
{
    const struct options *options = &invocation->options;
    const char *output = options_has(options, "output") ? options_value(options, "output") : "-";
    struct filter filter;
    struct filtered filtered = {0};
    struct tensor tensor = {0};
    struct err why = {0};
    int code = read_layer(options, &filter, err);
    if (!code)
        code = check_usage(options, err);
    if (code)
        return code;
    const struct tensor_option wanted[] = {{"gamma", &filter.gamma},
                                           {"beta", &filter.beta},
                                           {"running-mean", &filter.running_mean},
                                           {"running-var", &filter.running_var},
                                           {"dy", &filter.dy}};
    size_t count = sizeof wanted / sizeof *wanted;
    code = tensor_read(&tensor, invocation->operands[0], err);
    if (!code)
        code = check_terminal(options, &tensor, output, err);
    if (!code)
        code = read_tensors(options, wanted, count, err);
    if (!code && (code = filter_run(&filter, &tensor, &filtered, &why)))
        err_set(err, why.code, "cannot normalize '%s': %s", invocation->operands[0], why.text);
    if (!code)
        code = write_results(options, &tensor, &filtered, output, err);
    filtered_release(&filtered);
    tensor_release(&tensor);
    for (size_t i = 0; i < count; i++)
        tensor_release(wanted[i].tensor);
    return code;
}

const struct command command_normalize = {
    .name = "normalize",
    .summary = "run batch normalization over a file of numbers",
    .about = "FILE is .npy or a table of numbers (CSV); - is standard input. Two dimensions are N×C, more are as the layout says. "
             "Without --output the result goes to standard output. Defaults are the framework's own.",
    .operand = ARGUMENT_FILE,
    .needed = true,
    .options = own_options,
    .run = run,
};
