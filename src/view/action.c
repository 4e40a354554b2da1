#include "view/action.h"

#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_PRINTABLE = 32, DIGITS = 9 };

static const struct action_info table[ACTION_COUNT] = {
#define UNPACK(...) __VA_ARGS__
#define ACTION_ROW(identifier, key_list, word, text, explanation)                                                                  \
    [ACTION_##identifier] = {.name = #identifier, .keys = {UNPACK key_list}, .plain = word, .label = text, .help = explanation},
    ACTION_LIST(ACTION_ROW)
#undef ACTION_ROW
#undef UNPACK
        [ACTION_NONE] = {.name = "NONE", .plain = "", .label = "", .help = ""},
    [ACTION_TEXT] = {.name = "TEXT", .plain = "", .label = "", .help = ""},
};

const struct action_info *action_info(enum action action)
{
    return &table[action];
}

bool key_is_character(unsigned key)
{
    return key >= FIRST_PRINTABLE && key != KEY_BACKSPACE && key < KEY_UP_ARROW;
}

unsigned action_key(enum action action, bool writing)
{
    const unsigned *keys = table[action].keys;
    for (size_t i = 0; i < ACTION_KEYS_MAX && keys[i]; i++)
        if (!writing || !key_is_character(keys[i]))
            return keys[i];
    return KEY_NONE;
}

void key_text(unsigned key, bool ascii, char name[16])
{
    static const struct {
        unsigned key;
        const char *text, *ascii;
    } names[] = {
        {KEY_NONE, "", ""},
        {KEY_TAB, "tab", "tab"},
        {KEY_ENTER, "enter", "enter"},
        {KEY_ESCAPE, "esc", "esc"},
        {' ', "space", "space"},
        {KEY_BACKSPACE, "backspace", "backspace"},
        {KEY_UP_ARROW, "↑", "up"},
        {KEY_DOWN_ARROW, "↓", "down"},
        {KEY_LEFT_ARROW, "←", "left"},
        {KEY_RIGHT_ARROW, "→", "right"},
        {KEY_PAGE_UP, "page up", "page up"},
        {KEY_PAGE_DOWN, "page down", "page down"},
        {KEY_HOME_KEY, "home", "home"},
        {KEY_END_KEY, "end", "end"},
        {KEY_DELETE, "delete", "delete"},
        {KEY_SHIFT_TAB, "shift-tab", "shift-tab"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].key == key) {
            snprintf(name, 16, "%s", ascii ? names[i].ascii : names[i].text);
            return;
        }
    if (key < FIRST_PRINTABLE)
        snprintf(name, 16, "ctrl-%c", (int)key + 'a' - 1);
    else
        name[utf8_encode(key, name)] = '\0';
}

const char *live_label(const struct live_action *action)
{
    if (action->label)
        return action->label;
    return action->at_once ? "answer" : action_info(action->action)->label;
}

void live_add_row(struct live_actions *live, enum action action, const char *label, unsigned count)
{
    if (live->count < LIVE_ACTIONS_MAX)
        live->items[live->count++] = (struct live_action){.action = action, .label = label, .count = count};
}

void live_add(struct live_actions *live, enum action action, const char *label)
{
    live_add_row(live, action, label, 0);
}

bool live_has(const struct live_actions *live, enum action action)
{
    for (size_t i = 0; i < live->count; i++)
        if (live->items[i].action == action)
            return true;
    return false;
}

/* Whether `key` is one of the `count` keys from `first` on; *index is then its place. */
static bool in_row(unsigned key, unsigned first, unsigned count, unsigned *index)
{
    if (key < first || key - first >= count)
        return false;
    *index = key - first;
    return true;
}

static bool matches_choose(unsigned key, unsigned count, bool digits, unsigned *index)
{
    unsigned letters = count < CHOOSE_LETTERS_MAX ? count : CHOOSE_LETTERS_MAX;
    return in_row(key, 'a', letters, index) || in_row(key, 'A', letters, index) ||
           (digits && in_row(key, '1', count < DIGITS ? count : DIGITS, index));
}

static bool matches_plain_key(enum action action, unsigned key)
{
    const unsigned *keys = table[action].keys;
    for (size_t i = 0; i < ACTION_KEYS_MAX && keys[i]; i++)
        if (keys[i] == key)
            return true;
    return false;
}

enum action live_resolve(const struct live_actions *live, unsigned key, unsigned *index)
{
    bool digits_choose = !live_has(live, ACTION_GRADE);
    enum action second = ACTION_NONE;
    for (size_t i = 0; i < live->count; i++) {
        const struct live_action *item = &live->items[i];
        bool row = item->action == ACTION_CHOOSE ? matches_choose(key, item->count, digits_choose, index)
                                                 : item->action == ACTION_GRADE && in_row(key, '1', item->count, index);
        if (row || table[item->action].keys[0] == key)
            return second && row ? second : item->action;
        if (!second && matches_plain_key(item->action, key))
            second = item->action;
    }
    return second;
}
