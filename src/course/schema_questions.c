/* What course files say about questions and predictions. */
#include "course/rules.h"
#include "course/schema.h"
#include "course/schema_ranges.h"
#include "course/words.h"

/* A field is two or three lines here, not ten. */
/* clang-format off */
#define COMPUTED_FIELDS(record, what)                                                                                             \
    {.key = "computed", .type = FIELD_EXPRESSION, .offset = offsetof(struct record, computed.expression),                         \
     .help = "How " what " comes about, as an expression over the results of its experiment, such as x[0] / batch_var[0]; 'proves' " \
             "tells their names. The demo shows it beside the other side, live, and lint compares it with what is stated."},      \
    {.key = "formula", .type = FIELD_LINE, .offset = offsetof(struct record, computed.formula),                                   \
     .help = "How that is read, where the expression itself would be too long."}

static const struct field option_fields[] = {
    {.key = "text", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct option, text),
     .help = "What the learner can choose: one paragraph."},
    {.key = "right", .type = FIELD_FLAG, .preset = "false", .offset = offsetof(struct option, right),
     .help = "Whether this is a right option. Of kind single exactly one is, of kind multiple one or more."},
    {.key = "why", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct option, why),
     .help = "Shown when this option is chosen: why it is right, or which mistake leads to it."},
    {.key = "misconception", .type = FIELD_NAME, .offset = offsetof(struct option, misconception),
     .help = "A short name of the mistake behind a wrong option, the same wherever it is the same mistake."},
    {.key = "experiment", .type = FIELD_REFERENCE, .entity = ENTITY_EXPERIMENT, .offset = offsetof(struct option, experiment),
     .help = "The experiment that refutes a wrong option; without it the one of the whole question is shown."},
    COMPUTED_FIELDS(option, "the number that it states"),
    {.key = "pinned", .type = FIELD_FLAG, .preset = "false", .offset = offsetof(struct option, pinned),
     .help = "Whether it keeps its place when the options are shuffled."},
};
static const struct schema schema_option = {
    .name = "option", .size = sizeof(struct option), .fields = option_fields, .field_count = COUNT(option_fields),
    .help = "One of the answers that a question of kind single or multiple offers."};

static const struct field wrong_answer_fields[] = {
    {.key = "value", .type = FIELD_DECIMALS, .required = true, ANY_FLOAT, .offset = offsetof(struct wrong_answer, values),
     .help = "What is typed by mistake: a number or a shape. Of kind order, lines by their number from 1: [3, 1] is the mistake of "
             "all answers in which line 3 stands before line 1."},
    {.key = "name", .type = FIELD_NAME, .required = true, .offset = offsetof(struct wrong_answer, name),
     .help = "A short name of the mistake, the same wherever it is the same mistake."},
    {.key = "why", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct wrong_answer, why),
     .help = "Shown for this answer: what was done, and what is right."},
    {.key = "experiment", .type = FIELD_REFERENCE, .entity = ENTITY_EXPERIMENT, .offset = offsetof(struct wrong_answer, experiment),
     .help = "The experiment that refutes it; without it the one of the whole question is shown."},
    COMPUTED_FIELDS(wrong_answer, "the number"),
};
static const struct schema schema_wrong_answer = {
    .name = "wrong answer", .size = sizeof(struct wrong_answer), .fields = wrong_answer_fields,
    .field_count = COUNT(wrong_answer_fields),
    .help = "A wrong answer of kind number, shape or order that tells which mistake was made."};

