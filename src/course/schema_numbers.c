/* What course files say about numbers that are calculated: proofs, and questions that are generated. */
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
     .help = "Which of its results: x, batch_mean, batch_var, used_mean, used_var, invstd, xhat, xhat_mean, xhat_var, gamma, beta, y, y_mean, y_var, "
             "running_mean_before, running_var_before, running_mean, running_var, dy, dx, dgamma, dbeta, epsilon, momentum, count "
             "(values for each statistic), channels; of a model, what it finds and its parameters, as 'bntutor demo MODEL --json' "
             "lists them; or an expression over them, such as sqrt(batch_var[0])."},
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
    {.key = "set", .type = FIELD_ASSIGNMENTS, .offset = offsetof(struct proof, set),
     .help = "For an experiment over a model, in place of all that replaces: parameters that differ from the experiment's."},
};
const struct schema schema_proof = {
    .name = "proof", .size = sizeof(struct proof), .position_offset = offsetof(struct proof, position), .fields = proof_fields,
    .field_count = COUNT(proof_fields), .finish = proof_finish,
    .help = "Numbers that a text states, and the results that they are."};

static const struct field draw_fields[] = {
    {.key = "name", .type = FIELD_LINE, .required = true, .offset = offsetof(struct draw, name),
     .help = "What expressions and placeholders call it: letters, digits and _."},
    {.key = "one_of", .type = FIELD_NUMBERS, ANY_FLOAT, .offset = offsetof(struct draw, one_of),
     .help = "The numbers to choose from."},
    {.key = "from", .type = FIELD_NUMBER, ANY_FLOAT, .preset = "0", .offset = offsetof(struct draw, from),
     .help = "The least number."},
    {.key = "to", .type = FIELD_NUMBER, ANY_FLOAT, .preset = "0", .offset = offsetof(struct draw, to),
     .help = "The greatest number."},
    {.key = "step", .type = FIELD_NUMBER, FLOAT_FROM_ZERO, .preset = "1", .offset = offsetof(struct draw, step),
     .help = "What lies between neighbouring numbers from the least one on."},
    {.key = "lists", .type = FIELD_GROUPS, .low = 1, .high = 100, .offset = offsetof(struct draw, lists),
     .count_offset = offsetof(struct draw, list_count), .help = "Lists of numbers to choose one from."},
    {.key = "shuffled", .type = FIELD_FLAG, .preset = "false", .offset = offsetof(struct draw, shuffled),
     .help = "Whether the list that was chosen is put into another order."},
    {.key = "texts", .type = FIELD_TEXTS, .low = 2, .high = 100, .offset = offsetof(struct draw, texts),
     .help = "Texts to choose one from, with placeholders for what was drawn before. A placeholder shows it; in expressions it is its "
             "number, from 0."},
    {.key = "is", .type = FIELD_EXPRESSION, .offset = offsetof(struct draw, is),
     .help = "How it follows from what was drawn before."},
    {.key = "count", .type = FIELD_WHOLE, .low = 0, .high = 64, .preset = "0", .offset = offsetof(struct draw, count),
     .help = "How many numbers to draw, which makes it a list; 0 for a single number."},
};
static const struct schema schema_draw = {
    .name = "draw", .size = sizeof(struct draw), .fields = draw_fields, .field_count = COUNT(draw_fields), .finish = draw_finish,
    .help = "A number, or a list of numbers, that is drawn at random by one_of, by from and to, or by lists, or by texts; or that is calculated."};

static const struct field setup_fields[] = {
    {.key = "shape", .type = FIELD_EXPRESSIONS, .required = true, .offset = offsetof(struct setup, shape),
     .help = "The dimensions of the input, the batch first."},
    {.key = "layout", .type = FIELD_WORD, .words = layout_words, .preset = "channels first", .offset = offsetof(struct setup, layout),
     .help = "Whether the second or the last dimension holds the channels."},
    {.key = "mode", .type = FIELD_WORD, .words = mode_words, .preset = "training", .offset = offsetof(struct setup, mode),
     .help = "Whether the statistics are those of the batch or the running ones."},
    {.key = "framework", .type = FIELD_WORD, .words = framework_words, .preset = "pytorch", .offset = offsetof(struct setup, framework),
     .help = "Whose convention for momentum and for the running variance holds, and whose defaults."},
    {.key = "values", .type = FIELD_EXPRESSIONS, .required = true, .offset = offsetof(struct setup, values),
     .help = "The input, as many numbers as the shape holds."},
    {.key = "gamma", .type = FIELD_EXPRESSIONS, .offset = offsetof(struct setup, gamma), .help = "The scale; by default 1."},
    {.key = "beta", .type = FIELD_EXPRESSIONS, .offset = offsetof(struct setup, beta), .help = "The shift; by default 0."},
    {.key = "running_mean", .type = FIELD_EXPRESSIONS, .offset = offsetof(struct setup, running_mean),
     .help = "Before the experiment; by default 0."},
    {.key = "running_var", .type = FIELD_EXPRESSIONS, .offset = offsetof(struct setup, running_var),
     .help = "Before the experiment; by default 1."},
    {.key = "dy", .type = FIELD_EXPRESSIONS, .offset = offsetof(struct setup, dy),
     .help = "The gradient with respect to the output. Adds the backward pass."},
    {.key = "epsilon", .type = FIELD_EXPRESSION, .offset = offsetof(struct setup, epsilon),
     .help = "Added to the variance; by default the framework's."},
    {.key = "momentum", .type = FIELD_EXPRESSION, .offset = offsetof(struct setup, momentum),
     .help = "In the framework's own meaning; by default the framework's."},
    {.key = "steps", .type = FIELD_EXPRESSION, .offset = offsetof(struct setup, steps),
     .help = "Training steps with the same input before the one that is looked at; by default 0."},
};
static const struct schema schema_setup = {
    .name = "setup", .size = sizeof(struct setup), .fields = setup_fields, .field_count = COUNT(setup_fields),
    .help = "The experiment of an exercise: its numbers are expressions over what was drawn, or lists of them."};

