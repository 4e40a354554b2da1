#include "cli/demo_request.h"

#include "course/suggest.h"
#include "tensor/tensor.h"

#include <string.h>

/* The demo or the experiment called `name`. */
static int find(const struct course *course, const char *name, struct demo_request *request, struct err *err)
{
    struct suggestion suggestion = {.word = name};
    request->start.demo = demo_find(name);
    request->experiment = request->start.demo ? NULL : course_experiment(course, name);
    if (request->experiment)
        request->start.demo = demo_of(request->experiment);
    if (request->experiment && !request->start.demo)
        return err_set(err, ERR_INVALID, "no demo shows experiment '%s'", name);
    if (request->start.demo)
        return 0;
    for (size_t i = 0; demo_table[i]; i++)
        suggestion_offer(&suggestion, demo_table[i]->name);
    for (size_t i = 0; i < course->topic_count; i++)
        for (size_t j = 0; j < course->topics[i].experiment_count; j++)
            suggestion_offer(&suggestion, course->topics[i].experiments[j].id);
    if (suggestion.best)
        return err_set(err, ERR_USAGE, "unknown demo '%s' (did you mean '%s'?)", name, suggestion.best);
    return err_set(err, ERR_USAGE, "unknown demo '%s'; 'bntutor demo --list' names them", name);
}

/* The tensor in the file at `path`, for the demo to work on. */
static int read_input(const char *path, struct demo_request *request, struct err *err)
{
    struct tensor tensor;
    int code = tensor_read(&tensor, path, err);
    if (code)
        return code;
    if (tensor.rank < 2 || tensor.rank > FINDING_RANK_MAX) {
        code = err_set(err, ERR_INVALID, "cannot show '%s': it has %zu dimension%s, and a demo takes 2 to %d", path, tensor.rank,
                       tensor.rank == 1 ? "" : "s", FINDING_RANK_MAX);
    } else {
        double *x = arena_new(&request->arena, tensor.count, sizeof *x);
        for (size_t i = 0; i < tensor.count; i++)
            x[i] = (double)tensor.values[i];
        request->sample = (struct sample){.x = x, .rank = tensor.rank};
        memcpy(request->sample.shape, tensor.shape, tensor.rank * sizeof *tensor.shape);
        request->start.sample = &request->sample;
    }
    tensor_release(&tensor);
    return code;
}

void demo_request_release(struct demo_request *request)
{
    arena_release(&request->arena);
}

int demo_request_read(const struct invocation *invocation, const struct course *course, struct demo_request *request,
                      struct err *err)
{
    static const char *const needing[] = {"set", "seed", "step", "json", "svg"};
    const struct options *options = &invocation->options;
    const char *input = options_value(options, "input");
    *request = (struct demo_request){.start = {.demo = input ? demo_find("anatomy") : NULL}};
    arena_init(&request->arena);
    for (size_t i = 0; i < sizeof needing / sizeof *needing && invocation->operand_count == 0 && !input; i++)
        if (options_has(options, needing[i]))
            return err_set(err, ERR_USAGE, "--%s needs a demo: 'bntutor demo --list' names them", needing[i]);
    if (options_has(options, "topic") && (invocation->operand_count || input))
        return err_set(err, ERR_USAGE, "--topic is for the list: a demo that is named needs none");
    int code = invocation->operand_count ? find(course, invocation->operands[0], request, err) : 0;
    if (!code && input && request->experiment && !request->experiment->model)
        code = err_set(err, ERR_USAGE, "experiment '%s' has a tensor of its own; --input goes with a demo of the laboratory",
                       request->experiment->id);
    if (!code && input)
        code = read_input(input, request, err);
    for (size_t i = 0; i < options->count; i++)
        if (strcmp(options->items[i].option->name, "set") == 0)
            request->set[request->start.set_count++] = options->items[i].value;
    request->start.set = request->set;
    request->start.step = options_number(options, "step", 0);
    return code ? code : options_seed(options, &request->start.seed, &request->start.seeded, err);
}
