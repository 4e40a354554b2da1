#include "experiment/placeholders.h"

#include "base/str.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *placeholders_number(double number, int decimals, struct arena *arena)
{
    char *text = decimals < 0 ? arena_print(arena, "%.10g", number) : arena_print(arena, "%.*f", decimals, number);
    bool zero = text[0] == '-' && text[1 + strspn(text + 1, "0.")] == '\0';
    return zero ? text + 1 : text;
}

/* Splits "2 * m:3" into the expression and its decimals. */
static const char *split(const char *text, size_t length, int *decimals, struct arena *arena)
{
    *decimals = DECIMALS_SHORT;
    if (length > 2 && text[length - 2] == ':' && isdigit((unsigned char)text[length - 1])) {
        *decimals = text[length - 1] - '0';
        length -= 2;
    }
    return arena_string_n(arena, text, length);
}

static bool ends_with_operator(const struct str *text)
{
    static const char *const operators[] = {"+", "-", "/", "^", "·", "×", "√"};
    size_t length = text->length;
    while (length > 0 && text->text[length - 1] == ' ')
        length--;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        size_t size = strlen(operators[i]);
        if (length >= size && memcmp(text->text + length - size, operators[i], size) == 0)
            return true;
    }
    return false;
}

static int fill_one(struct str *out, const char *text, size_t length, const struct scope *scope, struct arena *arena,
                    struct err *err)
{
    int decimals;
    struct quantity value;
    int code = expression_evaluate(split(text, length, &decimals, arena), scope, arena, &value, err);
    if (code)
        return code;
    if (value.text) {
        str_add(out, value.text);
        return 0;
    }
    bool apart = value.count == 1 && value.items[0] < 0 && ends_with_operator(out);
    str_add(out, apart ? "(" : "");
    for (size_t i = 0; i < value.count; i++)
        str_addf(out, "%s%s", i ? ", " : "", placeholders_number(value.items[i], decimals, arena));
    str_add(out, apart ? ")" : "");
    return 0;
}

static int fill(struct str *out, const char *text, const struct scope *scope, struct arena *arena, struct err *err)
{
    while (*text) {
        size_t plain = strcspn(text, "{");
        str_add_n(out, text, plain);
        text += plain;
        if (*text != '{')
            continue;
        if (text[1] == '{') {
            str_add_char(out, '{');
            text += 2;
            continue;
        }
        const char *close = strchr(text, '}');
        if (!close)
            return err_set(err, ERR_INVALID, "'%.40s': a '}' is missing to close the placeholder", text);
        int code = fill_one(out, text + 1, (size_t)(close - text - 1), scope, arena, err);
        if (code)
            return code;
        text = close + 1;
    }
    return 0;
}

int placeholders_fill(const char *text, const struct scope *scope, struct arena *arena, const char **filled, struct err *err)
{
    struct str out;
    str_init(&out);
    int code = fill(&out, text, scope, arena, err);
    *filled = arena_string(arena, out.text);
    str_release(&out);
    return code;
}
