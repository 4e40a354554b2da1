#include "course/schema.h"

#include "course/rules.h"
#include "course/schema_ranges.h"
#include "course/words.h"

#include <limits.h>

/* A field is two or three lines here, not ten. */
/* clang-format off */
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

static const struct field stance_fields[] = {
    {.key = "says", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct stance, says),
     .help = "What is held, and by whom."},
    {.key = "evidence", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct stance, evidence),
     .help = "What speaks for it."},
    {.key = "source", .type = FIELD_LINE, .required = true, .offset = offsetof(struct stance, source),
     .help = "Where that stands."},
};
static const struct schema schema_stance = {
    .name = "position", .size = sizeof(struct stance), .fields = stance_fields, .field_count = COUNT(stance_fields),
    .help = "One side of a dispute."};

static const struct field dispute_fields[] = {
    {.key = "positions", .type = FIELD_RECORDS, .required = true, .low = 2, .high = 4, .records = &schema_stance,
     .offset = offsetof(struct dispute, stances), .count_offset = offsetof(struct dispute, stance_count),
     .help = "The sides, the oldest first."},
    {.key = "why", .type = FIELD_MARKDOWN, .required = true, .offset = offsetof(struct dispute, why),
     .help = "Why it is not settled: what the experiments cannot tell apart, say."},
};
static const struct schema schema_dispute = {
    .name = "dispute", .size = sizeof(struct dispute), .fields = dispute_fields, .field_count = COUNT(dispute_fields),
    .help = "What makes a card contested: the learner recalls that it is disputed, by whom, and why."};

static const struct field card_fields[] = {
    ITEM_FIELDS(card, ENTITY_CARD),
    {.key = "front", .type = FIELD_MARKDOWN, .offset = offsetof(struct card, front),
     .help = "What is asked. Every card but a cloze card has it."},
    {.key = "back", .type = FIELD_MARKDOWN, .offset = offsetof(struct card, back),
     .help = "The answer, short enough to be recalled whole; of a contested card what can be said today. Every card but a cloze "
             "card has it."},
    {.key = "cloze", .type = FIELD_MARKDOWN, .offset = offsetof(struct card, cloze),
     .help = "In place of front and back: a text with gaps such as {{n}}, or {{n::a letter}} with a word that helps. All gaps are "
             "open at first and are filled in place; for one at a time write a card for each. Code may have gaps too."},
    {.key = "contested", .type = FIELD_RECORD, .records = &schema_dispute, .offset = offsetof(struct card, contested),
     .help = "Where experts disagree about what the front asks: who holds what, and why it is not settled."},
};
static const struct schema schema_card = {
    .name = "card", .size = sizeof(struct card), .position_offset = offsetof(struct card, item.at), .fields = card_fields,
    .field_count = COUNT(card_fields), .finish = card_finish,
    .help = "A flashcard: front and back, or a text with gaps, or a question that is contested."};

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
     .help = "What to watch, in one or two sentences; not shown to somebody who guesses first."},
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
    {.key = "steps", .type = FIELD_WHOLE, .low = 0, .high = 1e5, .preset = "0", .offset = offsetof(struct experiment, steps),
     .help = "Training batches that are fed before the one that is shown."},
    {.key = "page", .type = FIELD_WHOLE, .low = 0, .high = 100, .preset = "0", .offset = offsetof(struct experiment, page),
     .help = "The step or page at which its demo opens, counted from 1; 0 leaves that to the demo."},
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
     .count_offset = offsetof(struct topic, question_count), .help = "Questions to choose, type or sort the answer of."},
    {.key = "prompts", .type = FIELD_RECORDS, .records = &schema_prompt, .offset = offsetof(struct topic, prompts),
     .count_offset = offsetof(struct topic, prompt_count), .help = "Things to explain in one's own words."},
    {.key = "predictions", .type = FIELD_RECORDS, .records = &schema_prediction, .offset = offsetof(struct topic, predictions),
     .count_offset = offsetof(struct topic, prediction_count), .help = "Things to predict before the kernel shows them."},
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
    {.key = "watching", .type = FIELD_WORD, .words = watching_words, .preset = "runs",
     .offset = offsetof(struct challenge, watching),
     .help = "What the clock does while the demo of a wrong answer is watched before the problem is decided: it runs, or pauses."},
    {.key = "draw", .type = FIELD_WHOLE, .low = 1, .high = 100, .offset = offsetof(struct challenge, draw),
     .help = "How many of the questions make a run, drawn at random each time; without it all of them do, in their order."},
};
const struct schema schema_challenge = {
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
