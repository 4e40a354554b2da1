#include "course/lint_rules.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "course/lint_words.h"

#include <string.h>

/* A right option that is so much longer than all others is found without reading. */
enum { LONGER_PERCENT = 160, LONGER_COLUMNS = 30 };

/* Silent reading of English nonfiction, words a minute: Brysbaert 2019, doi 10.1016/j.jml.2019.104047. */
enum { WORDS_A_MINUTE = 238 };

void lint_files_release(struct lint_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        source_release(&files->items[i].source);
    vec_release(files);
}

static void check_option_texts(struct source *source, const struct question *question)
{
    for (size_t i = 0; i < question->option_count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(question->options[i].text, question->options[j].text) == 0)
                lint_report(source, SEVERITY_WARNING, &question->item, "has two options with the same text");
}

static void check_hints(struct source *source, const struct question *question)
{
    if (question->seconds > 0 && question->hints.count == 0)
        lint_report(source, SEVERITY_WARNING, &question->item, "has a time limit, but no hints");
}

static void check_time(struct source *source, const struct question *question)
{
    size_t words = lint_count_words(question->stem);
    for (size_t i = 0; i < question->option_count; i++)
        words += lint_count_words(question->options[i].text);
    for (size_t i = 0; i < question->lines.count; i++)
        words += lint_count_words(question->lines.items[i]);
    size_t seconds = words * 60 / WORDS_A_MINUTE;
    if (question->seconds > 0 && (size_t)question->seconds < seconds)
        lint_report(source, SEVERITY_WARNING, &question->item, "has a time limit of %d s, but takes %zu s to read", question->seconds, seconds);
}

static void check_summarizing_options(struct source *source, const struct question *question)
{
    static const char *const phrases[] = {"all of the above", "none of the above", "all of these", "none of these"};
    for (size_t i = 0; i < question->option_count; i++)
        for (size_t j = 0; j < sizeof phrases / sizeof *phrases; j++)
            if (lint_has_phrase(question->options[i].text, phrases[j]))
                lint_report(source, SEVERITY_WARNING, &question->item, "has the option '%s': options are shuffled, and it asks about logic instead",
                          phrases[j]);
}

static void check_absolute_words(struct source *source, const struct question *question)
{
    static const char *const words[] = {"always", "never", "all", "none", "every", "only", "must", "impossible", "any", NULL};
    size_t wrong = 0;
    for (size_t i = 0; i < question->option_count; i++) {
        bool absolute = lint_has_word(question->options[i].text, words);
        if (absolute && question->options[i].right)
            return;
        wrong += absolute;
    }
    if (question->kind == QUESTION_SINGLE && wrong >= 2 && wrong == question->option_count - 1)
        lint_report(source, SEVERITY_WARNING, &question->item, "has always, never, all or only in every option but the right one");
}

static void check_length(struct source *source, const struct question *question)
{
    size_t right = 0, wrong = 0;
    if (question->kind != QUESTION_SINGLE)
        return;
    for (size_t i = 0; i < question->option_count; i++) {
        size_t columns = utf8_width_string(question->options[i].text);
        size_t *longest = question->options[i].right ? &right : &wrong;
        *longest = columns > *longest ? columns : *longest;
    }
    if (right * 100 > wrong * LONGER_PERCENT && right > wrong + LONGER_COLUMNS)
        lint_report(source, SEVERITY_WARNING, &question->item, "gives its key away: the right option has %zu characters, the others at most %zu", right,
                  wrong);
}

static void (*const question_rules[])(struct source *, const struct question *) = {
    check_option_texts, check_hints, check_time, check_summarizing_options, check_absolute_words, check_length, lint_answers,
};

static void lint_question(struct source *source, const struct question *question)
{
    for (size_t i = 0; i < sizeof question_rules / sizeof *question_rules; i++)
        question_rules[i](source, question);
}

void lint_topic(const struct topic *topic, struct source *source)
{
    for (size_t i = 0; i < topic->question_count; i++)
        lint_question(source, &topic->questions[i]);
    for (size_t i = 0; i < topic->prediction_count; i++)
        lint_question(source, &topic->predictions[i]);
}
