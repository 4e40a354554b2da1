/* The header of .npy: a Python dictionary with 'descr', 'fortran_order' and 'shape', in any order. */
#include "tensor/format.h"

#include <stdint.h>
#include <string.h>

struct scanner {
    const char *at, *end;
};

static void skip_blanks(struct scanner *scanner)
{
    while (scanner->at < scanner->end && strchr(" \t\n", *scanner->at))
        scanner->at++;
}

/* Takes `text` if it comes next. */
static bool take(struct scanner *scanner, const char *text)
{
    skip_blanks(scanner);
    size_t length = strlen(text);
    if ((size_t)(scanner->end - scanner->at) < length || memcmp(scanner->at, text, length) != 0)
        return false;
    scanner->at += length;
    return true;
}

/* A string in single or double quotes without escapes, which NumPy never writes here. */
static bool take_string(struct scanner *scanner, char *text, size_t size)
{
    const char *quote = take(scanner, "'") ? "'" : take(scanner, "\"") ? "\"" : NULL;
    size_t length = 0;
    while (quote && scanner->at < scanner->end && *scanner->at != *quote && length + 1 < size)
        text[length++] = *scanner->at++;
    text[length] = '\0';
    return quote && take(scanner, quote);
}

static bool take_number(struct scanner *scanner, size_t *number)
{
    skip_blanks(scanner);
    const char *start = scanner->at;
    *number = 0;
    for (; scanner->at < scanner->end && *scanner->at >= '0' && *scanner->at <= '9'; scanner->at++) {
        size_t digit = (size_t)(*scanner->at - '0');
        if (*number > (SIZE_MAX - digit) / 10)
            return false;
        *number = *number * 10 + digit;
    }
    bool any = scanner->at > start;
    take(scanner, "L"); /* as Python 2 wrote long integers */
    return any;
}

static int read_shape(struct scanner *scanner, struct npy_header *header, struct err *err)
{
    bool more = take(scanner, "(");
    if (!more)
        return err_set(err, ERR_INVALID, "its header's 'shape' is no tuple");
    for (header->rank = 0; !take(scanner, ")"); header->rank++) {
        if (header->rank == TENSOR_RANK_MAX)
            return err_set(err, ERR_INVALID, "its header has more than %d dimensions", TENSOR_RANK_MAX);
        if (!more || !take_number(scanner, &header->shape[header->rank]))
            return err_set(err, ERR_INVALID, "its header's 'shape' is no tuple of sizes");
        more = take(scanner, ",");
    }
    return 0;
}

static int read_type(const char *text, struct npy_header *header, struct err *err)
{
    bool known = strlen(text) == 3 && strchr("<>", text[0]) && strchr("fi", text[1]) && strchr("48", text[2]);
    if (!known)
        return err_set(err, ERR_INVALID, "its values are of type '%s'; f4, f8, i4 and i8 can be read", text);
    header->big_endian = text[0] == '>';
    header->kind = text[1];
    header->bytes = (size_t)(text[2] - '0');
    return 0;
}

enum { KEY_DESCR = 1, KEY_ORDER = 2, KEY_SHAPE = 4, KEYS_ALL = 7 };

/* One entry; its key is added to *keys. */
static int read_entry(struct scanner *scanner, struct npy_header *header, unsigned *keys, struct err *err)
{
    char key[32], type[32];
    if (!take_string(scanner, key, sizeof key) || !take(scanner, ":"))
        return err_set(err, ERR_INVALID, "its header is no dictionary of NumPy's");
    if (!strcmp(key, "descr")) {
        *keys |= KEY_DESCR;
        if (!take_string(scanner, type, sizeof type))
            return err_set(err, ERR_INVALID, "its values are records or of a type that cannot be read; f4, f8, i4 and i8 can");
        return read_type(type, header, err);
    }
    if (!strcmp(key, "shape")) {
        *keys |= KEY_SHAPE;
        return read_shape(scanner, header, err);
    }
    if (!strcmp(key, "fortran_order")) {
        *keys |= KEY_ORDER;
        header->fortran_order = take(scanner, "True");
        if (!header->fortran_order && !take(scanner, "False"))
            return err_set(err, ERR_INVALID, "its header's 'fortran_order' is neither True nor False");
        return 0;
    }
    return err_set(err, ERR_INVALID, "its header has the unknown key '%s'", key);
}

int npy_parse_header(struct npy_header *header, const char *text, size_t length, struct err *err)
{
    struct scanner scanner = {text, text + length};
    unsigned keys = 0;
    if (!take(&scanner, "{"))
        return err_set(err, ERR_INVALID, "its header is no dictionary of NumPy's");
    while (!take(&scanner, "}")) {
        int code = read_entry(&scanner, header, &keys, err);
        if (code)
            return code;
        if (!take(&scanner, ",") && !(scanner.at < scanner.end && *scanner.at == '}'))
            return err_set(err, ERR_INVALID, "its header is no dictionary of NumPy's");
    }
    if (keys != KEYS_ALL)
        return err_set(err, ERR_INVALID, "its header lacks 'descr', 'fortran_order' or 'shape'");
    return 0;
}
