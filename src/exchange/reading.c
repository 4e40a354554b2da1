#include "exchange/reading.h"

#include "course/characters.h"

#include <errno.h>
#include <string.h>

/* Histories of years are long; items are for learning. */
enum { HISTORY_BYTES_MAX = 1 << 30 };

static int read_stream(FILE *stream, const char *name, struct str *bytes, struct err *err)
{
    char chunk[1 << 16];
    for (size_t length; bytes->length <= HISTORY_BYTES_MAX && (length = fread(chunk, 1, sizeof chunk, stream)) > 0;)
        str_add_n(bytes, chunk, length);
    if (ferror(stream))
        return err_system(err, errno, "cannot read '%s'", name);
    if (bytes->length > HISTORY_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "cannot read '%s': longer than %d MiB", name, HISTORY_BYTES_MAX >> 20);
    return 0;
}

static int read_source(struct source *source, const char *path, struct diagnostics *diagnostics, struct err *err)
{
    bool standard = strcmp(path, "-") == 0;
    struct str bytes;
    *source =
        (struct source){.path = standard ? "standard input" : path, .diagnostics = diagnostics, .cursor = {.line = 1, .column = 1}};
    FILE *stream = standard ? stdin : fopen(path, "rb");
    if (!stream)
        return err_system(err, errno, "cannot open '%s'", path);
    str_init(&bytes);
    int code = read_stream(stream, source->path, &bytes, err);
    if (!standard)
        fclose(stream);
    if (bytes.length >= 3 && memcmp(bytes.text, "\xef\xbb\xbf", 3) == 0)
        str_remove(&bytes, 0, 3);
    source->length = bytes.length;
    source->bytes = str_take(&bytes);
    return code;
}

/* True if some line begins with `start`. */
static bool has_line(const char *text, const char *start)
{
    size_t length = strlen(start);
    for (; text; text = strchr(text, '\n')) {
        text += *text == '\n';
        if (strncmp(text, start, length) == 0)
            return true;
    }
    return false;
}

static bool has_any_line(const char *text, const char *const *starts)
{
    for (; *starts; starts++)
        if (has_line(text, *starts))
            return true;
    return false;
}

/* Headers of Anki stand at the top; "# what is asked" is a heading of Markdown. */
static bool has_anki_header(const char *text)
{
    static const char *const headers[] = {"#separator:", "#html:", "#notetype",     "#deck",
                                          "#columns:",   "#tags",  "#guid column:", NULL};
    for (size_t i = 0; headers[i]; i++)
        if (strncmp(text, headers[i], strlen(headers[i])) == 0)
            return true;
    return false;
}

/* An answer in braces, not a gap in double ones. */
static bool has_gift_answer(const char *text)
{
    for (const char *brace = strchr(text, '{'); brace; brace = strchr(brace + 1, '{')) {
        bool single = brace[1] != '{' && (brace == text || (brace[-1] != '{' && brace[-1] != '\\'));
        size_t blanks = strspn(brace + 1, " \t\r\n");
        if (single && strchr("=~#TF}", brace[1 + blanks]) && brace[1 + blanks])
            return true;
    }
    return false;
}

static const struct format *format_of_text(const char *text)
{
    static const char *const aiken[] = {"ANSWER: ", "ANSWER:", NULL}, *const markdown[] = {"Q: ", "Q:\n", "C: ", "C:\n", NULL};
    const char *start = text + strspn(text, " \t\r\n");
    size_t first_line = strcspn(start, "\n");
    if (has_anki_header(text))
        return &format_anki;
    if (*start == '{' && memmem(start, first_line, "bntutor history", strlen("bntutor history")))
        return &format_history;
    if (*start == '{' || *start == '[')
        return &format_json;
    if (has_any_line(text, aiken))
        return &format_aiken;
    if (has_any_line(text, markdown))
        return &format_markdown;
    if (has_gift_answer(text) || has_line(text, "::") || has_line(text, "$CATEGORY:"))
        return &format_gift;
    return memchr(start, '\t', first_line) ? &format_csv : NULL;
}

/* The bytes know best; a name such as notes.txt says nothing. */
static const struct format *find_format(const struct source *source, const char *path)
{
    const struct format *named = format_of_path(path);
    if (source->length >= 4 && memcmp(source->bytes, "PK\3\4", 4) == 0)
        return &format_apkg;
    if (named && strcmp(named->extension, "txt") != 0)
        return named;
    return format_of_text(source->bytes);
}

static int check_encoding(struct import *import, struct err *err)
{
    struct source *source = &import->source;
    const unsigned char *bytes = (const unsigned char *)source->bytes;
    if (source->length >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)))
        return err_set(err, ERR_INVALID, "cannot import '%s': it is UTF-16; save it as UTF-8", source->path);
    for (size_t at = 0; at < source->length;) {
        unsigned code_point;
        size_t size = character_decode(source->bytes + at, source->length - at, &code_point);
        if (code_point == 0)
            return err_set(err, ERR_INVALID, "cannot import '%s': it is no text", source->path);
        if (code_point == CHARACTER_MALFORMED) {
            struct span span = import_span(import, source->bytes + at);
            import_lost(import, &span, "this is not UTF-8; save the file as UTF-8");
            return err_set(err, ERR_INVALID, "cannot import '%s': line %zu is not UTF-8", source->path, span.line);
        }
        at += size;
    }
    return 0;
}

/* Line breaks become \n, and what no course file may hold a blank. */
static void clean(struct source *source)
{
    size_t to = 0;
    for (size_t from = 0; from < source->length;) {
        unsigned code_point;
        size_t size = character_decode(source->bytes + from, source->length - from, &code_point);
        bool before_newline = code_point == '\r' && source->bytes[from + 1] == '\n';
        if (code_point == '\r' && !before_newline)
            source->bytes[to++] = '\n';
        else if (character_forbidden(code_point))
            source->bytes[to++] = ' ';
        else if (!before_newline)
            for (size_t i = 0; i < size; i++)
                source->bytes[to++] = source->bytes[from + i];
        from += size;
    }
    source->length = to;
    source->bytes[to] = '\0';
}

int reading_open(struct import *import, const char *path, const struct format **format, struct diagnostics *diagnostics,
                 struct err *err)
{
    struct source *source = &import->source;
    int code = read_source(source, path, diagnostics, err);
    if (code)
        return code;
    if (source->length == 0)
        return err_set(err, ERR_INVALID, "cannot import '%s': it is empty", source->path);
    if (!*format)
        *format = find_format(source, path);
    if (*format && !(*format)->history && source->length > SOURCE_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "cannot import '%s': larger than %d MiB", source->path, SOURCE_BYTES_MAX >> 20);
    if (*format && (*format)->binary)
        return 0;
    code = check_encoding(import, err);
    if (!code && !*format)
        code = err_set(err, ERR_INVALID, "cannot import '%s': what it is cannot be told; say it with --format", source->path);
    if (!code)
        clean(source);
    return code;
}
