#include "course/lint.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <stdlib.h>

void lint_summary_init(struct lint_summary *summary)
{
    *summary = (struct lint_summary){0};
}

void lint_summary_release(struct lint_summary *summary)
{
    for (size_t i = 0; i < summary->count; i++)
        free(summary->items[i].id);
    vec_release(summary);
    lint_summary_init(summary);
}

static size_t sum_of_levels(const struct lint_topic *topic, enum item_kind kind)
{
    size_t sum = 0;
    for (int level = 0; level < LEVEL_COUNT; level++)
        sum += topic->items[kind][level];
    return sum;
}

static int name_width(const struct lint_summary *summary)
{
    size_t width = utf8_width_string(level_name(LEVEL_INTERMEDIATE));
    for (size_t i = 0; i < summary->count; i++)
        if (utf8_width_string(summary->items[i].id) > width)
            width = utf8_width_string(summary->items[i].id);
    return (int)width;
}

static void print_topics(const struct lint_summary *summary, int width, FILE *out)
{
    fprintf(out, "%-*s  notes  cards  questions  prompts  experiments\n", width, "topic");
    for (size_t i = 0; i < summary->count; i++) {
        const struct lint_topic *topic = &summary->items[i];
        fprintf(out, "%-*s  %5zu  %5zu  %9zu  %7zu  %11zu\n", width, topic->id, sum_of_levels(topic, ITEM_NOTE),
                sum_of_levels(topic, ITEM_CARD), sum_of_levels(topic, ITEM_QUESTION), sum_of_levels(topic, ITEM_PROMPT),
                topic->experiments);
    }
}

static void add(struct lint_topic *sum, const struct lint_topic *topic)
{
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++)
        for (int level = 0; level < LEVEL_COUNT; level++)
            sum->items[kind][level] += topic->items[kind][level];
    sum->experiments += topic->experiments;
    sum->exercises += topic->exercises;
    sum->stating += topic->stating;
    sum->proved += topic->proved;
}

void lint_summary_print(const struct lint_summary *summary, FILE *out)
{
    struct lint_topic sum = {0};
    int width = name_width(summary);
    print_topics(summary, width, out);
    for (size_t i = 0; i < summary->count; i++)
        add(&sum, &summary->items[i]);
    fputc('\n', out);
    for (int level = 0; level < LEVEL_COUNT; level++)
        fprintf(out, "%-*s  %5zu  %5zu  %9zu  %7zu\n", width, level_name((enum level)level), sum.items[ITEM_NOTE][level],
                sum.items[ITEM_CARD][level], sum.items[ITEM_QUESTION][level], sum.items[ITEM_PROMPT][level]);
    fprintf(out, "%-*s  %5zu  %5zu  %9zu  %7zu  %11zu\n", width, "all", sum_of_levels(&sum, ITEM_NOTE),
            sum_of_levels(&sum, ITEM_CARD), sum_of_levels(&sum, ITEM_QUESTION), sum_of_levels(&sum, ITEM_PROMPT), sum.experiments);
    fprintf(out, "\n%zu topics, %zu challenges, %zu exercises\n", summary->count, summary->challenges, sum.exercises);
    fprintf(out, "%zu items state numbers, %zu of them proved by the kernel\n", sum.stating, sum.proved);
}
