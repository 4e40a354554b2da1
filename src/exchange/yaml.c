#include "exchange/yaml.h"

#include <stdbool.h>
#include <string.h>

enum { STEP = 2, PLAIN_MAX = 100 };

static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

static void add_value(struct str *out, const struct node *node, size_t indent);

static void begin_line(struct str *out, size_t indent)
{
    str_repeat(out, " ", indent);
}

/* Texts that need no quotes: on the safe side. */
static bool is_plain(const char *text, size_t length)
{
    if (length == 0 || length > PLAIN_MAX || text[length - 1] == ' ')
        return false;
    if (!strchr(LETTERS, text[0]) && !(text[0] == '-' && text[1] && strchr("0123456789", text[1])))
        return false;
    for (size_t i = 0; i < length; i++)
        if (!((unsigned char)text[i] & 0x80) && !strchr(LETTERS, text[i]) && !strchr(" ,.()/_+-;=?'%*!&\"`[]{}|<>@\\~$^", text[i]))
            return false;
    return true;
}

static bool fits_block(const char *text)
{
    return strchr(text, '\n') && !strchr(" \t\n", text[0]) && !strchr(text, '\r');
}

/* The text ends without a line break, and course texts are read without those at their end. */
static void add_block(struct str *out, const char *text, size_t indent)
{
    str_add(out, "|\n");
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (length)
            begin_line(out, indent);
        str_add_n(out, text, length);
        str_add_char(out, '\n');
        text += length + (text[length] == '\n');
    }
}

static void add_quoted(struct str *out, const char *text)
{
    static const char ESCAPED[] = "\"\\\n\r\t", SHOWN[] = "\"\\nrt";
    str_add_char(out, '"');
    for (; *text; text++) {
        const char *escape = strchr(ESCAPED, *text);
        if (escape)
            str_addf(out, "\\%c", SHOWN[escape - ESCAPED]);
        else
            str_add_char(out, *text);
    }
    str_add(out, "\"");
}

static void add_scalar(struct str *out, const struct node *node, size_t indent)
{
    if (fits_block(node->text)) {
        add_block(out, node->text, indent);
        return;
    }
    if (is_plain(node->text, node->length))
        str_add(out, node->text);
    else
        add_quoted(out, node->text);
    str_add_char(out, '\n');
}

static void add_map(struct str *out, const struct node *map, size_t indent, bool begun)
{
    for (const struct node *value = map->first; value; value = value->next, begun = false) {
        if (!begun)
            begin_line(out, indent);
        if (is_plain(value->key->text, value->key->length))
            str_add(out, value->key->text);
        else
            add_quoted(out, value->key->text);
        str_add_char(out, ':');
        add_value(out, value, indent + STEP);
    }
}

static void add_list(struct str *out, const struct node *list, size_t indent)
{
    for (const struct node *entry = list->first; entry; entry = entry->next) {
        begin_line(out, indent);
        str_add_char(out, '-');
        if (entry->kind == NODE_MAP && entry->first) {
            str_add_char(out, ' ');
            add_map(out, entry, indent + STEP, true);
        } else {
            add_value(out, entry, indent + STEP);
        }
    }
}

/* What follows a colon or a dash, to the end of its last line. */
static void add_value(struct str *out, const struct node *node, size_t indent)
{
    if (node->kind == NODE_SCALAR) {
        str_add_char(out, ' ');
        add_scalar(out, node, indent);
    } else if (!node->first) {
        str_add(out, node->kind == NODE_MAP ? " {}\n" : " []\n");
    } else {
        str_add_char(out, '\n');
        if (node->kind == NODE_MAP)
            add_map(out, node, indent, false);
        else
            add_list(out, node, indent);
    }
}

/* The entries of a topic's sections stand apart, so that a person finds them. */
static void add_section(struct str *out, const struct node *section)
{
    str_addf(out, "\n%s:\n", section->key->text);
    for (const struct node *entry = section->first; entry; entry = entry->next) {
        str_add(out, entry == section->first ? "  - " : "\n  - ");
        if (entry->kind == NODE_MAP && entry->first)
            add_map(out, entry, 2 * STEP, true);
        else
            add_value(out, entry, 2 * STEP);
    }
}

void yaml_add(struct str *out, const struct node *root)
{
    for (const struct node *value = root->first; value; value = value->next) {
        if (value->kind == NODE_LIST && value->first && value->first->kind == NODE_MAP) {
            add_section(out, value);
            continue;
        }
        str_addf(out, "%s:", value->key->text);
        add_value(out, value, STEP);
    }
}
