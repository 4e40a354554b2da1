#include "experiment/formula.h"

#include "base/str.h"

#include <ctype.h>
#include <string.h>

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

static const struct {
    const char *name, *shown;
} signs[] = {
    {"xhat", "x̂"},
    {"batch_mean", "μ"},
    {"batch_var", "σ²"},
    {"used_mean", "mean"},
    {"used_var", "variance"},
    {"invstd", "(1 / σ)"},
    {"epsilon", "ε"},
    {"gamma", "γ"},
    {"beta", "β"},
    {"dgamma", "dγ"},
    {"dbeta", "dβ"},
    {"y_mean", "mean of y"},
    {"y_var", "variance of y"},
    {"xhat_mean", "mean of x̂"},
    {"xhat_var", "variance of x̂"},
    {"running_mean", "running mean"},
    {"running_var", "running variance"},
    {"running_mean_before", "running mean before"},
    {"running_var_before", "running variance before"},
    {"count", "n"},
    {"sqrt", "√"},
};

static bool same(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static void add_name(struct str *out, const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (same(name, length, signs[i].name)) {
            str_add(out, signs[i].shown);
            return;
        }
    }
    for (size_t i = 0; i < length; i++)
        str_add_char(out, name[i] == '_' ? ' ' : name[i]);
}

/* How much of "n(x)" stands at `text`: it reads as n; 0 if something else does. */
static size_t how_many_length(const char *text)
{
    if (text[0] != 'n' || text[1] != '(')
        return 0;
    size_t name = strspn(text + 2, letters);
    return name && text[2 + name] == ')' ? name + 3 : 0;
}

/* A name; returns its length with the index that says nothing. */
static size_t read_name(struct str *out, const char *text, const struct scope *scope)
{
    size_t length = strspn(text, letters), count = how_many_length(text);
    struct quantity quantity;
    if (count) {
        str_add_char(out, 'n');
        return count;
    }
    add_name(out, text, length);
    bool single = scope && scope_find(scope, text, length, &quantity) && quantity.count == 1;
    return length + (single && strncmp(text + length, "[0]", 3) == 0 ? 3 : 0);
}

static bool is_unary(const struct str *out)
{
    size_t length = out->length;
    while (length > 0 && out->text[length - 1] == ' ')
        length--;
    return length == 0 || strchr("([,+-/^=<>", out->text[length - 1]) || (length > 1 && memcmp(out->text + length - 2, "·", 2) == 0);
}

/* An operator with a blank on each side, a power as a raised digit; returns the characters read. */
static size_t read_operator(struct str *out, const char *text)
{
    size_t length = strchr("!<>", *text) && text[1] == '=' ? 2 : 1;
    if (*text == '^' && (text[1] == '2' || text[1] == '3') && !isdigit((unsigned char)text[2]) && text[2] != '.') {
        str_add(out, text[1] == '2' ? "²" : "³");
        return 2;
    }
    if (*text == '^' || (*text == '-' && is_unary(out)))
        str_add_char(out, *text);
    else if (*text == '*')
        str_add(out, " · ");
    else
        str_addf(out, " %.*s ", (int)length, text);
    return length;
}

const char *formula_text(const char *expression, const struct scope *scope, struct arena *arena)
{
    struct str out;
    str_init(&out);
    for (const char *at = expression; *at;) {
        if (isalpha((unsigned char)*at) || *at == '_') {
            at += read_name(&out, at, scope);
        } else if (isdigit((unsigned char)*at) || *at == '.') {
            size_t length = strspn(at, "0123456789.");
            if ((at[length] == 'e' || at[length] == 'E') && (isdigit((unsigned char)at[length + 1]) || at[length + 1] == '-'))
                length += 2 + strspn(at + length + 2, "0123456789");
            str_add_n(&out, at, length);
            at += length;
        } else if (strchr("+-*/^=!<>", *at)) {
            at += read_operator(&out, at);
        } else {
            str_add(&out, *at == ',' ? ", " : "");
            if (!isspace((unsigned char)*at) && *at != ',')
                str_add_char(&out, *at);
            at++;
        }
    }
    const char *text = arena_string(arena, out.text);
    str_release(&out);
    return text;
}

/* Bytes of `sign` at `text` with its index: "γ", "γ[1]"; 0 if something else stands there. */
static size_t sign_length(const char *text, const char *sign)
{
    size_t length = strlen(sign);
    if (strncmp(text, sign, length) != 0)
        return 0;
    if (text[length] == '[')
        length += strcspn(text + length, "]") + 1;
    return length;
}

/* Bytes of "γ · " at `text`, which begins a product if it stands behind `before`; 0 if something else does. */
static size_t factor_length(const char *text, const struct str *before)
{
    static const char times[] = " · ";
    size_t length = sign_length(text, "γ");
    bool begins = !before->length || strchr("([", before->text[before->length - 1]) ||
                  (before->length > 1 && strcmp(before->text + before->length - 2, ", ") == 0);
    return length && begins && strncmp(text + length, times, sizeof times - 1) == 0 ? length + sizeof times - 1 : 0;
}

/* Bytes of " + β" at `text`, at the end of a sum; 0 if something else stands there. */
static size_t addend_length(const char *text)
{
    size_t length = strncmp(text, " + ", 3) == 0 ? sign_length(text + 3, "β") : 0;
    return length && (!text[3 + length] || strchr(",)]", text[3 + length])) ? 3 + length : 0;
}

/* Whether all of it stands in one pair of brackets. */
static bool is_bracketed(const struct str *text)
{
    size_t depth = 0;
    for (size_t i = 0; i < text->length; i++) {
        depth += text->text[i] == '(';
        if (text->text[i] == ')' && --depth == 0)
            return text->text[0] == '(' && i + 1 == text->length;
        if (depth == 0)
            return false;
    }
    return false;
}

const char *formula_short(const char *formula, bool without_gamma, bool without_beta, struct arena *arena)
{
    struct str out;
    str_init(&out);
    for (const char *at = formula; *at;) {
        size_t factor = without_gamma ? factor_length(at, &out) : 0, addend = without_beta ? addend_length(at) : 0;
        if (!factor && !addend)
            str_add_char(&out, *at);
        at += factor ? factor : addend ? addend : 1;
    }
    bool bracketed = out.length != strlen(formula) && is_bracketed(&out);
    const char *text = arena_string_n(arena, out.text + bracketed, out.length - 2 * (size_t)bracketed);
    str_release(&out);
    return text;
}
