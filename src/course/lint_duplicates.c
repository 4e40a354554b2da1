/*
 * Items that ask nearly the same, by the words they share: a text is the set of its pairs of neighbouring words, and two texts are
 * as alike as these sets, |A and B| / |A or B| (Broder 1997, "On the resemblance and containment of documents").
 */
#include "course/lint_rules.h"

#include "base/mem.h"
#include "base/vec.h"
#include "course/lint_words.h"

#include <stdlib.h>
#include <string.h>

static const double ALIKE = 0.6;

struct shingles {
    uint64_t *items; /* ascending, each once */
    size_t count, capacity;
};

/* What an item asks, and what it asks for. */
struct entry {
    const struct item *item;
    struct lint_file *file;
    struct shingles shingles;
};

struct entries {
    struct entry *items;
    size_t count, capacity;
};

static void add_text(struct shingles *shingles, const char *text)
{
    uint64_t word, before = 0;
    while (lint_next_word(&text, &word)) {
        *vec_add(shingles) = before * 31 + word;
        before = word;
    }
}

static int compare(const void *left, const void *right)
{
    const uint64_t *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static void make_set(struct shingles *shingles)
{
    size_t count = 0;
    if (shingles->count)
        qsort(shingles->items, shingles->count, sizeof *shingles->items, compare);
    for (size_t i = 0; i < shingles->count; i++)
        if (i == 0 || shingles->items[i] != shingles->items[i - 1])
            shingles->items[count++] = shingles->items[i];
    shingles->count = count;
}

/* Both sides of a card; stem, options and lines of a question. */
static void add_item(struct entries *entries, struct lint_file *file, const struct item *item)
{
    struct entry *entry = vec_add(entries);
    *entry = (struct entry){.item = item, .file = file};
    if (item->kind == ITEM_CARD) {
        add_text(&entry->shingles, ((const struct card *)item)->front);
        add_text(&entry->shingles, ((const struct card *)item)->back);
    } else {
        const struct question *question = (const struct question *)item;
        add_text(&entry->shingles, question->stem);
        for (size_t i = 0; i < question->option_count; i++)
            add_text(&entry->shingles, question->options[i].text);
        for (size_t i = 0; i < question->lines.count; i++)
            add_text(&entry->shingles, question->lines.items[i]);
    }
    make_set(&entry->shingles);
}

static double resemblance(const struct shingles *a, const struct shingles *b)
{
    size_t i = 0, j = 0, common = 0;
    while (i < a->count && j < b->count) {
        common += a->items[i] == b->items[j];
        bool step_a = a->items[i] <= b->items[j], step_b = b->items[j] <= a->items[i];
        i += step_a;
        j += step_b;
    }
    return common ? (double)common / (double)(a->count + b->count - common) : 0;
}

/* Two fronts that differ in nothing but blanks and signs ask the same, whatever the backs say. */
static bool same_front(const struct item *a, const struct item *b)
{
    if (a->kind != ITEM_CARD)
        return false;
    const char *left = ((const struct card *)a)->front, *right = ((const struct card *)b)->front;
    for (;;) {
        uint64_t word, other;
        bool more = lint_next_word(&left, &word), more_right = lint_next_word(&right, &other);
        if (!more || !more_right)
            return more == more_right;
        if (word != other)
            return false;
    }
}

static void check_pair(struct entry *earlier, struct entry *later)
{
    if (!earlier->file->wanted && !later->file->wanted)
        return;
    double alike = resemblance(&earlier->shingles, &later->shingles);
    if (alike < ALIKE && !same_front(earlier->item, later->item))
        return;
    if (!later->file->wanted) {
        struct entry *other = earlier;
        earlier = later;
        later = other;
    }
    if (alike < ALIKE)
        lint_report(&later->file->source, SEVERITY_ERROR, later->item, "has the same front as '%s' in %s:%zu", earlier->item->id,
                    earlier->item->at.file, earlier->item->at.line);
    else
        lint_report(&later->file->source, SEVERITY_ERROR, later->item, "is %.0f %% the same as '%s' in %s:%zu", 100 * alike,
                    earlier->item->id, earlier->item->at.file, earlier->item->at.line);
}

static void check_kind(struct lint_files *files, enum item_kind kind)
{
    struct entries entries = {0};
    const struct item *item;
    for (size_t i = 0; i < files->count; i++)
        for (size_t j = 0; (item = topic_item(files->items[i].topic, kind, j)); j++)
            add_item(&entries, &files->items[i], item);
    for (size_t i = 0; i < entries.count; i++)
        for (size_t j = 0; j < i; j++)
            check_pair(&entries.items[j], &entries.items[i]);
    for (size_t i = 0; i < entries.count; i++)
        vec_release(&entries.items[i].shingles);
    vec_release(&entries);
}

void lint_duplicates(struct lint_files *files)
{
    check_kind(files, ITEM_CARD);
    check_kind(files, ITEM_QUESTION);
    check_kind(files, ITEM_PREDICTION);
}