/* What questions and predictions have in common. */
#define QUESTION_FIELDS(entity)                                                                                                   \
    ITEM_FIELDS(question, entity),                                                                                                \
    {.key = "category", .type = FIELD_WORD, .required = true, .words = category_words,                                            \
     .offset = offsetof(struct question, category), .help = "What kind of thinking it asks for."},                                \
    {.key = "kind", .type = FIELD_WORD, .words = question_kind_words, .preset = "single",                                         \
     .offset = offsetof(struct question, kind),                                                                                   \
     .help = "How it is answered: by one option, by all options that are right, by typing a number, by putting lines into their " \
             "order, or by typing a shape."},                                                                                     \
    {.key = "format", .type = FIELD_WORD, .words = question_format_words, .offset = offsetof(struct question, format),            \
     .help = "What it is about, for counting. Kind order makes it 'order the lines', kind shape 'what shape', category predict "  \
             "output 'predict the output', anything else 'plain'."},                                                              \
    {.key = "title", .type = FIELD_LINE, .required = true, .high = 60, .offset = offsetof(struct question, title),                \
     .help = "A few words, for lists."},                                                                                          \
    {.key = "stem", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct question, stem),                          \
     .help = "The question itself."},                                                                                             \
    {.key = "options", .type = FIELD_RECORDS, .low = 2, .high = QUESTION_OPTIONS_MAX, .records = &schema_option,                  \
     .offset = offsetof(struct question, options), .count_offset = offsetof(struct question, option_count),                       \
     .help = "Of kind single and multiple, which need it: the answers to choose from."},                                          \
    {.key = "answer", .type = FIELD_DECIMALS, ANY_FLOAT, .offset = offsetof(struct question, answer),                             \
     .help = "Of kind number and shape, which need it: the right number, or the list of the right dimensions. A learner may type " \
             "0.0625, 6.25e-2 or 1/16, and 8,1,1,4 or (8, 1, 1, 4). A number must be among those that 'proves' proves, unless "   \
             "'unproved' says why not."},                                                                                         \
    COMPUTED_FIELDS(question, "the number of kind number"),                                                                       \
    {.key = "tolerance", .type = FIELD_NUMBER, FLOAT_FROM_ZERO, .offset = offsetof(struct question, tolerance),                   \
     .help = "Of kind number: how far a right answer may be off. Without it and 'relative', half of what the last digit of the "  \
             "answer counts; 0.005 for a whole number."},                                                                         \
    {.key = "relative", .type = FIELD_NUMBER, .low = 0, .high = 1, .offset = offsetof(struct question, relative),                 \
     .help = "The same as a share of the answer: 0.01 is one percent. With both the larger one holds."},                          \
    {.key = "lines", .type = FIELD_TEXTS, .low = 2, .high = QUESTION_OPTIONS_MAX, .offset = offsetof(struct question, lines),     \
     .help = "Of kind order, which needs it: the lines in their right order, each one paragraph; code stands in backquotes. They " \
             "are shuffled on the screen. Equal lines may change places."},                                                       \
    {.key = "also", .type = FIELD_GROUPS, .low = 1, .high = 40, .offset = offsetof(struct question, also),                        \
     .count_offset = offsetof(struct question, also_count),                                                                       \
     .help = "Of kind order: further orders that are right, each a list of all line numbers from 1, such as [1, 3, 2, 4]."},      \
    {.key = "why", .type = FIELD_MARKDOWN, .offset = offsetof(struct question, why),                                              \
     .help = "Of kind number, order and shape, which need it: why the answer is right, in one or two sentences."},                \
    {.key = "mistakes", .type = FIELD_RECORDS, .low = 1, .high = 20, .records = &schema_wrong_answer,                             \
     .offset = offsetof(struct question, mistakes), .count_offset = offsetof(struct question, mistake_count),                     \
     .help = "Of kind number, order and shape: wrong answers that tell the mistake. A number counts as one of them within the "   \
             "tolerance."},                                                                                                       \
    {.key = "explanation", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct question, explanation),            \
     .help = "Shown at the end, after a right answer too."},                                                                      \
    {.key = "hints", .type = FIELD_TEXTS, .low = 1, .high = 9, .offset = offsetof(struct question, hints),                        \
     .help = "Shown one after the other on request, from vague to nearly telling."}

static const struct field question_fields[] = {
    QUESTION_FIELDS(ENTITY_QUESTION),
    {.key = "time", .type = FIELD_TIME, .offset = offsetof(struct question, seconds),
     .help = "The time limit in a challenge."},
    {.key = "attempts", .type = FIELD_WHOLE, .low = 1, .high = 9, .preset = "1", .offset = offsetof(struct question, attempts),
     .help = "How many answers a challenge allows."},
};
const struct schema schema_question = {
    .name = "question", .size = sizeof(struct question), .position_offset = offsetof(struct question, item.at),
    .fields = question_fields, .field_count = COUNT(question_fields), .finish = question_finish,
    .help = "A question; how it is answered depends on its kind."};

static const struct field prediction_fields[] = {
    QUESTION_FIELDS(ENTITY_PREDICTION),
};
const struct schema schema_prediction = {
    .name = "prediction", .size = sizeof(struct question), .position_offset = offsetof(struct question, item.at),
    .fields = prediction_fields, .field_count = COUNT(prediction_fields), .finish = prediction_finish,
    .help = "A question of any kind that is asked before its experiment is run, which it must have; the answer opens it."};
