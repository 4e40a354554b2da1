/* Questions whose answer is typed: numbers and shapes. */
#include "activity/response/kind.h"

#include "activity/editor.h"
#include "activity/response/typed_answer.h"
#include "base/utf8.h"
#include "course/answer_key.h"

#include <stdio.h>
#include <string.h>

/* The editor's keys work on a copy; what does not fit into the field, and what a kept response is split at, stays out. */
static void edit(struct response *response, const struct event *event)
{
    struct editor editor;
    editor_init(&editor);
    editor_set(&editor, response->text);
    editor.cursor = response->cursor;
    bool fits = editor_event(&editor, event) && editor.text.length < RESPONSE_TEXT_MAX && !strpbrk(editor.text.text, ";=\n");
    bool moved = editor.text.length < RESPONSE_TEXT_MAX && strcmp(editor.text.text, response->text) == 0;
    if (fits)
        strcpy(response->text, editor.text.text);
    if (fits || moved)
        response->cursor = editor.cursor;
    editor_release(&editor);
}

static bool typed_act(struct response *response, enum action action, const struct event *event)
{
    if (action == ACTION_TEXT)
        edit(response, event);
    return action == ACTION_CONFIRM;
}

static bool typed_put(struct response *response, const char *words)
{
    snprintf(response->text, sizeof response->text, "%s", words);
    response->cursor = strlen(response->text);
    return true;
}

static void typed_view(struct view *view, const struct response *response, const char *label)
{
    struct block *block = view_add(view, BLOCK_FIELD);
    block->field.label = label;
    block->field.text = arena_string(&view->arena, response->text);
    block->field.cursor = response->cursor;
    block->field.lines = 1;
    block->field.focused = !response->revealed;
}

static void typed_view_miss(struct view *view, const struct response *response)
{
    response_view_reason(view, STYLE_WRONG, arena_print(&view->arena, "%s is not it", response->answer),
                         response->mistake ? response->mistake->why : NULL);
}

/* What comes behind the right answer. */
static const char *right_words(const struct response *response)
{
    return response->given && response->right ? "is right" : "would have been right";
}

static void typed_live(struct live_actions *live, const struct response *response)
{
    (void)response;
    live_add(live, ACTION_CONFIRM, "answer");
}

/* With a point for a comma, so that it is the same answer either way. */
static bool number_tell(struct response *response, char words[RESPONSE_TEXT_MAX])
{
    double number;
    bool comma;
    memcpy(words, response->text, RESPONSE_TEXT_MAX);
    for (char *at = words; (at = strchr(at, ',')) != NULL;)
        *at = '.';
    if (typed_number(response->text, &number, &comma))
        return true;
    if (comma)
        response->notice = "Type one number; a comma in it is a decimal point.";
    else
        response->notice = response->text[0] ? "Type a number such as 0.0625, 6.25e-2 or 1/16." : "Type a number first.";
    return false;
}

static void number_judge(struct response *response)
{
    double number = 0;
    bool comma = false;
    typed_number(response->text, &number, &comma);
    response->right = key_accepts_number(response->question, number);
    response->mistake = response->right ? NULL : key_mistake_of_number(response->question, number);
    if (comma)
        response->notice = "The comma was read as a decimal point.";
}

static void number_view(struct view *view, const struct response *response)
{
    typed_view(view, response, "Your number");
}

/* What was typed may be written in another way than the key, or differ from it within the tolerance. */
static void number_view_verdict(struct view *view, const struct response *response)
{
    const char *answer = response->question->answer.items[0];
    bool other = response->given && response->right && strcmp(answer, response->answer) != 0;
    const char *line = other ? arena_print(&view->arena, "%s is right: %s", response->answer, answer)
                             : arena_print(&view->arena, "%s %s", answer, right_words(response));
    if (response_missed(response))
        typed_view_miss(view, response);
    response_view_reason(view, STYLE_RIGHT, line, response->question->why);
}

const struct response_kind response_number = {
    .act = typed_act,
    .tell = number_tell,
    .put = typed_put,
    .judge = number_judge,
    .view = number_view,
    .view_miss = typed_view_miss,
    .view_verdict = number_view_verdict,
    .live = typed_live,
    .writing = true,
};

static bool shape_tell(struct response *response, char words[RESPONSE_TEXT_MAX])
{
    size_t shape[QUESTION_DIMENSIONS_MAX], count;
    memcpy(words, response->text, RESPONSE_TEXT_MAX);
    if (typed_shape(response->text, shape, &count))
        return true;
    response->notice = response->text[0] ? "Type a shape such as 8,1,1,4 or (8, 1, 1, 4)." : "Type a shape first.";
    return false;
}

static void shape_judge(struct response *response)
{
    size_t shape[QUESTION_DIMENSIONS_MAX], count = 0;
    typed_shape(response->text, shape, &count);
    response->right = key_accepts_shape(response->question, shape, count);
    response->mistake = response->right ? NULL : key_mistake_of_shape(response->question, shape, count);
}

static void shape_view(struct view *view, const struct response *response)
{
    typed_view(view, response, "Your shape, such as 8,1,1,4");
}

static void shape_view_verdict(struct view *view, const struct response *response)
{
    const struct strings *answer = &response->question->answer;
    const char *text = answer->items[0];
    for (size_t i = 1; i < answer->count; i++)
        text = arena_print(&view->arena, "%s, %s", text, answer->items[i]);
    const char *line = arena_print(&view->arena, "(%s%s) %s", text, answer->count == 1 ? "," : "", right_words(response));
    if (response_missed(response))
        typed_view_miss(view, response);
    response_view_reason(view, STYLE_RIGHT, line, response->question->why);
}

const struct response_kind response_shape = {
    .act = typed_act,
    .tell = shape_tell,
    .put = typed_put,
    .judge = shape_judge,
    .view = shape_view,
    .view_miss = typed_view_miss,
    .view_verdict = shape_view_verdict,
    .live = typed_live,
    .writing = true,
};
