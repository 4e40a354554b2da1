#include "activity/editor.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { CTRL_A = 1, CTRL_E = 5, CTRL_W = 23 };

void editor_init(struct editor *editor)
{
    *editor = (struct editor){0};
    str_init(&editor->text);
}

void editor_release(struct editor *editor)
{
    str_release(&editor->text);
}

bool editor_has_words(const struct editor *editor)
{
    return editor->text.text[strspn(editor->text.text, " \n")] != '\0';
}

static bool insert_n(struct editor *editor, const char *text, size_t length)
{
    if (!length || editor->text.length + length > EDITOR_BYTES_MAX)
        return false;
    char *copy = mem_string_n(text, length);
    str_insert(&editor->text, editor->cursor, copy);
    editor->cursor += length;
    free(copy);
    return true;
}

/* Bytes of the code point at `text` if it is well-formed UTF-8, otherwise 0. */
static size_t code_point_length(const char *text)
{
    unsigned char first = (unsigned char)*text;
    size_t length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    for (size_t i = 1; i < length; i++)
        if (!text[i])
            return 0;
    return utf8_valid(text, length) ? length : 0;
}

/* C0 and C1 control characters would be orders to a terminal that shows the text. */
static bool is_control(const char *text, size_t length)
{
    unsigned char first = (unsigned char)*text;
    return first < ' ' || first == KEY_BACKSPACE || (length == 2 && first == 0xc2 && (unsigned char)text[1] < 0xa0);
}

/* The text as it may stand in the field. */
static void clean(struct str *out, const char *text)
{
    while (*text) {
        size_t length = code_point_length(text);
        if (*text == '\t')
            str_add_char(out, ' ');
        else if (*text == '\n' || (*text == '\r' && text[1] != '\n'))
            str_add_char(out, '\n');
        else if (!is_control(text, length))
            str_add_n(out, text, length);
        text += length ? length : 1;
    }
}

static bool insert(struct editor *editor, const char *text)
{
    struct str cleaned;
    str_init(&cleaned);
    clean(&cleaned, text);
    size_t length = cleaned.length, room = EDITOR_BYTES_MAX - editor->text.length;
    while (length > room)
        length -= utf8_previous(cleaned.text, length);
    bool changed = insert_n(editor, cleaned.text, length);
    str_release(&cleaned);
    return changed;
}

void editor_set(struct editor *editor, const char *text)
{
    str_clear(&editor->text);
    editor->cursor = 0;
    insert(editor, text);
}

static size_t line_start(const struct editor *editor, size_t at)
{
    while (at && editor->text.text[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(const struct editor *editor, size_t at)
{
    return at + strcspn(editor->text.text + at, "\n");
}

static size_t before(const struct editor *editor)
{
    return utf8_previous(editor->text.text, editor->cursor);
}

static size_t after(const struct editor *editor)
{
    return utf8_next(editor->text.text + editor->cursor, editor->text.length - editor->cursor);
}

/* The place in the line from `start` that is at most as far right as the cursor is in its own line. */
static size_t same_column(const struct editor *editor, size_t start)
{
    size_t own = line_start(editor, editor->cursor);
    size_t columns = utf8_width(editor->text.text + own, editor->cursor - own);
    return start + utf8_fit(editor->text.text + start, line_end(editor, start) - start, columns);
}

static size_t line_above(const struct editor *editor)
{
    size_t start = line_start(editor, editor->cursor);
    return start ? same_column(editor, line_start(editor, start - 1)) : 0;
}

static size_t line_below(const struct editor *editor)
{
    size_t end = line_end(editor, editor->cursor);
    return end < editor->text.length ? same_column(editor, end + 1) : end;
}

static size_t word_start(const struct editor *editor)
{
    const char *text = editor->text.text;
    size_t at = editor->cursor;
    while (at && (text[at - 1] == ' ' || text[at - 1] == '\n'))
        at--;
    while (at && text[at - 1] != ' ' && text[at - 1] != '\n')
        at--;
    return at;
}

static bool erase_from(struct editor *editor, size_t start)
{
    bool changed = start < editor->cursor;
    str_remove(&editor->text, start, editor->cursor - start);
    editor->cursor = start;
    return changed;
}

static bool move_to(struct editor *editor, size_t at)
{
    bool changed = at != editor->cursor;
    editor->cursor = at;
    return changed;
}

static bool erase_next(struct editor *editor)
{
    size_t length = after(editor);
    str_remove(&editor->text, editor->cursor, length);
    return length > 0;
}

static bool on_key(struct editor *editor, unsigned key)
{
    switch (key) {
    case KEY_ENTER:
        return insert_n(editor, "\n", 1);
    case KEY_BACKSPACE:
        return erase_from(editor, editor->cursor - before(editor));
    case KEY_DELETE:
        return erase_next(editor);
    case CTRL_W:
        return erase_from(editor, word_start(editor));
    case CTRL_U:
        return erase_from(editor, line_start(editor, editor->cursor));
    case KEY_LEFT_ARROW:
        return move_to(editor, editor->cursor - before(editor));
    case KEY_RIGHT_ARROW:
        return move_to(editor, editor->cursor + after(editor));
    case KEY_UP_ARROW:
        return move_to(editor, line_above(editor));
    case KEY_DOWN_ARROW:
        return move_to(editor, line_below(editor));
    case KEY_HOME_KEY:
    case CTRL_A:
        return move_to(editor, line_start(editor, editor->cursor));
    case KEY_END_KEY:
    case CTRL_E:
        return move_to(editor, line_end(editor, editor->cursor));
    default:
        return false;
    }
}

bool editor_event(struct editor *editor, const struct event *event)
{
    return event->type == EVENT_TEXT ? insert(editor, event->text) : on_key(editor, event->key);
}
