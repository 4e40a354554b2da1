#include "activity/explain/view.h"

#include "activity/item_title.h"
#include "activity/item_view.h"
#include "view/menu.h"

enum { FIELD_LINES = 8, INDENT = 2 };

static const struct list_columns columns = {.name = ITEM_TITLE_COLUMNS, .state = 8};

static const char *when_words(struct view *view, const struct deck_entry *entry, const struct schedule_parameters *parameters,
                              int64_t now_ms)
{
    if (entry->memory.phase == PHASE_NEW)
        return "new";
    if (schedule_is_due(parameters, &entry->memory, now_ms))
        return "due";
    char wait[16];
    schedule_interval_text(entry->memory.due - now_ms, wait, sizeof wait);
    return arena_print(&view->arena, "in %s", wait);
}

void explain_view_list(struct view *view, const struct deck *prompts, const bool *begun, size_t cursor,
                       const struct schedule_parameters *parameters, int64_t now_ms)
{
    if (!prompts->count) {
        view_text(view, STYLE_NORMAL, "There are no prompts here.");
        return;
    }
    struct choice *entries = menu_new(view, prompts->count);
    for (size_t i = 0; i < prompts->count; i++) {
        const struct deck_entry *entry = &prompts->items[i];
        const char *state = begun[i] ? "begun" : when_words(view, entry, parameters, now_ms);
        entries[i] = menu_entry(view, item_title(view, entry->item), NULL, state, -1);
    }
    menu_add_list(view, entries, prompts->count, cursor, &columns);
    view_space(view);
    item_view_head(view, prompts->items[cursor].item, NULL);
    view_markdown(view, item_prompt(prompts->items[cursor].item)->ask, 0);
}

void explain_view_writing(struct view *view, const struct explanation *explanation)
{
    view_markdown(view, explanation->prompt->ask, 0);
    item_view_hints(view, &explanation->prompt->hints, explanation->hints);
    view_space(view);
    struct block *block = view_add(view, BLOCK_FIELD);
    block->field.label = "In your own words";
    block->field.text = arena_string(&view->arena, explanation->editor.text.text);
    block->field.cursor = explanation->editor.cursor;
    block->field.lines = FIELD_LINES;
    block->field.focused = true;
}

/* The learner's text as it was written: its line ends stay, its signs are no Markdown. */
static void view_own_words(struct view *view, const struct explanation *explanation)
{
    view_text(view, STYLE_DIM, "You wrote");
    struct block *block = view_add(view, BLOCK_PARAGRAPH);
    struct span *span = arena_new(&view->arena, 1, sizeof *span);
    bool empty = !editor_has_words(&explanation->editor);
    *span = (struct span){empty ? "nothing" : arena_string(&view->arena, explanation->editor.text.text),
                          empty ? STYLE_DIM : STYLE_NORMAL};
    block->indent = INDENT;
    block->paragraph.spans = (struct spans){span, 1};
}

static const char *tick(const struct explanation *explanation, size_t concept)
{
    return explanation->ticked[concept] ? "[x]" : "[ ]";
}

static void view_score(struct view *view, const struct explanation *explanation)
{
    view_heading(view,
                 arena_print(&view->arena, "You got %zu of %zu concepts", explanation_score(explanation), explanation->concepts));
    for (size_t i = 0; i < explanation->concepts; i++) {
        view_text(view, explanation->ticked[i] ? STYLE_RIGHT : STYLE_NORMAL, "%s", explanation->prompt->concepts[i].says);
        view->items[view->count - 1].paragraph.marker = tick(explanation, i);
    }
}

void explain_view_ticks(struct view *view, const struct explanation *explanation)
{
    size_t count = explanation->concepts;
    view_markdown(view, explanation->prompt->ask, 0);
    view_space(view);
    view_own_words(view, explanation);
    view_space(view);
    view_text(view, STYLE_STRONG, "Which of these did you say? What your words show is ticked; correct what is not so.");
    view_space(view);
    struct choice *entries = menu_new(view, count + 1);
    for (size_t i = 0; i < count; i++) {
        entries[i] = menu_entry(view, explanation->prompt->concepts[i].says, NULL, NULL, -1);
        entries[i].mark = tick(explanation, i);
    }
    entries[count] = menu_entry(view, "The ticks are right", NULL, NULL, -1);
    menu_add(view, entries, count + 1, explanation->cursor);
}

void explain_view_result(struct view *view, const struct explanation *explanation)
{
    const struct prompt *prompt = explanation->prompt;
    view_markdown(view, prompt->ask, 0);
    view_space(view);
    view_score(view, explanation);
    view_space(view);
    view_own_words(view, explanation);
    view_space(view);
    view_text(view, STYLE_DIM, "A model answer");
    view_markdown(view, prompt->answer, INDENT);
    item_view_erratum(view, &prompt->item);
    item_view_sources(view, &prompt->item);
}
