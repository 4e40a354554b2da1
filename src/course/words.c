#include "course/words.h"

#include "course/course.h"
#include "course/schema.h"

#include <string.h>

const char *const level_words[] = {"beginner", "intermediate", "advanced", "expert", NULL};
const char *const category_words[] = {"conceptual", "predict output", "hyperparameter", "debug", "metrics", NULL};
const char *const question_kind_words[] = {"single", "multiple", "number", "order", "shape", NULL};
const char *const question_format_words[] = {"plain",      "predict the output", "find the bug", "what shape",
                                             "what error", "order the lines",    NULL};
const char *const layout_words[] = {"channels first", "channels last", NULL};
const char *const mode_words[] = {"training", "inference", NULL};
const char *const framework_words[] = {"pytorch", "keras", "onnx", NULL};
const char *const generator_words[] = {"values", "normal", "uniform", "constant", "outlier", NULL};
const char *const watching_words[] = {"runs", "pauses", NULL};
const char *const momentum_words[] = {"cumulative", NULL};

const char *level_name(enum level level)
{
    return level_words[level];
}

const char *category_name(enum category category)
{
    return category_words[category];
}

const char *mode_name(enum mode mode)
{
    return mode_words[mode];
}

const char *framework_name(enum framework framework)
{
    return framework_words[framework];
}

/* PyTorch: torch/nn/modules/batchnorm.py; Keras: BatchNormalization; ONNX: BatchNormalization, opset 15. */
double framework_momentum(enum framework framework)
{
    static const double momentum[] = {[FRAMEWORK_PYTORCH] = 0.1, [FRAMEWORK_KERAS] = 0.99, [FRAMEWORK_ONNX] = 0.9};
    return momentum[framework];
}

double framework_epsilon(enum framework framework)
{
    static const double epsilon[] = {[FRAMEWORK_PYTORCH] = 1e-5, [FRAMEWORK_KERAS] = 1e-3, [FRAMEWORK_ONNX] = 1e-5};
    return epsilon[framework];
}

const char *item_kind_name(enum item_kind kind)
{
    static const char *const names[] = {
        [ITEM_NOTE] = "note",
        [ITEM_CARD] = "card",
        [ITEM_QUESTION] = "question",
        [ITEM_PROMPT] = "prompt",
        [ITEM_PREDICTION] = "prediction",
        [ITEM_EXERCISE] = "exercise",
    };
    return names[kind];
}

const char *question_kind_name(enum question_kind kind)
{
    return question_kind_words[kind];
}

const char *question_format_name(enum question_format format)
{
    return question_format_words[format];
}

const char *card_kind_name(enum card_kind kind)
{
    static const char *const names[] = {
        [CARD_TWO_SIDES] = "two sides",
        [CARD_CLOZE] = "cloze",
        [CARD_CONTESTED] = "contested",
    };
    return names[kind];
}

bool level_parse(const char *word, enum level *level)
{
    for (int i = 0; level_words[i]; i++) {
        if (strcmp(level_words[i], word) == 0) {
            *level = (enum level)i;
            return true;
        }
    }
    return false;
}

const char *word_article(const char *noun)
{
    return strchr("aeiou", noun[0]) ? "an" : "a";
}

const char *entity_name(enum entity entity)
{
    static const char *const names[] = {
        [ENTITY_COURSE] = "course", [ENTITY_TOPIC] = "topic", [ENTITY_EXPERIMENT] = "experiment", [ENTITY_CHALLENGE] = "challenge",
        [ENTITY_EXERCISE] = "exercise",
        [ENTITY_NOTE] = "note",     [ENTITY_CARD] = "card",   [ENTITY_QUESTION] = "question",     [ENTITY_PROMPT] = "prompt",
        [ENTITY_PREDICTION] = "prediction",
    };
    return names[entity];
}
