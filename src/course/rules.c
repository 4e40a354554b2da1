#include "course/rules.h"

#include "course/bind.h"
#include "course/values.h"
#include "course/words.h"

#include <string.h>

void note_finish(struct binding *binding, const struct node *node, void *record)
{
    (void)binding, (void)node;
    ((struct note *)record)->item.kind = ITEM_NOTE;
}

void prompt_finish(struct binding *binding, const struct node *node, void *record)
{
    (void)binding, (void)node;
    ((struct prompt *)record)->item.kind = ITEM_PROMPT;
}

void challenge_finish(struct binding *binding, const struct node *node, void *record)
{
    const struct challenge *challenge = record;
    if (challenge->draw > 0 && (size_t)challenge->draw > challenge->question_count)
        node_error(&binding->file->source, node_find(node, "draw"), "%d questions cannot be drawn from %zu", challenge->draw,
                   challenge->question_count);
}

/* The values that `shape` holds; 0 if they are more than VALUE_SIZE_MAX. */
static size_t volume(const struct experiment *experiment)
{
    size_t product = 1;
    for (size_t i = 0; i < experiment->rank; i++) {
        if (experiment->shape[i] > VALUE_SIZE_MAX / product)
            return 0;
        product *= experiment->shape[i];
    }
    return product;
}

/* A list that is as long as the tensor; an absent or a faulty one is no matter here. */
static void check_tensor(struct binding *binding, const struct node *node, const char *key, const struct numbers *numbers,
                         size_t expected)
{
    if (numbers->count > 0 && numbers->count != expected)
        node_error(&binding->file->source, node_find(node, key), "'%s' needs as many numbers as the shape holds, %zu, not %zu", key,
                   expected, numbers->count);
}

static void check_channels(struct binding *binding, const struct node *node, const char *key, const struct numbers *numbers,
                           size_t channels)
{
    if (numbers->count > 1 && numbers->count != channels)
        node_error(&binding->file->source, node_find(node, key),
                   "'%s' needs one number, or one for each of the %zu channels, not %zu", key, channels, numbers->count);
}

static void check_lengths(struct binding *binding, const struct node *node, const struct experiment *experiment)
{
    size_t count = volume(experiment);
    if (count == 0) {
        node_error(&binding->file->source, node_find(node, "shape"), "the shape holds more than %d values", VALUE_SIZE_MAX);
        return;
    }
    size_t channels = experiment->shape[experiment->layout == LAYOUT_CHANNELS_LAST ? experiment->rank - 1 : 1];
    check_tensor(binding, node, "values", &experiment->values, count);
    check_tensor(binding, node, "dy", &experiment->dy, count);
    check_channels(binding, node, "mean", &experiment->mean, channels);
    check_channels(binding, node, "std", &experiment->std, channels);
    check_channels(binding, node, "gamma", &experiment->gamma, channels);
    check_channels(binding, node, "beta", &experiment->beta, channels);
    check_channels(binding, node, "running_mean", &experiment->running_mean, channels);
    check_channels(binding, node, "running_var", &experiment->running_var, channels);
}

/* The input comes from one place, and what belongs to the other place would have no effect. */
static void check_generator(struct binding *binding, const struct node *node)
{
    static const char *const generator_keys[] = {"mean", "std", "seed"};
    size_t key_count = sizeof generator_keys / sizeof *generator_keys - (node_find(node, "model") ? 1 : 0); /* a model's own seed */
    const struct node *values = node_find(node, "values"), *generator = node_find(node, "generator");
    struct source *source = &binding->file->source;
    if (generator && strcmp(generator->text, generator_words[GENERATOR_VALUES]) != 0) {
        if (values)
            node_error(source, values->key, "an experiment has 'values' or a 'generator', not both");
        return;
    }
    if (!values)
        node_error(source, node, "an experiment needs 'values' or a 'generator'");
    for (size_t i = 0; i < key_count; i++) {
        const struct node *unused = node_find(node, generator_keys[i]);
        if (unused)
            node_error(source, unused->key, "'%s' belongs to a generator, and there is none", generator_keys[i]);
    }
}

static void add_framework_defaults(const struct node *node, struct experiment *experiment)
{
    if (!node_find(node, "momentum"))
        experiment->momentum = framework_momentum(experiment->framework);
    if (!node_find(node, "epsilon"))
        experiment->epsilon = framework_epsilon(experiment->framework);
}

/* A model has no layer of its own that these could describe. */
static void check_model(struct binding *binding, const struct node *node)
{
    static const char *const layer_keys[] = {"mode",  "framework", "gamma",        "beta",
                                             "epsilon", "momentum",  "running_mean", "running_var", "steps"};
    static const char *const tensor_keys[] = {"generator", "values", "mean", "std", "dy"};
    struct source *source = &binding->file->source;
    for (size_t i = 0; i < sizeof layer_keys / sizeof *layer_keys; i++) {
        const struct node *unused = node_find(node, layer_keys[i]);
        if (unused)
            node_error(source, unused->key, "'%s' belongs to a single layer: give a model its parameters under 'set'", layer_keys[i]);
    }
    if (node_find(node, "shape")) {
        check_generator(binding, node);
        return;
    }
    for (size_t i = 0; i < sizeof tensor_keys / sizeof *tensor_keys; i++) {
        const struct node *unused = node_find(node, tensor_keys[i]);
        if (unused)
            node_error(source, unused->key, "'%s' needs a 'shape'", tensor_keys[i]);
    }
}

static void check_layer(struct binding *binding, const struct node *node)
{
    const struct node *set = node_find(node, "set");
    if (set)
        node_error(&binding->file->source, set->key, "'set' belongs to a model, and there is none");
    if (!node_find(node, "shape"))
        node_error(&binding->file->source, node, "experiment needs the key 'shape', or a 'model'");
    check_generator(binding, node);
}

void experiment_finish(struct binding *binding, const struct node *node, void *record)
{
    struct experiment *experiment = record;
    add_framework_defaults(node, experiment);
    if (node_find(node, "model"))
        check_model(binding, node);
    else
        check_layer(binding, node);
    const struct node *momentum = node_find(node, "momentum");
    if (momentum && experiment->momentum < 0 && experiment->framework != FRAMEWORK_PYTORCH)
        node_error(&binding->file->source, momentum, "only pytorch has a cumulative momentum");
    if (experiment->rank >= 2)
        check_lengths(binding, node, experiment);
}
