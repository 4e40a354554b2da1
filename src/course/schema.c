#include "course/schema.h"

#include "course/rules.h"
#include "course/schema_ranges.h"
#include "course/words.h"

#include <limits.h>

/* A field is two or three lines here, not ten. */
/* clang-format off */
static const struct field option_fields[] = {
    {.key = "text", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct option, text),
     .help = "What the learner can choose: one paragraph."},
    {.key = "right", .type = FIELD_FLAG, .preset = "false", .offset = offsetof(struct option, right),
     .help = "Whether this is the right option. Exactly one is."},
    {.key = "why", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct option, why),
     .help = "Shown when this option is chosen: why it is right, or which mistake leads to it."},
    {.key = "misconception", .type = FIELD_NAME, .offset = offsetof(struct option, misconception),
     .help = "A short name of the mistake behind a wrong option, the same wherever it is the same mistake."},
    {.key = "pinned", .type = FIELD_FLAG, .preset = "false", .offset = offsetof(struct option, pinned),
     .help = "Whether it keeps its place when the options are shuffled."},
};
static const struct schema schema_option = {
    .name = "option", .size = sizeof(struct option), .fields = option_fields, .field_count = COUNT(option_fields),
    .help = "One of the answers that a question offers."};

static const struct field concept_fields[] = {
    {.key = "says", .type = FIELD_LINE, .required = true, .offset = offsetof(struct concept, says),
     .help = "The concept in one sentence, as an item of the checklist."},
    {.key = "words", .type = FIELD_GROUPS, .required = true, .low = 1, .high = 20, .offset = offsetof(struct concept, groups),
     .count_offset = offsetof(struct concept, group_count),
     .help = "Groups of words. The concept is found in a learner's text when every group has at least one of its words there; "
             "upper and lower case are the same, and parts of words count."},
};
static const struct schema schema_concept = {
    .name = "concept", .size = sizeof(struct concept), .fields = concept_fields, .field_count = COUNT(concept_fields),
    .help = "One thing that an explanation in the learner's own words should contain."};

/* The members that notes, cards, questions and prompts share; `of` has its struct item first. */
#define ITEM_FIELDS(of, kind)                                                                                                     \
    {.key = "id", .type = FIELD_ID, .required = true, .entity = kind, .offset = offsetof(struct of, item.id),                     \
     .help = "Its name for good: progress is remembered under it, so that texts can be improved later."},                         \
    {.key = "level", .type = FIELD_WORD, .required = true, .words = level_words, .offset = offsetof(struct of, item.level),       \
     .help = "How difficult it is."},                                                                                             \
    {.key = "sources", .type = FIELD_LINES, .low = 1, .high = 100, .offset = offsetof(struct of, item.sources),                   \
     .help = "Papers, documentation or source files that it rests on."},                                                          \
    {.key = "origin", .type = FIELD_LINES, .low = 1, .high = 100, .offset = offsetof(struct of, item.origin),                     \
     .help = "Names of the entries of older question collections that this one carries on."},                                     \
    {.key = "erratum", .type = FIELD_MARKDOWN, .offset = offsetof(struct of, item.erratum),                                       \
     .help = "What popular pages say here, and what is right."},                                                                  \
    {.key = "experiment", .type = FIELD_REFERENCE, .entity = ENTITY_EXPERIMENT, .offset = offsetof(struct of, item.experiment),   \
     .help = "The experiment that shows it in numbers; of any topic."},                                                           \
    {.key = "proves", .type = FIELD_RECORDS, .low = 1, .high = 40, .records = &schema_proof, .offset = offsetof(struct of, item.proofs), \
     .count_offset = offsetof(struct of, item.proof_count),                                                                       \
     .help = "Numbers of its text, to be proved by running the kernel. Numbers with a decimal point that its experiment yields "    \
             "are found without being listed."},                                                                                  \
    {.key = "unproved", .type = FIELD_LINE, .offset = offsetof(struct of, item.unproved),                                         \
     .help = "Why there are numbers in its text that no experiment yields: measured by a paper, say."}

static const struct field note_fields[] = {
    ITEM_FIELDS(note, ENTITY_NOTE),
    {.key = "title", .type = FIELD_LINE, .required = true, .high = 60, .offset = offsetof(struct note, title),
     .help = "A few words."},
    {.key = "body", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct note, body),
     .help = "The text: one to three screens."},
};
static const struct schema schema_note = {
    .name = "note", .size = sizeof(struct note), .position_offset = offsetof(struct note, item.at), .fields = note_fields,
    .field_count = COUNT(note_fields), .finish = note_finish, .help = "A page to read."};

