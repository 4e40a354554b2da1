#include "plain/input.h"

#include "plain/choices.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct block *input_choices(const struct view *view)
{
    for (size_t i = view->count; i-- > 0;)
        if (view->items[i].kind == BLOCK_CHOICES && view->items[i].choices.count > 0)
            return &view->items[i];
    return NULL;
}

const struct block *input_field(const struct view *view)
{
    for (size_t i = 0; i < view->count; i++)
        if (view->items[i].kind == BLOCK_FIELD && view->items[i].field.focused)
            return &view->items[i];
    return NULL;
}

/* A word as it may be typed: case does not matter, and "time-factor" is "time_factor" is "time factor". */
static bool same_word(const char *typed, const char *word)
{
    if (!word || !word[0])
        return false;
    for (; *typed && *word; typed++, word++) {
        char a = *typed == '_' || *typed == '-' ? ' ' : (char)tolower((unsigned char)*typed);
        char b = *word == '_' || *word == '-' ? ' ' : (char)tolower((unsigned char)*word);
        if (a != b)
            return false;
    }
    return *typed == *word;
}

const char *input_label(const struct live_action *action)
{
    return action->label ? action->label : action_info(action->action)->label;
}

static bool is_row(enum action action)
{
    return action == ACTION_CHOOSE || action == ACTION_GRADE;
}

const struct live_action *input_find(const struct live_actions *live, enum action action)
{
    for (size_t i = 0; i < live->count; i++)
        if (live->items[i].action == action)
            return &live->items[i];
    return NULL;
}

/* A row with a label of its own does something itself (it ticks, say); the others only move the mark. */
bool input_wants_letter(const struct live_actions *live, const struct block *choices)
{
    const struct live_action *row = input_find(live, ACTION_CHOOSE);
    return row && !row->label && choices && !choices_are_menu(choices) && live_has(live, ACTION_CONFIRM);
}

/* Prompts say "enter", and help texts "end": a key that types no character is called by its name. */
static bool names_key(const char *word, const struct action_info *info)
{
    for (size_t i = 0; i < ACTION_KEYS_MAX && info->keys[i]; i++) {
        char name[16];
        key_text(info->keys[i], true, name);
        if (!key_is_character(info->keys[i]) && same_word(word, name))
            return true;
    }
    return false;
}

static bool parse_word(const char *word, const struct live_actions *live, struct input *input)
{
    for (size_t i = 0; i < live->count; i++) {
        const struct live_action *action = &live->items[i];
        const struct action_info *info = action_info(action->action);
        if (is_row(action->action))
            continue;
        if (same_word(word, info->plain) || same_word(word, info->name) || same_word(word, input_label(action)) ||
            names_key(word, info)) {
            input->action = action->action;
            return true;
        }
    }
    return false;
}

static bool parse_number(const char *word, const struct block *menu, struct input *input)
{
    char *end;
    unsigned long number = strtoul(word, &end, 10);
    if (!isdigit((unsigned char)word[0]) || *end)
        return false;
    for (size_t i = 0; i < menu->choices.count; i++) {
        if (number > 0 && choices_number(menu, i) == number) {
            *input = (struct input){ACTION_CONFIRM, 0, i};
            return true;
        }
    }
    return false;
}

/* The entry whose name starts with `word`; a whole name wins, several beginnings are none. */
static bool parse_entry(const char *word, const struct block *menu, struct input *input)
{
    size_t found = INPUT_NO_ENTRY, matches = 0, length = strlen(word);
    for (size_t i = 0; i < menu->choices.count; i++) {
        struct str name;
        struct render_options options = {0};
        if (menu->choices.items[i].heading)
            continue;
        str_init(&name);
        render_spans(&name, &menu->choices.items[i].text, &options);
        bool whole = strcasecmp(name.text, word) == 0, begins = strncasecmp(name.text, word, length) == 0;
        str_release(&name);
        if (whole || begins)
            found = i, matches++;
        if (whole) {
            matches = 1;
            break;
        }
    }
    if (matches == 1)
        *input = (struct input){ACTION_CONFIRM, 0, found};
    return matches == 1;
}

static bool parse_key(const char *word, const struct live_actions *live, struct input *input)
{
    if (!word[0] || word[1] || (unsigned char)word[0] >= 0x80)
        return false;
    input->action = live_resolve(live, (unsigned char)word[0], &input->index);
    return input->action != ACTION_NONE;
}

bool input_parse(const char *line, const struct live_actions *live, const struct block *choices, struct input *input)
{
    char word[128];
    size_t length;
    while (isspace((unsigned char)*line))
        line++;
    for (length = strlen(line); length > 0 && isspace((unsigned char)line[length - 1]);)
        length--;
    *input = (struct input){ACTION_CONFIRM, 0, INPUT_NO_ENTRY};
    if (length == 0)
        return live_has(live, ACTION_CONFIRM) && !input_wants_letter(live, choices);
    if (length >= sizeof word)
        return false;
    memcpy(word, line, length);
    word[length] = '\0';
    const struct block *menu = choices && choices_are_menu(choices) && live_has(live, ACTION_CONFIRM) ? choices : NULL;
    bool understood = (menu && parse_number(word, menu, input)) || parse_key(word, live, input) || parse_word(word, live, input) ||
                      (menu && parse_entry(word, menu, input));
    return understood && !(input->action == ACTION_CONFIRM && input_wants_letter(live, choices));
}

static bool is_named(const unsigned *places, size_t count, unsigned place)
{
    for (size_t i = 0; i < count; i++)
        if (places[i] == place)
            return true;
    return false;
}

size_t input_parse_row(const char *line, const struct live_actions *live, unsigned *places, size_t most)
{
    const struct live_action *row = input_find(live, ACTION_CHOOSE);
    const struct live_actions only = {.items = {row ? *row : (struct live_action){0}}, .count = row != NULL};
    size_t count = 0;
    if (!row || !row->label)
        return 0;
    for (; *line; line++) {
        unsigned place;
        if (isspace((unsigned char)*line) || *line == ',')
            continue;
        if (count == most || live_resolve(&only, (unsigned char)*line, &place) != ACTION_CHOOSE || is_named(places, count, place))
            return 0;
        places[count++] = place;
    }
    return count;
}
