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

static void print_items(const struct lint_topic *topic, FILE *out)
{
    fprintf(out, "  %5zu  %5zu  %9zu  %7zu  %11zu", sum_of_levels(topic, ITEM_NOTE), sum_of_levels(topic, ITEM_CARD),
            sum_of_levels(topic, ITEM_QUESTION), sum_of_levels(topic, ITEM_PROMPT), sum_of_levels(topic, ITEM_PREDICTION));
}

static void print_topics(const struct lint_summary *summary, int width, FILE *out)
{
    fprintf(out, "%-*s  notes  cards  questions  prompts  predictions  experiments\n", width, "topic");
    for (size_t i = 0; i < summary->count; i++) {
        fprintf(out, "%-*s", width, summary->items[i].id);
        print_items(&summary->items[i], out);
        fprintf(out, "  %11zu\n", summary->items[i].experiments);
    }
}

static void add_counts(size_t *sum, const size_t *counts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        sum[i] += counts[i];
}

static void add(struct lint_topic *sum, const struct lint_topic *topic)
{
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++)
        add_counts(sum->items[kind], topic->items[kind], LEVEL_COUNT);
    add_counts(sum->card_kinds, topic->card_kinds, CARD_KIND_COUNT);
    add_counts(sum->question_kinds, topic->question_kinds, QUESTION_KIND_COUNT);
    add_counts(sum->formats, topic->formats, FORMAT_COUNT);
    sum->experiments += topic->experiments;
    sum->exercises += topic->exercises;
    sum->stating += topic->stating;
    sum->proved += topic->proved;
    sum->wrong_numbers += topic->wrong_numbers;
    sum->wrong_computed += topic->wrong_computed;
}

static void print_levels(const struct lint_topic *sum, int width, FILE *out)
{
    for (int level = 0; level < LEVEL_COUNT; level++)
        fprintf(out, "%-*s  %5zu  %5zu  %9zu  %7zu  %11zu\n", width, level_name((enum level)level), sum->items[ITEM_NOTE][level],
                sum->items[ITEM_CARD][level], sum->items[ITEM_QUESTION][level], sum->items[ITEM_PROMPT][level],
                sum->items[ITEM_PREDICTION][level]);
    fprintf(out, "%-*s", width, "all");
    print_items(sum, out);
    fprintf(out, "  %11zu\n", sum->experiments);
}

static void print_kinds(const struct lint_topic *sum, FILE *out)
{
    fputs("\ncards:     ", out);
    for (int i = 0; i < CARD_KIND_COUNT; i++)
        fprintf(out, "%s %zu %s", i ? "," : "", sum->card_kinds[i], card_kind_name((enum card_kind)i));
    fputs("\nquestions: ", out);
    for (int i = 0; i < QUESTION_KIND_COUNT; i++)
        fprintf(out, "%s %zu %s", i ? "," : "", sum->question_kinds[i], question_kind_name((enum question_kind)i));
    fputs("\nformats:   ", out);
    for (int i = 0; i < FORMAT_COUNT; i++)
        fprintf(out, "%s %zu %s", i ? "," : "", sum->formats[i], question_format_name((enum question_format)i));
    fputc('\n', out);
}

void lint_summary_print(const struct lint_summary *summary, FILE *out)
{
    struct lint_topic sum = {0};
    int width = name_width(summary);
    print_topics(summary, width, out);
    for (size_t i = 0; i < summary->count; i++)
        add(&sum, &summary->items[i]);
    fputc('\n', out);
    print_levels(&sum, width, out);
    print_kinds(&sum, out);
    fprintf(out, "\n%zu topics, %zu challenges, %zu exercises\n", summary->count, summary->challenges, sum.exercises);
    fprintf(out, "%zu items state numbers, %zu of them proved by the kernel\n", sum.stating, sum.proved);
    fprintf(out, "wrong options computed: %zu of %zu that state a number\n", sum.wrong_computed, sum.wrong_numbers);
}