static const struct field card_fields[] = {
    ITEM_FIELDS(card, ENTITY_CARD),
    {.key = "front", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct card, front),
     .help = "What is asked."},
    {.key = "back", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct card, back),
     .help = "The answer, short enough to be recalled whole."},
};
static const struct schema schema_card = {
    .name = "card", .size = sizeof(struct card), .position_offset = offsetof(struct card, item.at), .fields = card_fields,
    .field_count = COUNT(card_fields), .finish = card_finish, .help = "A flashcard."};

static const struct field question_fields[] = {
    ITEM_FIELDS(question, ENTITY_QUESTION),
    {.key = "category", .type = FIELD_WORD, .required = true, .words = category_words,
     .offset = offsetof(struct question, category), .help = "What kind of thinking it asks for."},
    {.key = "title", .type = FIELD_LINE, .required = true, .high = 60, .offset = offsetof(struct question, title),
     .help = "A few words, for lists."},
    {.key = "stem", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct question, stem),
     .help = "The question itself."},
    {.key = "options", .type = FIELD_RECORDS, .required = true, .low = 2, .high = QUESTION_OPTIONS_MAX,
     .records = &schema_option, .offset = offsetof(struct question, options),
     .count_offset = offsetof(struct question, option_count), .help = "The answers to choose from."},
    {.key = "explanation", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct question, explanation),
     .help = "Shown at the end, after a right answer too."},
    {.key = "hints", .type = FIELD_TEXTS, .low = 1, .high = 9, .offset = offsetof(struct question, hints),
     .help = "Shown one after the other on request, from vague to nearly telling."},
    {.key = "time", .type = FIELD_TIME, .offset = offsetof(struct question, seconds),
     .help = "The time limit in a challenge."},
    {.key = "attempts", .type = FIELD_WHOLE, .low = 1, .high = 9, .preset = "1", .offset = offsetof(struct question, attempts),
     .help = "How many answers a challenge allows."},
};
static const struct schema schema_question = {
    .name = "question", .size = sizeof(struct question), .position_offset = offsetof(struct question, item.at),
    .fields = question_fields, .field_count = COUNT(question_fields), .finish = question_finish,
    .help = "A multiple choice question with one right option."};

static const struct field prompt_fields[] = {
    ITEM_FIELDS(prompt, ENTITY_PROMPT),
    {.key = "ask", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct prompt, ask),
     .help = "What is to be explained."},
    {.key = "answer", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct prompt, answer),
     .help = "A model answer."},
    {.key = "hints", .type = FIELD_TEXTS, .low = 1, .high = 9, .offset = offsetof(struct prompt, hints),
     .help = "Shown one after the other on request."},
    {.key = "concepts", .type = FIELD_RECORDS, .required = true, .low = 2, .high = 9, .records = &schema_concept,
     .offset = offsetof(struct prompt, concepts), .count_offset = offsetof(struct prompt, concept_count),
     .help = "The checklist."},
};
static const struct schema schema_prompt = {
    .name = "prompt", .size = sizeof(struct prompt), .position_offset = offsetof(struct prompt, item.at),
    .fields = prompt_fields, .field_count = COUNT(prompt_fields), .finish = prompt_finish,
    .help = "Something to explain in one's own words."};

