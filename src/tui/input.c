#include "tui/input.h"

#include "base/utf8.h"
#include "view/action.h"

/* curses calls two of its own keys by the names of ours. */
enum { OUR_ENTER = KEY_ENTER, OUR_BACKSPACE = KEY_BACKSPACE };

#include <curses.h>

enum { PASTE_START = KEY_MAX + 1, PASTE_END, SEQUENCE_MAX = 32, BYTES = 256, NO_INPUT = -1 };

static const struct {
    int code;
    unsigned key;
} special[] = {
    {KEY_UP, KEY_UP_ARROW},   {KEY_DOWN, KEY_DOWN_ARROW},     {KEY_LEFT, KEY_LEFT_ARROW}, {KEY_RIGHT, KEY_RIGHT_ARROW},
    {KEY_PPAGE, KEY_PAGE_UP}, {KEY_NPAGE, KEY_PAGE_DOWN},     {KEY_HOME, KEY_HOME_KEY},   {KEY_FIND, KEY_HOME_KEY},
    {KEY_END, KEY_END_KEY},   {KEY_SELECT, KEY_END_KEY},      {KEY_DC, KEY_DELETE},       {KEY_BTAB, KEY_SHIFT_TAB},
    {KEY_ENTER, OUR_ENTER},   {KEY_BACKSPACE, OUR_BACKSPACE},
};

void input_init(struct input *input)
{
    *input = (struct input){.ahead = NO_INPUT};
    str_init(&input->pasted);
    input->keys = newpad(1, 1);
    keypad(input->keys, TRUE);
    nodelay(input->keys, TRUE);
    meta(input->keys, TRUE); /* bytes of UTF-8 have their eighth bit, whatever the line discipline says */
    define_key("\033[200~", PASTE_START);
    define_key("\033[201~", PASTE_END);
}

void input_release(struct input *input)
{
    delwin(input->keys);
    str_release(&input->pasted);
}

static int read_code(struct input *input)
{
    int code = input->ahead;
    input->ahead = NO_INPUT;
    return code != NO_INPUT ? code : wgetch(input->keys);
}

/* The rest of a control sequence, up to the byte that ends it. */
static void skip_sequence(struct input *input)
{
    for (int i = 0; i < SEQUENCE_MAX; i++) {
        int code = wgetch(input->keys);
        if (code == ERR || (code >= 0x40 && code <= 0x7e))
            return;
    }
}

/* A sequence that terminfo does not know must not be taken for the keys that its characters are; a lone escape stays one. */
static bool swallow_sequence(struct input *input)
{
    int code = wgetch(input->keys);
    if (code == '[') {
        skip_sequence(input);
        return true;
    }
    if (code == 'O') {
        wgetch(input->keys);
        return true;
    }
    input->ahead = code == ERR ? NO_INPUT : code;
    return false;
}

/* Puts the bytes of a character together; KEY_NONE until it is complete, and for such that make none. */
static unsigned add_byte(struct input *input, unsigned char byte)
{
    if (byte < 0x80) {
        input->have = 0;
        return byte;
    }
    if (byte >= 0xc0) {
        input->have = 0;
        input->need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    } else if (input->have == 0) {
        return KEY_NONE;
    }
    input->bytes[input->have++] = byte;
    if (input->have < input->need)
        return KEY_NONE;
    input->have = 0;
    if (!utf8_valid((const char *)input->bytes, input->need))
        return KEY_NONE;
    unsigned code_point = byte & 0x3fu, shift = 6;
    for (unsigned i = input->need - 1; i-- > 1; shift += 6)
        code_point |= (input->bytes[i] & 0x3fu) << shift;
    return code_point | (input->bytes[0] & (0x7fu >> input->need)) << shift;
}

static unsigned key_of_code(struct input *input, int code)
{
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (special[i].code == code)
            return special[i].key;
    if (code >= BYTES)
        return KEY_NONE; /* a key that means nothing here; KEY_RESIZE, too */
    unsigned key = add_byte(input, (unsigned char)code);
    if (key == '\r')
        return OUR_ENTER;
    return key == '\b' ? OUR_BACKSPACE : key;
}

/* True when the paste is at its end. */
static bool add_pasted(struct input *input, int code)
{
    if (code == PASTE_END) {
        input->pasting = false;
        return true;
    }
    if (code < BYTES && input->pasted.length < INPUT_PASTE_MAX)
        str_add_char(&input->pasted, code == '\r' ? '\n' : (char)code);
    return false;
}

enum input_kind input_next(struct input *input, unsigned *key)
{
    for (int code = read_code(input); code != ERR; code = read_code(input)) {
        if (input->pasting) {
            if (add_pasted(input, code))
                return INPUT_PASTE;
            continue;
        }
        if (code == PASTE_START) {
            str_clear(&input->pasted);
            input->pasting = true;
            continue;
        }
        if (code == KEY_ESCAPE && swallow_sequence(input))
            continue;
        if (code == KEY_MOUSE) { /* never asked for, but another program may have left it on */
            skip_sequence(input);
            continue;
        }
        *key = key_of_code(input, code);
        if (*key != KEY_NONE)
            return INPUT_KEY;
    }
    return INPUT_NONE;
}
