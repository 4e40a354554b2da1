#include "exchange/json_read.h"

#include "base/utf8.h"
#include "course/characters.h"

#include <string.h>

static const char BLANKS[] = " \t\r\n";

struct json {
    struct import *import;
    struct arena *arena;
    const struct span *at;
    const char *text;
    const char *fault;
    size_t depth;
};

static struct node *read_value(struct json *json);

static struct node *fail(struct json *json, const char *fault)
{
    json->fault = json->fault ? json->fault : fault;
    return NULL;
}

static void skip(struct json *json)
{
    json->text += strspn(json->text, BLANKS);
}

static struct span place(struct json *json)
{
    return json->at ? *json->at : import_span(json->import, json->text);
}

/* Four digits behind \u; false if they are none. */
static bool read_hex(const char *text, unsigned *value)
{
    *value = 0;
    for (int i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef0123456789ABCDEF";
        const char *digit = text[i] ? strchr(digits, text[i]) : NULL;
        if (!digit)
            return false;
        *value = *value * 16 + (unsigned)(digit - digits) % 16;
    }
    return true;
}

/* What stands behind a backslash. */
static bool read_escape(struct json *json, struct str *out)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    char bytes[4];
    unsigned code_point, low;
    const char *letter = *json->text ? strchr(letters, *json->text) : NULL;
    if (letter) {
        char meant = meanings[letter - letters];
        str_add_char(out, character_forbidden((unsigned char)meant) ? ' ' : meant);
        json->text++;
        return true;
    }
    if (*json->text != 'u' || !read_hex(json->text + 1, &code_point))
        return false;
    json->text += 5;
    if (code_point >= 0xd800 && code_point < 0xdc00 && json->text[0] == '\\' && json->text[1] == 'u' &&
        read_hex(json->text + 2, &low) && low >= 0xdc00 && low < 0xe000) {
        code_point = 0x10000 + ((code_point - 0xd800) << 10) + (low - 0xdc00);
        json->text += 6;
    }
    if (code_point >= 0xd800 && code_point < 0xe000)
        code_point = 0xfffd;
    if (character_forbidden(code_point))
        code_point = ' ';
    str_add_n(out, bytes, utf8_encode(code_point, bytes));
    return true;
}

static struct node *read_string(struct json *json)
{
    struct span at = place(json);
    struct str text;
    str_init(&text);
    bool good = true;
    for (json->text++; good && *json->text && *json->text != '"';) {
        size_t length = strcspn(json->text, "\\\"\n");
        str_add_n(&text, json->text, length);
        json->text += length;
        if (*json->text == '\n')
            good = false;
        else if (*json->text == '\\')
            json->text++, good = read_escape(json, &text);
    }
    if (good && *json->text == '"')
        json->text++;
    else
        fail(json, *json->text == '\n' || !*json->text ? "this text is never closed" : "this escape is none of JSON's");
    struct node *node = json->fault ? NULL : draft_text(json->arena, text.text, at);
    str_release(&text);
    return node;
}

/* Numbers, true, false and null. */
static struct node *read_word(struct json *json)
{
    size_t length = strspn(json->text, "-+.0123456789eE");
    struct span at = place(json);
    if (!length) {
        static const char *const words[] = {"true", "false", "null"};
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (strncmp(json->text, words[i], strlen(words[i])) == 0)
                length = strlen(words[i]);
    }
    if (!length)
        return fail(json, *json->text ? "this is no JSON value" : "it ends where a value should stand");
    bool null = *json->text == 'n';
    struct node *node = draft_text(json->arena, arena_string_n(json->arena, json->text, null ? 0 : length), at);
    json->text += length;
    return node;
}

/* The comma or end behind an entry: 1 = more, 0 = the end, -1 = neither. */
static int next_entry(struct json *json, char end)
{
    skip(json);
    char sign = *json->text;
    if (sign != ',' && sign != end) {
        fail(json, end == '}' ? "a comma or } is missing here" : "a comma or ] is missing here");
        return -1;
    }
    json->text++;
    return sign == ',';
}

static struct node *read_key(struct json *json)
{
    skip(json);
    if (*json->text != '"')
        return fail(json, "a key in quotes is missing here");
    struct node *key = read_string(json);
    skip(json);
    if (key && *json->text != ':')
        return fail(json, "a colon is missing here");
    json->text += key != NULL;
    return key;
}

/* A list, or a map; both may have 100,000 entries. */
static struct node *read_entries(struct json *json, bool map)
{
    struct span at = place(json);
    struct node *node = map ? draft_map(json->arena, at) : draft_list(json->arena, at), **end = &node->first;
    char close = map ? '}' : ']';
    json->text++;
    skip(json);
    if (*json->text == close) {
        json->text++;
        return node;
    }
    if (++json->depth > NODE_DEPTH_MAX)
        return fail(json, "nested deeper than 32 levels");
    for (int more = 1; more > 0;) {
        struct node *key = map ? read_key(json) : NULL;
        struct node *value = map && !key ? NULL : read_value(json);
        if (!value)
            return NULL;
        value->key = key;
        *end = value;
        end = &value->next;
        node->count++;
        more = next_entry(json, close);
    }
    json->depth--;
    return json->fault ? NULL : node;
}

static struct node *read_value(struct json *json)
{
    skip(json);
    if (*json->text == '{' || *json->text == '[')
        return read_entries(json, *json->text == '{');
    return *json->text == '"' ? read_string(json) : read_word(json);
}

struct node *json_read(struct import *import, const char **text, struct arena *arena, const struct span *at, const char **fault)
{
    struct json json = {.import = import, .arena = arena, .at = at, .text = *text};
    struct node *node = read_value(&json);
    skip(&json);
    *text = json.text;
    *fault = json.fault;
    return json.fault ? NULL : node;
}