static const struct field mistake_fields[] = {
    {.key = "name", .type = FIELD_NAME, .required = true, .offset = offsetof(struct mistake, name),
     .help = "A short name of the mistake, the same wherever it is the same mistake. Practice begins with those made most often."},
    {.key = "value", .type = FIELD_EXPRESSION, .required = true, .offset = offsetof(struct mistake, value),
     .help = "What comes out by it."},
    {.key = "why", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct mistake, why),
     .help = "Shown when it is chosen: what was done, and what is right. Placeholders are allowed."},
};
static const struct schema schema_mistake = {
    .name = "mistake", .size = sizeof(struct mistake), .fields = mistake_fields, .field_count = COUNT(mistake_fields),
    .help = "A wrong way to calculate the answer; it makes a wrong option."};

static const struct field case_fields[] = {
    {.key = "when", .type = FIELD_EXPRESSION, .offset = offsetof(struct mistake, when),
     .help = "When it holds; without it, always."},
    {.key = "text", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct mistake, text),
     .help = "The option. Placeholders are allowed, as in all texts here."},
    {.key = "right", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct mistake, right),
     .help = "Why it is right, where it is the first that holds."},
    {.key = "name", .type = FIELD_NAME, .required = true, .offset = offsetof(struct mistake, name),
     .help = "A short name of the misconception of those who choose it elsewhere."},
    {.key = "why", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct mistake, why),
     .help = "Why it is wrong elsewhere."},
};
static const struct schema schema_case = {
    .name = "case", .size = sizeof(struct mistake), .fields = case_fields, .field_count = COUNT(case_fields),
    .help = "An answer in words, and when it is right."};

static const struct field exercise_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, .entity = ENTITY_EXERCISE, .offset = offsetof(struct exercise, item.id),
     .help = "Its name for good."},
    {.key = "level", .type = FIELD_WORD, .required = true, .words = level_words, .offset = offsetof(struct exercise, item.level),
     .help = "How difficult it is."},
    {.key = "category", .type = FIELD_WORD, .required = true, .words = category_words,
     .offset = offsetof(struct exercise, category), .help = "What kind of thinking it asks for."},
    {.key = "title", .type = FIELD_LINE, .required = true, .high = 60, .offset = offsetof(struct exercise, title),
     .help = "A few words, for lists."},
    {.key = "sources", .type = FIELD_LINES, .low = 1, .high = 100, .offset = offsetof(struct exercise, item.sources),
     .help = "Papers, documentation or source files that it rests on."},
    {.key = "draw", .type = FIELD_RECORDS, .required = true, .low = 1, .high = 30, .records = &schema_draw,
     .offset = offsetof(struct exercise, draws), .count_offset = offsetof(struct exercise, draw_count),
     .help = "The numbers that differ each time."},
    {.key = "where", .type = FIELD_EXPRESSIONS, .offset = offsetof(struct exercise, where),
     .help = "What must hold for numbers that are fit; others are drawn again."},
    {.key = "experiment", .type = FIELD_RECORD, .records = &schema_setup, .offset = offsetof(struct exercise, setup),
     .help = "What the kernel runs on them; its results can be used below by name, unless what was drawn has that name. The learner can watch it."},
    {.key = "stem", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct exercise, stem),
     .help = "The question, with placeholders: {m} shows a number or the numbers of a list, {2 * m:3} the value of an expression "
             "with three decimals, {{ a brace."},
    {.key = "answer", .type = FIELD_EXPRESSION, .offset = offsetof(struct exercise, answer),
     .help = "The right number, from results of the experiment. It needs why and mistakes; or there are cases."},
    {.key = "why", .type = FIELD_MARKDOWN, .offset = offsetof(struct exercise, why),
     .help = "Why it is right. Placeholders are allowed, as in all texts that follow."},
    {.key = "digits", .type = FIELD_WHOLE, .low = 0, .high = 9, .preset = "4", .offset = offsetof(struct exercise, digits),
     .help = "Decimals of the options."},
    {.key = "mistakes", .type = FIELD_RECORDS, .low = EXERCISE_OPTIONS - 1, .high = EXERCISE_MISTAKES_MAX,
     .records = &schema_mistake, .offset = offsetof(struct exercise, mistakes),
     .count_offset = offsetof(struct exercise, mistake_count),
     .help = "Three of them are offered each time, none that rounds to the right number or to another one."},
    {.key = "cases", .type = FIELD_RECORDS, .low = EXERCISE_OPTIONS, .high = EXERCISE_MISTAKES_MAX, .records = &schema_case,
     .offset = offsetof(struct exercise, mistakes), .count_offset = offsetof(struct exercise, mistake_count),
     .help = "Answers in words, in place of answer, why and mistakes: the first that holds is right, three of the others are offered "
             "with it."},
    {.key = "explanation", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct exercise, explanation),
     .help = "Shown at the end, after a right answer too."},
    {.key = "hints", .type = FIELD_TEXTS, .low = 1, .high = 9, .offset = offsetof(struct exercise, hints),
     .help = "Shown one after the other on request, from vague to nearly telling."},
};
const struct schema schema_exercise = {
    .name = "exercise", .size = sizeof(struct exercise), .position_offset = offsetof(struct exercise, item.at),
    .fields = exercise_fields, .field_count = COUNT(exercise_fields), .finish = exercise_finish,
    .help = "A question with fresh numbers each time. The right option comes from the kernel, the wrong ones from named mistakes."};
