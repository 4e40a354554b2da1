/* What course files say about numbers that are calculated: proofs. */
#include "course/rules.h"
#include "course/schema.h"
#include "course/schema_ranges.h"
#include "course/words.h"

/* A field is two or three lines here, not ten. */
/* clang-format off */
static const struct field proof_fields[] = {
    {.key = "experiment", .type = FIELD_REFERENCE, .entity = ENTITY_EXPERIMENT, .offset = offsetof(struct proof, experiment),
     .help = "The experiment to run; by default the item's own. Without any the result is plain arithmetic."},
    {.key = "result", .type = FIELD_LINE, .required = true, .offset = offsetof(struct proof, result),
     .help = "Which of its results: x, batch_mean, batch_var, used_mean, used_var, invstd, xhat, gamma, beta, y, y_mean, y_var, "
             "running_mean_before, running_var_before, running_mean, running_var, dy, dx, dgamma, dbeta, epsilon, momentum, count "
             "(values for each statistic), channels; or an expression over them, such as sqrt(batch_var[0])."},
    {.key = "at", .type = FIELD_WHOLE, .low = 0, .high = 1e6, .preset = "0", .offset = offsetof(struct proof, at),
     .help = "The element of the result that the first value states, counted from 0."},
    {.key = "values", .type = FIELD_DECIMALS, .required = true, ANY_FLOAT, .offset = offsetof(struct proof, values),
     .help = "The elements from there on as the text states them. The result must round to every digit; a whole number stands for "
             "two more digits, so that 47 does not state 47.4."},
    {.key = "mode", .type = FIELD_WORD, .words = mode_words, .offset = offsetof(struct proof, mode),
     .help = "Replaces the experiment's, as do all that follow."},
    {.key = "framework", .type = FIELD_WORD, .words = framework_words, .offset = offsetof(struct proof, framework),
     .help = "Sets only the rule for running statistics; epsilon and momentum stay the experiment's."},
    {.key = "epsilon", .type = FIELD_NUMBER, FLOAT_FROM_ZERO, .offset = offsetof(struct proof, epsilon),
     .help = "Added to the variance."},
    {.key = "momentum", .type = FIELD_NUMBER, .low = 0, .high = 1, .words = momentum_words, .offset = offsetof(struct proof, momentum),
     .help = "In the framework's own meaning."},
    {.key = "gamma", .type = FIELD_NUMBER, ANY_FLOAT, .offset = offsetof(struct proof, gamma),
     .help = "A factor on the experiment's gamma."},
    {.key = "beta", .type = FIELD_NUMBER, ANY_FLOAT, .offset = offsetof(struct proof, beta),
     .help = "Added to the experiment's beta."},
    {.key = "batch", .type = FIELD_WHOLE, .low = 1, .high = 1e6, .offset = offsetof(struct proof, batch),
     .help = "How many samples; given values repeat."},
    {.key = "steps", .type = FIELD_WHOLE, .low = 0, .high = 1e5, .preset = "0", .offset = offsetof(struct proof, steps),
     .help = "Training steps before the one that is looked at."},
};
const struct schema schema_proof = {
    .name = "proof", .size = sizeof(struct proof), .position_offset = offsetof(struct proof, position), .fields = proof_fields,
    .field_count = COUNT(proof_fields), .finish = proof_finish,
    .help = "Numbers that a text states, and the results that they are."};
