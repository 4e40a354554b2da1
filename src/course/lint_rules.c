#include "course/lint_rules.h"

#include <string.h>

static void warn(struct source *source, const struct item *item, const char *text)
{
    struct span at = {.line = item->at.line, .column = item->at.column, .width = 1};
    source_report(source, SEVERITY_WARNING, &at, "%s '%s' %s", item_kind_name(item->kind), item->id, text);
}

static void check_option_texts(struct source *source, const struct question *question)
{
    for (size_t i = 0; i < question->option_count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(question->options[i].text, question->options[j].text) == 0)
                warn(source, &question->item, "has two options with the same text");
}

static void check_hints(struct source *source, const struct question *question)
{
    if (question->seconds > 0 && question->hints.count == 0)
        warn(source, &question->item, "has a time limit, but no hints");
}

static void (*const question_rules[])(struct source *, const struct question *) = {check_option_texts, check_hints};

void lint_topic(const struct topic *topic, struct source *source)
{
    for (size_t i = 0; i < topic->question_count; i++)
        for (size_t j = 0; j < sizeof question_rules / sizeof *question_rules; j++)
            question_rules[j](source, &topic->questions[i]);
}
