/* What all demos show alike: what it is, what can be turned, and what went wrong. */
#include "demo/run.h"

#include "base/str.h"

#include <inttypes.h>

static void view_head(const struct demo_run *run, struct view *view)
{
    struct str status;
    str_init(&status);
    if (run->demo->status)
        run->demo->status(run, &status);
    if (demo_run_draws(run))
        str_addf(&status, "%sseed %" PRIu64, status.length ? " · " : "", run->seed);
    view_title(view, "Demo · %s", run->experiment ? run->experiment->title : run->demo->title);
    view_status(view, "%s", status.text);
    str_release(&status);
}

/* What is shown. */
static void view_about(const struct demo_run *run, const char *about, struct view *view)
{
    size_t first = view->count;
    if (about)
        view_markdown(view, about, 0);
    else
        view_text(view, STYLE_NORMAL, "%s", run->demo->summary);
    view_late(view, first);
}

void demo_run_head(const struct demo_run *run, struct view *view)
{
    view_head(run, view);
    view_about(run, NULL, view);
}

static const char *parameter_words(const struct demo_run *run, struct arena *arena, size_t index)
{
    char text[PARAMETER_TEXT_MAX];
    if (index == run->parameter_count)
        return arena_print(arena, "seed %" PRIu64, run->seed);
    parameter_text(&run->parameters[index], run->values[index], text);
    const char *label = run->parameters[index].label;
    return label[0] ? arena_print(arena, "%s %s", label, text) : arena_string(arena, text);
}

/* The parameters in a row, the one that is turned marked. */
static void view_parameters(const struct demo_run *run, struct view *view)
{
    struct span spans[2 * MODEL_PARAMETERS_MAX + 2];
    size_t count = 0, selected = 0;
    for (size_t i = 0; i <= run->parameter_count; i++) {
        bool seed = i == run->parameter_count;
        if (seed ? !demo_run_draws(run) : run->demo->applies && !run->demo->applies(run, i))
            continue;
        bool focused = i == run->focus;
        const char *text = parameter_words(run, &view->arena, i);
        if (count)
            spans[count++] = (struct span){"  ", STYLE_NORMAL};
        selected = focused ? count : selected;
        spans[count++] =
            (struct span){focused ? arena_print(&view->arena, "‹%s›", text) : text, focused ? STYLE_SELECTED : STYLE_DIM};
    }
    if (count)
        view_strip(view, spans, count, selected);
    view_pin(view);
}

/* What the demo shows, or why it shows nothing. */
static void view_found(const struct demo_run *run, struct view *view)
{
    if (run->err.code) {
        view_text(view, STYLE_WARNING, "%s", run->err.text);
        return;
    }
    if (run->findings.note)
        view_text(view, STYLE_WARNING, "%s", run->findings.note);
    if (!run->demo->dense) {
        view_space(view);
        view_late(view, view->count - 1);
    }
    run->demo->view(run, view);
}

/* What a wrong answer is held against takes the place of the words about the experiment, which then come last. */
void demo_run_view(const struct demo_run *run, struct view *view)
{
    const char *about = run->experiment ? run->experiment->about : NULL;
    bool claimed = run->claim.question != NULL;
    view_head(run, view);
    if (claimed)
        claim_view(run, view, false);
    else
        view_about(run, about, view);
    view_parameters(run, view);
    view_found(run, view);
    if (claimed) {
        view_space(view);
        view_about(run, about, view);
    }
}