static const struct field experiment_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, .entity = ENTITY_EXPERIMENT, .offset = offsetof(struct experiment, id),
     .help = "Its name for good."},
    {.key = "title", .type = FIELD_LINE, .required = true, .high = 60, .offset = offsetof(struct experiment, title),
     .help = "A few words."},
    {.key = "about", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct experiment, about),
     .help = "What to watch, in one or two sentences."},
    {.key = "model", .type = FIELD_NAME, .offset = offsetof(struct experiment, model),
     .help = "The model of the laboratory to run in place of a single layer; 'bntutor demo --list' names them. It has "
             "parameters of its own, and of the keys that follow only shape, layout, generator, values, mean, std, seed and dy mean "
             "anything to it."},
    {.key = "set", .type = FIELD_ASSIGNMENTS, .offset = offsetof(struct experiment, set),
     .help = "Parameters of the model that differ from what they usually are."},
    {.key = "shape", .type = FIELD_SIZES, .low = 2, .high = EXPERIMENT_RANK_MAX,
     .offset = offsetof(struct experiment, shape), .count_offset = offsetof(struct experiment, rank),
     .help = "The dimensions of the input, the batch first. Required without a model; a model that takes a tensor draws one of its "
             "own without it."},
    {.key = "layout", .type = FIELD_WORD, .words = layout_words, .preset = "channels first",
     .offset = offsetof(struct experiment, layout), .help = "Whether the second or the last dimension holds the channels."},
    {.key = "mode", .type = FIELD_WORD, .words = mode_words, .preset = "training", .offset = offsetof(struct experiment, mode),
     .help = "Whether the statistics are those of the batch or the running ones."},
    {.key = "framework", .type = FIELD_WORD, .words = framework_words, .preset = "pytorch",
     .offset = offsetof(struct experiment, framework),
     .help = "Whose convention for momentum and for the running variance holds, and whose defaults of momentum (0.1, 0.99, 0.9) "
             "and of epsilon (1e-5, 1e-3, 1e-5)."},
    {.key = "generator", .type = FIELD_WORD, .words = generator_words, .preset = "values",
     .offset = offsetof(struct experiment, generator),
     .help = "Where the input comes from: the values given below, or random numbers. With outlier they are normal, but "
             "the first one of each channel lies 1000 std above the mean."},
    {.key = "values", .type = FIELD_NUMBERS, ANY_FLOAT, .offset = offsetof(struct experiment, values),
     .help = "The input, as many numbers as the shape holds, the last dimension running fastest."},
    {.key = "mean", .type = FIELD_NUMBERS, ANY_FLOAT, .preset = "0", .offset = offsetof(struct experiment, mean),
     .help = "Of the generator: one number, or one for each channel."},
    {.key = "std", .type = FIELD_NUMBERS, FLOAT_FROM_ZERO, .preset = "1", .offset = offsetof(struct experiment, std),
     .help = "Of the generator, likewise: the standard deviation; half the width for uniform; without effect for constant."},
    {.key = "seed", .type = FIELD_WHOLE, .low = 0, .high = UINT_MAX, .preset = "1", .offset = offsetof(struct experiment, seed),
     .help = "Of the generator: the same seed gives the same numbers."},
    {.key = "gamma", .type = FIELD_NUMBERS, ANY_FLOAT, .preset = "1", .offset = offsetof(struct experiment, gamma),
     .help = "The scale: one number, or one for each channel."},
    {.key = "beta", .type = FIELD_NUMBERS, ANY_FLOAT, .preset = "0", .offset = offsetof(struct experiment, beta),
     .help = "The shift, likewise."},
    {.key = "epsilon", .type = FIELD_NUMBER, FLOAT_FROM_ZERO, .offset = offsetof(struct experiment, epsilon),
     .help = "Added to the variance; by default the framework's."},
    {.key = "momentum", .type = FIELD_NUMBER, .low = 0, .high = 1, .words = momentum_words,
     .offset = offsetof(struct experiment, momentum),
     .help = "Of the running statistics, in the framework's own meaning; by default the framework's."},
    {.key = "running_mean", .type = FIELD_NUMBERS, ANY_FLOAT, .preset = "0",
     .offset = offsetof(struct experiment, running_mean),
     .help = "Before the experiment: one number, or one for each channel."},
    {.key = "running_var", .type = FIELD_NUMBERS, FLOAT_FROM_ZERO, .preset = "1",
     .offset = offsetof(struct experiment, running_var), .help = "Before the experiment, likewise."},
    {.key = "dy", .type = FIELD_NUMBERS, ANY_FLOAT, .offset = offsetof(struct experiment, dy),
     .help = "The gradient of the loss with respect to the output, as many numbers as the shape holds. Adds the backward pass."},
};
static const struct schema schema_experiment = {
    .name = "experiment", .size = sizeof(struct experiment), .position_offset = offsetof(struct experiment, at),
    .fields = experiment_fields, .field_count = COUNT(experiment_fields), .finish = experiment_finish,
    .help = "A batch normalization layer with its input, or a model of the laboratory with its parameters, run live."};

