#include "activity/item_view.h"

#include "activity/table.h"
#include "base/str.h"

enum { ERRATUM_INDENT = 2 };

enum style item_level_style(enum level level)
{
    static const enum style styles[LEVEL_COUNT] = {
        [LEVEL_BEGINNER] = STYLE_BEGINNER,
        [LEVEL_INTERMEDIATE] = STYLE_INTERMEDIATE,
        [LEVEL_ADVANCED] = STYLE_ADVANCED,
        [LEVEL_EXPERT] = STYLE_EXPERT,
    };
    return styles[level];
}

void item_view_line(struct view *view, const struct item *item, const char *category)
{
    struct span spans[5];
    size_t count = 0;
    spans[count++] = (struct span){item->topic->title, STYLE_DIM};
    if (category) {
        spans[count++] = (struct span){" · ", STYLE_DIM};
        spans[count++] = (struct span){category, STYLE_DIM};
    }
    spans[count++] = (struct span){" · ", STYLE_DIM};
    spans[count++] = (struct span){level_name(item->level), item_level_style(item->level)};
    view_spans(view, spans, count);
}

void item_view_head(struct view *view, const struct item *item, const char *category)
{
    item_view_line(view, item, category);
    view_space(view);
}

void item_view_erratum(struct view *view, const struct item *item)
{
    if (!item->erratum)
        return;
    view_space(view);
    view_text(view, STYLE_WARNING, "What popular pages say");
    view_markdown(view, item->erratum, ERRATUM_INDENT);
}

void item_view_sources(struct view *view, const struct item *item)
{
    if (!item->sources.count)
        return;
    struct str text;
    str_init(&text);
    for (size_t i = 0; i < item->sources.count; i++)
        str_addf(&text, "%s%s", i ? "; " : item->sources.count > 1 ? "Sources: " : "Source: ", item->sources.items[i]);
    view_space(view);
    view_text(view, STYLE_DIM, "%s", text.text);
    str_release(&text);
}

void item_view_hints(struct view *view, const struct strings *hints, size_t shown)
{
    for (size_t i = 0; i < shown && i < hints->count; i++) {
        view_space(view);
        view_text(view, STYLE_DIM, "Hint %zu of %zu", i + 1, hints->count);
        view_markdown(view, hints->items[i], ERRATUM_INDENT);
    }
}

void item_live_experiment(struct live_actions *live, const struct experiment *experiment)
{
    if (experiment)
        live_add(live, ACTION_DEMO, NULL);
}

void item_push_experiment(const struct experiment *experiment, struct reply *reply)
{
    if (!experiment)
        return;
    reply->flags |= REPLY_HANDLED | REPLY_PUSH;
    reply->push = &activity_demo;
    reply->arguments = (struct arguments){.level = -1, .experiment = experiment};
}

void item_push_refutation(const struct experiment *experiment, const struct claim *claim, struct reply *reply)
{
    item_push_experiment(experiment, reply);
    reply->arguments.claim = *claim;
}

void item_live_demo(struct live_actions *live, const struct item *item)
{
    item_live_experiment(live, item->experiment);
}

void item_push_demo(const struct item *item, struct reply *reply)
{
    item_push_experiment(item->experiment, reply);
}

void item_live_hint(struct live_actions *live, const struct strings *hints, size_t shown)
{
    static const char *const labels[] = {"hint", "second hint", "another hint"};
    if (shown < hints->count)
        live_add(live, ACTION_HINT, labels[shown < 2 ? shown : 2]);
}
