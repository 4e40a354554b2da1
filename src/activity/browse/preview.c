#include "activity/browse/preview.h"

#include "activity/deck.h"

enum { INDENT = 2 };

/* A title if there is one, then what is asked. */
static void view_ask(struct view *view, const char *title, const char *markdown)
{
    if (title)
        view_heading(view, title);
    view_markdown(view, markdown, 0);
    view_space(view);
}

static void view_reply(struct view *view, const char *head, const char *markdown)
{
    view_text(view, STYLE_DIM, "%s", head);
    view_markdown(view, markdown, INDENT);
}

static void view_marked(struct view *view, const char *markdown, bool right)
{
    struct block *block = view_add(view, BLOCK_PARAGRAPH);
    block->paragraph.spans = view_inline(view, markdown, right ? STYLE_RIGHT : STYLE_NORMAL);
    block->paragraph.marker = right ? "✓" : "•";
}

static void view_card(struct view *view, const struct card *card)
{
    view_ask(view, NULL, card->front);
    for (size_t i = 0; card->contested && i < card->contested->stance_count; i++)
        view_reply(view, "Some say", card->contested->stances[i].says);
    view_reply(view, card->contested ? "What can be said" : "Answer", card->back);
}

static void view_question(struct view *view, const struct question *question)
{
    view_ask(view, question->title, question->stem);
    for (size_t i = 0; i < question->option_count; i++)
        view_marked(view, question->options[i].text, question->options[i].right);
    for (size_t i = 0; i < question->lines.count; i++) {
        struct block *block = view_add(view, BLOCK_PARAGRAPH);
        block->paragraph.spans = view_inline(view, question->lines.items[i], STYLE_NORMAL);
        block->paragraph.marker = arena_print(&view->arena, "%zu.", i + 1);
    }
    const char *answer = NULL;
    for (size_t i = 0; i < question->answer.count; i++)
        answer = arena_print(&view->arena, "%s%s%s", answer ? answer : "", answer ? ", " : "", question->answer.items[i]);
    if (answer)
        view_text(view, STYLE_RIGHT, "Answer: %s", answer);
    view_space(view);
    if (question->why)
        view_markdown(view, question->why, 0);
    view_reply(view, "Explanation", question->explanation);
}

static void view_prompt(struct view *view, const struct prompt *prompt)
{
    view_ask(view, NULL, prompt->ask);
    view_reply(view, "A good answer", prompt->answer);
    view_space(view);
    view_text(view, STYLE_DIM, "Concepts");
    for (size_t i = 0; i < prompt->concept_count; i++)
        view_marked(view, prompt->concepts[i].says, false);
}

static void view_exercise(struct view *view, const struct exercise *exercise)
{
    view_ask(view, exercise->title, exercise->stem);
    view_text(view, STYLE_DIM, "What stands in braces is drawn anew each time.");
    view_space(view);
    view_reply(view, "Explanation", exercise->explanation);
}

void preview_item(struct view *view, const struct item *item)
{
    switch (item->kind) {
    case ITEM_NOTE:
        view_ask(view, item_note(item)->title, item_note(item)->body);
        break;
    case ITEM_CARD:
        view_card(view, item_card(item));
        break;
    case ITEM_PROMPT:
        view_prompt(view, item_prompt(item));
        break;
    case ITEM_EXERCISE:
        view_exercise(view, (const struct exercise *)item);
        break;
    default:
        view_question(view, item_question(item));
    }
}
