/* What the tables of schema_questions.c cannot say: which keys belong to which kind of question, and keys that make sense. */
#include "course/rules.h"

#include "course/bind.h"
#include "course/values.h"
#include "course/words.h"

#include <stdlib.h>
#include <string.h>

#define OF(kind) (1u << QUESTION_##kind)

/* Kinds that need a key, and those that may have it; kinds not named may not. */
static const struct {
    const char *key;
    unsigned needed, allowed;
} kind_keys[] = {
    {"options", OF(SINGLE) | OF(MULTIPLE), 0},
    {"answer", OF(NUMBER) | OF(SHAPE), 0},
    {"why", OF(NUMBER) | OF(SHAPE) | OF(ORDER), 0},
    {"lines", OF(ORDER), 0},
    {"also", 0, OF(ORDER)},
    {"tolerance", 0, OF(NUMBER)},
    {"relative", 0, OF(NUMBER)},
    {"mistakes", 0, OF(NUMBER) | OF(SHAPE) | OF(ORDER)},
};

static void check_kind_keys(struct binding *binding, const struct node *node, const struct question *question)
{
    struct source *source = &binding->file->source;
    const char *kind = question_kind_name(question->kind);
    for (size_t i = 0; i < sizeof kind_keys / sizeof *kind_keys; i++) {
        const struct node *value = node_find(node, kind_keys[i].key);
        if (kind_keys[i].needed >> question->kind & 1)
            bind_require(binding, node, kind_keys[i].key);
        else if (value && !((kind_keys[i].needed | kind_keys[i].allowed) >> question->kind & 1))
            node_error(source, value->key, "kind %s has no '%s'", kind, kind_keys[i].key);
    }
}

static void check_options(struct binding *binding, const struct node *node, const struct question *question)
{
    const struct node *options = node_find(node, "options");
    size_t right = 0;
    for (size_t i = 0; i < question->option_count; i++)
        right += question->options[i].right;
    if (!options || !question->option_count)
        return;
    if (question->kind == QUESTION_SINGLE && right != 1)
        node_error(&binding->file->source, options, "exactly one option must be right, not %zu%s", right,
                   right > 1 ? " ('kind: multiple' takes several)" : "");
    if (question->kind == QUESTION_MULTIPLE && (right == 0 || right == question->option_count))
        node_error(&binding->file->source, options, "at least one option must be right, and at least one wrong");
}

static void check_number(struct binding *binding, const struct node *node, struct question *question)
{
    struct source *source = &binding->file->source;
    const struct node *answer = node_find(node, "answer");
    if (answer && question->answer.count != 1) {
        node_error(source, answer, "the answer of kind number is one number");
        return;
    }
    if (!node_find(node, "tolerance") && !node_find(node, "relative") && answer)
        question->tolerance = value_last_digit(question->answer.items[0]) / 2;
    for (size_t i = 0; i < question->mistake_count; i++)
        if (question->mistakes[i].values.count > 1)
            node_error(source, node_find(node, "mistakes"), "a mistake of kind number has one number as its value");
}

/* Dimensions or line numbers: whole numbers from 1 to `high`, at most `most` of them. */
static bool are_counts(const struct strings *values, size_t most, double high)
{
    for (size_t i = 0; i < values->count; i++) {
        double number;
        if (!value_number(values->items[i], &number) || !value_is_whole(number) || number < 1 || number > high)
            return false;
    }
    return values->count <= most;
}

static void check_shape(struct binding *binding, const struct node *node, const struct question *question)
{
    static const char form[] = "a shape is a list of up to %d whole numbers from 1 on";
    struct source *source = &binding->file->source;
    if (!are_counts(&question->answer, QUESTION_DIMENSIONS_MAX, VALUE_SIZE_MAX))
        node_error(source, node_find(node, "answer"), form, QUESTION_DIMENSIONS_MAX);
    for (size_t i = 0; i < question->mistake_count; i++)
        if (!are_counts(&question->mistakes[i].values, QUESTION_DIMENSIONS_MAX, VALUE_SIZE_MAX))
            node_error(source, node_find(node, "mistakes"), form, QUESTION_DIMENSIONS_MAX);
}

/* True for line numbers of which none stands twice. */
static bool are_lines(const struct strings *values, size_t lines)
{
    unsigned seen = 0;
    if (!are_counts(values, lines, (double)lines))
        return false;
    for (size_t i = 0; i < values->count; i++) {
        unsigned bit = 1u << atoi(values->items[i]);
        if (seen & bit)
            return false;
        seen |= bit;
    }
    return true;
}

static void check_order(struct binding *binding, const struct node *node, const struct question *question)
{
    struct source *source = &binding->file->source;
    size_t lines = question->lines.count;
    for (size_t i = 0; lines && i < question->also_count; i++)
        if (!are_lines(&question->also[i], lines) || question->also[i].count != lines)
            node_error(source, node_find(node, "also"), "an order names each of the lines 1 to %zu once", lines);
    for (size_t i = 0; lines && i < question->mistake_count; i++)
        if (!are_lines(&question->mistakes[i].values, lines) || question->mistakes[i].values.count < 2)
            node_error(source, node_find(node, "mistakes"), "a mistake of kind order names two or more of the lines 1 to %zu", lines);
}

static enum question_format usual_format(const struct question *question)
{
    if (question->kind == QUESTION_ORDER)
        return FORMAT_ORDER_THE_LINES;
    if (question->kind == QUESTION_SHAPE)
        return FORMAT_WHAT_SHAPE;
    return question->category == CATEGORY_PREDICT_OUTPUT ? FORMAT_PREDICT_THE_OUTPUT : FORMAT_PLAIN;
}

static void finish(struct binding *binding, const struct node *node, struct question *question)
{
    const struct node *kind = node_find(node, "kind");
    if (!node_find(node, "format"))
        question->format = usual_format(question);
    if (kind && strcmp(kind->text, question_kind_name(question->kind)) != 0)
        return; /* a word that is no kind: nothing else can be said about the keys */
    check_kind_keys(binding, node, question);
    if (question->kind == QUESTION_SINGLE || question->kind == QUESTION_MULTIPLE)
        check_options(binding, node, question);
    else if (question->kind == QUESTION_NUMBER)
        check_number(binding, node, question);
    else if (question->kind == QUESTION_SHAPE)
        check_shape(binding, node, question);
    else
        check_order(binding, node, question);
}

void question_finish(struct binding *binding, const struct node *node, void *record)
{
    struct question *question = record;
    question->item.kind = ITEM_QUESTION;
    finish(binding, node, question);
}

void prediction_finish(struct binding *binding, const struct node *node, void *record)
{
    struct question *question = record;
    question->item.kind = ITEM_PREDICTION;
    question->attempts = 1;
    finish(binding, node, question);
    bind_require(binding, node, "experiment");
}
