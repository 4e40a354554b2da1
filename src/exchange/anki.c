/* Anki's text files with headers (Anki 2.1.54 and newer), written and read. */
#include "exchange/anki_note.h"
#include "exchange/separated.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ID, type of note, deck, front, back, tags. */
static const char HEADERS[] = "#separator:tab\n"
                              "#html:true\n"
                              "#notetype column:2\n"
                              "#deck column:3\n"
                              "#tags column:6\n"
                              "#columns:ID\tNote type\tDeck\tFront\tBack\tTags\n";

static int write_notes(const struct selection *selection, FILE *out, struct err *err)
{
    struct anki_note note;
    struct str line;
    (void)err;
    anki_note_init(&note);
    str_init(&line);
    fputs(HEADERS, out);
    for (size_t i = 0; i < selection->count; i++) {
        anki_note_fill(&note, selection->items[i]);
        const char *const columns[] = {note.fields[0].text, note.type,           note.deck.text,
                                       note.fields[1].text, note.fields[2].text, note.tags.text};
        str_clear(&line);
        for (size_t j = 0; j < sizeof columns / sizeof *columns; j++) {
            if (j)
                str_add_char(&line, '\t');
            separated_add(&line, columns[j], '\t');
        }
        fprintf(out, "%s\n", line.text);
    }
    str_release(&line);
    anki_note_release(&note);
    return 0;
}

/* What the headers say; columns count from 1, 0 = none. */
struct anki_layout {
    char separator; /* '\0' = to be found out */
    bool html, says_html;
    bool bare; /* no comments stand between the rows */
    size_t type, deck, tags, guid;
    const char *all_type;
};

static char separator_of(const char *value)
{
    static const struct {
        const char *name;
        char separator;
    } known[] = {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"space", ' '}, {"pipe", '|'}, {"colon", ':'}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcasecmp(known[i].name, value) == 0 || (value[0] == known[i].separator && !value[1]))
            return known[i].separator;
    return '\0';
}

static void read_header(struct import *import, struct anki_layout *layout, const char *line, size_t length)
{
    char *header = arena_string_n(&import->arena, line, length), *value = strchr(header, ':');
    if (!value)
        return;
    *value++ = '\0';
    value[strcspn(value, "\r")] = '\0';
    unsigned long column = strtoul(value, NULL, 10);
    if (strcasecmp(header, "separator") == 0) {
        layout->separator = separator_of(value);
        struct span span = import_span(import, line);
        if (!layout->separator)
            import_lost(import, &span, "'%.20s' is no separator: comma, semicolon, tab, space, pipe and colon are", value);
    } else if (strcasecmp(header, "html") == 0) {
        layout->html = strcasecmp(value, "true") == 0;
        layout->says_html = true;
    } else if (strcasecmp(header, "notetype column") == 0) {
        layout->type = column;
    } else if (strcasecmp(header, "deck column") == 0) {
        layout->deck = column;
    } else if (strcasecmp(header, "tags column") == 0) {
        layout->tags = column;
    } else if (strcasecmp(header, "guid column") == 0) {
        layout->guid = column;
    } else if (strcasecmp(header, "notetype") == 0) {
        layout->all_type = value;
    }
}

static const char *read_headers(struct import *import, struct anki_layout *layout)
{
    const char *line = import->source.bytes;
    for (; *line == '#'; line += strcspn(line, "\n"), line += *line == '\n')
        read_header(import, layout, line + 1, strcspn(line, "\n") - 1);
    return line;
}

/* The fields of a row: all that is in no column with a meaning of its own. */
static size_t gather(const struct record *record, const struct anki_layout *layout, const char *fields[], size_t most)
{
    size_t count = 0;
    for (size_t i = 0; i < record->count; i++) {
        size_t column = i + 1;
        if (column != layout->type && column != layout->deck && column != layout->tags && column != layout->guid && count < most)
            fields[count++] = record->items[i].text;
    }
    return count;
}

static bool looks_like_html(const char *text)
{
    for (; (text = strpbrk(text, "<&")); text++)
        if ((*text == '<' && strchr(text, '>')) || (*text == '&' && strchr(text, ';')))
            return true;
    return false;
}

static void take(struct import *import, const struct anki_layout *layout, const struct record *record)
{
    enum { MOST = 4 };
    const char *fields[MOST + 1] = {"", "", "", "", ""};
    size_t count = gather(record, layout, fields, MOST);
    const char *type = layout->type ? record_field(record, layout->type - 1) : layout->all_type ? layout->all_type : "";
    bool own = strncmp(type, ANKI_CARD, strlen(ANKI_CARD)) == 0;
    struct span span = import_span(import, record->items[0].at);
    const char *const *texts = fields + own;
    bool cloze = own ? strcmp(type, ANKI_CLOZE) == 0 : strstr(texts[0], "{{c") != NULL;
    if (count < 2 + (size_t)own && !cloze) {
        import_lost(import, &span, "%zu field%s where front and back are needed", count, count == 1 ? "" : "s");
        return;
    }
    if (!own && count > 2 && *texts[2] && layout->tags)
        import_remark(import, &span, "only two fields of a note are taken");
    struct anki_fields note = {.id = own ? fields[0] : "",
                               .front = texts[0],
                               .back = texts[1],
                               .tags = layout->tags ? record_field(record, layout->tags - 1) : "",
                               .html = layout->says_html ? layout->html : looks_like_html(texts[0]) || looks_like_html(texts[1]),
                               .cloze = cloze};
    if (!*note.front || (!*note.back && !cloze))
        import_lost(import, &span, "the %s is empty", *note.front ? "back" : "front");
    else
        anki_note_take(import, &note, span);
}

static void read_rows(struct import *import, const struct anki_layout *layout, const char *start)
{
    struct record record = {0};
    struct separated rows = {.import = import, .next = start, .separator = layout->separator, .comments = !layout->bare};
    while (layout->separator && separated_next(&rows, &record))
        take(import, layout, &record);
    record_release(&record);
}

static int read_notes(struct import *import, struct err *err)
{
    struct anki_layout layout = {.separator = '\0'};
    (void)err;
    const char *start = read_headers(import, &layout);
    if (!layout.separator && !import->source.error_count)
        layout.separator = separated_guess(start);
    if (!layout.separator && !import->source.error_count) {
        struct span span = import_span(import, start);
        import_lost(import, &span, "one field where front and back are needed; there is no separator between them");
    }
    read_rows(import, &layout, start);
    return 0;
}

void anki_read_notes(struct import *import)
{
    const struct anki_layout layout = {.separator = '\t', .html = true, .says_html = true, .bare = true, .type = 1, .tags = 2};
    read_rows(import, &layout, import->source.bytes);
}

const struct format format_anki = {
    .name = "anki",
    .extension = "txt",
    .holds = ANKI_HOLDS,
    .write = write_notes,
    .read = read_notes,
};
