/* What the keyboard sends. */
#include "vt_home.h"
#include "vt_inside.h"

#include <string.h>

static const struct {
    const char *name;
    VTermKey key;
    VTermModifier modifier;
} named_keys[] = {
    {"enter", VTERM_KEY_ENTER, VTERM_MOD_NONE},
    {"esc", VTERM_KEY_ESCAPE, VTERM_MOD_NONE},
    {"tab", VTERM_KEY_TAB, VTERM_MOD_NONE},
    {"backtab", VTERM_KEY_TAB, VTERM_MOD_SHIFT},
    {"backspace", VTERM_KEY_BACKSPACE, VTERM_MOD_NONE},
    {"delete", VTERM_KEY_DEL, VTERM_MOD_NONE},
    {"up", VTERM_KEY_UP, VTERM_MOD_NONE},
    {"down", VTERM_KEY_DOWN, VTERM_MOD_NONE},
    {"left", VTERM_KEY_LEFT, VTERM_MOD_NONE},
    {"right", VTERM_KEY_RIGHT, VTERM_MOD_NONE},
    {"home", VTERM_KEY_HOME, VTERM_MOD_NONE},
    {"end", VTERM_KEY_END, VTERM_MOD_NONE},
    {"pageup", VTERM_KEY_PAGEUP, VTERM_MOD_NONE},
    {"pagedown", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE},
};

static bool send_named(struct vt *vt, const char *name)
{
    for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++)
        if (strcmp(named_keys[i].name, name) == 0) {
            vterm_keyboard_key(vt->terminal, named_keys[i].key, named_keys[i].modifier);
            return true;
        }
    return false;
}

/* More than one character of ASCII: no key, but a name that is misspelt here. */
static bool is_word(const char *name)
{
    return strlen(name) > 1 && (unsigned char)name[0] < 0x80 && name[0] != '\033';
}

void vt_key(struct vt *vt, const char *name)
{
    if (send_named(vt, name))
        return;
    if (strcmp(name, "space") == 0) {
        vt_send(vt, " ", 1);
    } else if (strncmp(name, "ctrl-", 5) == 0 && strlen(name) == 6) {
        vt_send(vt, (char[]){(char)(name[5] & 0x1f)}, 1);
    } else {
        vt_demand(!is_word(name), "a key of that name");
        vt_send(vt, name, strlen(name));
    }
}

void vt_keys(struct vt *vt, const char *names)
{
    for (char name[32]; *(names += strspn(names, " ")); names += strcspn(names, " ")) {
        size_t length = strcspn(names, " ");
        vt_demand(length < sizeof name, "the name of a key");
        memcpy(name, names, length);
        name[length] = '\0';
        vt_key(vt, name);
    }
}

void vt_type(struct vt *vt, const char *text)
{
    for (size_t length; (length = strcspn(text, "\n")) > 0 || *text; text += length + (text[length] == '\n')) {
        vt_send(vt, text, length);
        if (text[length] == '\n')
            vt_key(vt, "enter");
    }
}

void vt_paste(struct vt *vt, const char *text)
{
    vterm_keyboard_start_paste(vt->terminal);
    vt_send(vt, text, strlen(text));
    vterm_keyboard_end_paste(vt->terminal);
}
