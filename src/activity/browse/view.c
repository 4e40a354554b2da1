#include "activity/browse/browse.h"
#include "activity/browse/preview.h"
#include "activity/item_title.h"
#include "activity/item_view.h"
#include "view/menu.h"

/* Wide enough for "suspended, flagged", so that nothing moves while words are typed. */
static const struct list_columns columns = {.name = ITEM_TITLE_COLUMNS, .detail = 10, .state = 18};

/* What was just done, or why it was not. */
static struct span said(const struct browse *browse)
{
    if (browse->err.text[0])
        return (struct span){browse->err.text, STYLE_WARNING};
    return (struct span){browse->said ? browse->said : "", STYLE_RIGHT};
}

/* One line above the list, whatever there is to say: the words that are looked for, and what was just done. */
static void view_said(const struct browse *browse, struct view *view)
{
    const char *words = browse->search.text.text;
    struct span spans[4] = {{"Find ", STYLE_DIM}, {words, STYLE_STRONG}, {"   ", STYLE_NORMAL}, said(browse)};
    size_t first = words[0] ? 0 : 3, count = spans[3].text[0] ? 4 : 2;
    if (browse->writing) {
        struct block *block = view_add(view, BLOCK_FIELD);
        block->field.label = "Find";
        block->field.text = arena_string(&view->arena, words);
        block->field.cursor = browse->search.cursor;
        block->field.lines = 1;
        block->field.focused = block->field.beside = true;
    } else if (first < count) {
        view_spans(view, spans + first, count - first);
    } else {
        view_space(view);
    }
}

static void view_messages(const struct browse *browse, struct view *view)
{
    if (browse->messages.length)
        view_text(view, STYLE_WARNING, "%s", browse->messages.text);
}

/* "topic all   kind card   state due", the one that + and - change marked. */
static void view_filters(const struct browse *browse, struct view *view)
{
    static const char *const names[FILTER_COUNT] = {"topic", "kind", "state"};
    const struct browse_list *list = &browse->list;
    const char *const values[FILTER_COUNT] = {list->topic ? list->topic->title : "all",
                                              list->kind < 0 ? "all" : item_kind_name((enum item_kind)list->kind),
                                              browse_state_name(list->state)};
    struct span spans[2 * FILTER_COUNT];
    for (size_t i = 0; i < FILTER_COUNT; i++) {
        bool focused = i == browse->filter;
        spans[2 * i] = (struct span){arena_print(&view->arena, "%s%s%s ", i ? "   " : "", focused ? "▸" : "", names[i]),
                                     focused ? STYLE_KEY : STYLE_DIM};
        spans[2 * i + 1] = (struct span){values[i], focused ? STYLE_STRONG : STYLE_NORMAL};
    }
    view_spans(view, spans, sizeof spans / sizeof *spans);
}

static void view_list(const struct browse *browse, struct view *view)
{
    const struct browse_list *list = &browse->list;
    size_t first = browse->cursor - browse->cursor % BROWSE_PAGE, left = list->shown_count - first;
    size_t count = left < BROWSE_PAGE ? left : BROWSE_PAGE;
    struct choice *entries = menu_new(view, count);
    for (size_t i = 0; i < count; i++) {
        const struct browse_row *row = &list->items[list->shown[first + i]];
        entries[i] =
            menu_entry(view, item_title(view, row->item), item_kind_name(row->item->kind), browse_row_words(view, row), -1);
    }
    size_t selected = browse->writing ? count : browse->cursor - first; /* then the cursor stands in the field */
    menu_add_list(view, entries, count, selected, &columns);
}

static void view_all(const struct browse *browse, struct view *view)
{
    size_t shown = browse->list.shown_count, pages = (shown + BROWSE_PAGE - 1) / BROWSE_PAGE;
    view_title(view, "Browse");
    if (pages > 1)
        view_status(view, "%zu of %zu, page %zu of %zu", shown, browse->list.count, browse->cursor / BROWSE_PAGE + 1, pages);
    else
        view_status(view, "%zu of %zu", shown, browse->list.count);
    view_filters(browse, view);
    view_said(browse, view);
    view_pin(view);
    view_messages(browse, view);
    if (shown)
        view_list(browse, view);
    else
        view_text(view, STYLE_NORMAL, "Nothing matches.");
}

/* How often it was asked, and what the schedule makes of it. */
static void view_memory(const struct browse *browse, const struct browse_row *row, struct view *view)
{
    struct known_item known;
    if (store_known(browse->environment->store, row->item->id, &known, NULL))
        return;
    if (known.memory.phase != PHASE_NEW)
        view_text(view, STYLE_DIM, "stability %.1f days, difficulty %.1f of 10, forgotten %d time%s", known.memory.stability,
                  known.memory.difficulty, known.memory.lapses, known.memory.lapses == 1 ? "" : "s");
    if (known.state.answers)
        view_text(view, STYLE_DIM, "answered %zu time%s, %zu right", known.state.answers, known.state.answers == 1 ? "" : "s",
                  known.state.right);
    if (row->states & 1u << BROWSE_LEECH)
        view_text(view, STYLE_NORMAL, "It does not stick. Read \"%s\" again (o)%s, or suspend it.", browse_basics(row->item)->title,
                  row->item->experiment ? ", watch its demo (d)" : "");
}

static void view_one(const struct browse *browse, struct view *view)
{
    const struct browse_row *row = browse_row(browse);
    view_title(view, "Browse · %s", item_kind_name(row->item->kind));
    view_status(view, "%zu of %zu", browse->cursor + 1, browse->list.shown_count);
    const char *words = browse_row_words(view, row);
    const struct span done = said(browse);
    item_view_line(view, row->item, words[0] ? words : NULL);
    if (done.text[0])
        view_spans(view, &done, 1);
    else
        view_space(view);
    view_messages(browse, view);
    size_t head = view->count;
    view_memory(browse, row, view);
    if (view->count > head)
        view_space(view);
    preview_item(view, row->item);
    item_view_erratum(view, row->item);
    item_view_sources(view, row->item);
    view_space(view);
    view_text(view, STYLE_DIM, "%s", row->item->id);
}

void browse_view(const void *state, struct view *view)
{
    const struct browse *browse = state;
    if (browse->opened && browse_row(browse))
        view_one(browse, view);
    else
        view_all(browse, view);
}