static const struct field topic_fields[] = {
    {.key = "topic", .type = FIELD_ID, .required = true, .entity = ENTITY_TOPIC, .offset = offsetof(struct topic, id),
     .help = "Its name for good."},
    {.key = "title", .type = FIELD_LINE, .required = true, .high = 60, .offset = offsetof(struct topic, title),
     .help = "A few words."},
    {.key = "summary", .type = FIELD_LINE, .required = true, .high = 72, .offset = offsetof(struct topic, summary),
     .help = "What it is about, in one line."},
    {.key = "prerequisites", .type = FIELD_REFERENCES, .low = 0, .high = 100, .entity = ENTITY_TOPIC,
     .offset = offsetof(struct topic, prerequisites), .count_offset = offsetof(struct topic, prerequisite_count),
     .help = "Topics that should be learned before. They may not form a circle."},
    {.key = "notes", .type = FIELD_RECORDS, .records = &schema_note, .offset = offsetof(struct topic, notes),
     .count_offset = offsetof(struct topic, note_count), .help = "Pages to read."},
    {.key = "cards", .type = FIELD_RECORDS, .records = &schema_card, .offset = offsetof(struct topic, cards),
     .count_offset = offsetof(struct topic, card_count), .help = "Flashcards."},
    {.key = "questions", .type = FIELD_RECORDS, .records = &schema_question, .offset = offsetof(struct topic, questions),
     .count_offset = offsetof(struct topic, question_count), .help = "Multiple choice questions."},
    {.key = "prompts", .type = FIELD_RECORDS, .records = &schema_prompt, .offset = offsetof(struct topic, prompts),
     .count_offset = offsetof(struct topic, prompt_count), .help = "Things to explain in one's own words."},
    {.key = "experiments", .type = FIELD_RECORDS, .records = &schema_experiment, .offset = offsetof(struct topic, experiments),
     .count_offset = offsetof(struct topic, experiment_count), .help = "Experiments to watch."},
    {.key = "generated", .type = FIELD_RECORDS, .records = &schema_exercise, .offset = offsetof(struct topic, exercises),
     .count_offset = offsetof(struct topic, exercise_count), .help = "Questions with fresh numbers each time, for practice."},
};
const struct schema schema_topic = {
    .name = "topic", .size = sizeof(struct topic), .position_offset = offsetof(struct topic, at), .fields = topic_fields,
    .field_count = COUNT(topic_fields), .help = "A topic file."};

static const struct field challenge_fields[] = {
    {.key = "id", .type = FIELD_ID, .required = true, .entity = ENTITY_CHALLENGE, .offset = offsetof(struct challenge, id),
     .help = "Its name for good."},
    {.key = "title", .type = FIELD_LINE, .required = true, .high = 60, .offset = offsetof(struct challenge, title),
     .help = "A few words."},
    {.key = "badge", .type = FIELD_LINE, .required = true, .high = 60, .offset = offsetof(struct challenge, badge),
     .help = "The name of what is won."},
    {.key = "criterion", .type = FIELD_LINE, .required = true, .offset = offsetof(struct challenge, criterion),
     .help = "How it is won, in one sentence."},
    {.key = "questions", .type = FIELD_REFERENCES, .required = true, .low = 1, .high = 100, .entity = ENTITY_QUESTION,
     .offset = offsetof(struct challenge, questions), .count_offset = offsetof(struct challenge, question_count),
     .help = "The questions in their order; of any topics."},
    {.key = "draw", .type = FIELD_WHOLE, .low = 1, .high = 100, .offset = offsetof(struct challenge, draw),
     .help = "How many of the questions make a run, drawn at random each time; without it all of them do, in their order."},
};
static const struct schema schema_challenge = {
    .name = "challenge", .size = sizeof(struct challenge), .position_offset = offsetof(struct challenge, at),
    .fields = challenge_fields, .field_count = COUNT(challenge_fields), .finish = challenge_finish,
    .help = "A timed set of questions with a badge."};

static const struct field course_fields[] = {
    {.key = "course", .type = FIELD_ID, .required = true, .entity = ENTITY_COURSE, .offset = offsetof(struct course_head, id),
     .help = "Its name for good."},
    {.key = "title", .type = FIELD_LINE, .required = true, .high = 60, .offset = offsetof(struct course_head, title),
     .help = "A few words."},
    {.key = "topics", .type = FIELD_LINES, .required = true, .low = 1, .high = 1000,
     .offset = offsetof(struct course_head, topics),
     .help = "Topic files in teaching order, relative to the directory of course.yaml."},
    {.key = "challenges", .type = FIELD_RECORDS, .records = &schema_challenge,
     .offset = offsetof(struct course_head, challenges), .count_offset = offsetof(struct course_head, challenge_count),
     .help = "Timed sets of questions."},
};
const struct schema schema_course = {
    .name = "course", .size = sizeof(struct course_head), .fields = course_fields, .field_count = COUNT(course_fields),
    .help = "The file course.yaml of a course."};
