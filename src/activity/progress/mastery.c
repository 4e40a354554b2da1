/* How well each topic is known, on the graph of what builds on what. */
#include "activity/progress/progress.h"
#include "activity/table.h"
#include "base/mem.h"
#include "base/str.h"
#include "schedule/queue.h"
#include "view/menu.h"

#include <stdlib.h>

/* Topics in layers: those without prerequisites first, then those that build on the layers before. */
struct layers {
    size_t *depth; /* of each topic */
    size_t *order; /* topics layer after layer, within a layer in teaching order */
    size_t deepest;
};

/* Prerequisites never go in circles (the course is refused otherwise), so this ends after as many rounds as there are layers. */
static void find_depths(const struct course *course, struct layers *layers)
{
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < course->topic_count; i++)
            for (size_t j = 0; j < course->topics[i].prerequisite_count; j++) {
                size_t needed = layers->depth[course->topics[i].prerequisites[j] - course->topics] + 1;
                if (needed <= layers->depth[i] || needed > course->topic_count)
                    continue;
                layers->depth[i] = needed;
                layers->deepest = needed > layers->deepest ? needed : layers->deepest;
                changed = true;
            }
    }
}

static void layers_init(struct layers *layers, const struct course *course)
{
    size_t count = 0;
    *layers = (struct layers){.depth = mem_new(course->topic_count + 1, sizeof *layers->depth),
                              .order = mem_new(course->topic_count + 1, sizeof *layers->order)};
    find_depths(course, layers);
    for (size_t depth = 0; depth <= layers->deepest; depth++)
        for (size_t i = 0; i < course->topic_count; i++)
            if (layers->depth[i] == depth)
                layers->order[count++] = i;
}

static void layers_release(struct layers *layers)
{
    free(layers->depth);
    free(layers->order);
}

/* "needs Statistics and Axes", or "". */
static const char *needs(struct view *view, const struct topic *topic)
{
    struct str text;
    str_init(&text);
    for (size_t i = 0; i < topic->prerequisite_count; i++) {
        const char *before = !i ? "needs " : i + 1 == topic->prerequisite_count ? " and " : ", ";
        str_addf(&text, "%s%s", before, topic->prerequisites[i]->title);
    }
    const char *words = arena_string(&view->arena, text.text);
    str_release(&text);
    return words;
}

/* "needs 2, 3": the same by the numbers of the list, where topic number t stands at places[t]; NULL if it needs nothing. */
static const char *needs_numbers(struct view *view, const struct course *course, size_t index, const size_t *places)
{
    const struct topic *topic = &course->topics[index];
    const char *words = NULL;
    for (size_t i = 0; i < topic->prerequisite_count; i++)
        words = arena_print(&view->arena, "%s%s%zu", words ? words : "needs ", words ? ", " : "",
                            places[topic->prerequisites[i] - course->topics] + 1);
    return words;
}

static struct choice topic_entry(const struct progress *progress, size_t topic, const size_t *places, struct view *view)
{
    const struct mastery *mastery = &progress->statistics.mastery[topic];
    const char *known = arena_print(&view->arena, "%3.0f %%%s", 100 * mastery->share, mastery->open ? "" : ", later");
    struct choice entry = menu_entry(view, progress->course->topics[topic].title,
                                     needs_numbers(view, progress->course, topic, places), known, mastery->share);
    entry.mark = arena_print(&view->arena, "%2zu", places[topic] + 1);
    return entry;
}

static struct choice layer_heading(struct view *view, size_t depth)
{
    struct choice heading = menu_entry(view, arena_print(&view->arena, "step %zu", depth + 1), NULL, NULL, -1);
    heading.heading = true;
    return heading;
}

static void view_graph(const struct progress *progress, const struct layers *layers, struct view *view)
{
    const struct course *course = progress->course;
    struct choice *entries = menu_new(view, course->topic_count + layers->deepest + 1);
    size_t *places = arena_new(&view->arena, course->topic_count, sizeof *places), count = 0, selected = 0;
    for (size_t i = 0; i < course->topic_count; i++)
        places[layers->order[i]] = i;
    for (size_t i = 0; i < course->topic_count; i++) {
        size_t topic = layers->order[i];
        if (!i || layers->depth[topic] != layers->depth[layers->order[i - 1]])
            entries[count++] = layer_heading(view, layers->depth[topic]);
        selected = i == progress->cursor ? count : selected;
        entries[count++] = topic_entry(progress, topic, places, view);
    }
    menu_add(view, entries, count, selected);
}

static void view_selected(const struct progress *progress, size_t topic, struct view *view)
{
    const struct topic *selected = &progress->course->topics[topic];
    const struct standing *standing = &progress->statistics.topics[topic];
    struct queue_options options;
    queue_defaults(&options);
    const struct span spans[] = {
        {selected->title, STYLE_STRONG},
        {arena_print(&view->arena, "  %s", selected->prerequisite_count ? needs(view, selected) : "needs nothing"), STYLE_NORMAL},
    };
    view_spans(view, spans, sizeof spans / sizeof *spans);
    if (!progress->statistics.mastery[topic].open)
        view_text(view, STYLE_DIM, "New items of it come by themselves once what it needs is known to %.0f %%.",
                  100 * options.mastery);
    view_text(view, STYLE_DIM, "%zu of %zu cards learned, %zu of %zu questions right, %zu of %zu notes read", standing->cards.done,
              standing->cards.total, standing->questions.done, standing->questions.total, standing->notes.done,
              standing->notes.total);
}

static void mastery_view(const struct progress *progress, struct view *view)
{
    struct layers layers;
    if (!progress->course->topic_count)
        return;
    layers_init(&layers, progress->course);
    view_selected(progress, layers.order[progress->cursor], view);
    view_pin(view);
    view_space(view);
    view_graph(progress, &layers, view);
    layers_release(&layers);
}

static size_t mastery_count(const struct progress *progress)
{
    return progress->course->topic_count;
}

static void mastery_act(struct progress *progress, enum action action, const struct event *event, struct reply *reply)
{
    struct layers layers;
    (void)event;
    if (action != ACTION_CONFIRM)
        return;
    layers_init(&layers, progress->course);
    const struct topic *topic = &progress->course->topics[layers.order[progress->cursor]];
    layers_release(&layers);
    reply->flags |= REPLY_HANDLED | REPLY_PUSH;
    reply->push = &activity_review;
    reply->arguments = (struct arguments){.topic = topic, .level = -1};
}

const struct progress_page progress_mastery = {
    .title = "mastery", .view = mastery_view, .count = mastery_count, .label = "review", .act = mastery_act};
