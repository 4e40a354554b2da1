#include "exchange/history.h"

#include "exchange/json_read.h"
#include "store/json.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char FIRST_LINE[] = "{\"format\":\"bntutor history\",\"version\":1}";

/* In the order of enum answer_kind. */
static const char *const kind_words[] = {"grade",   "choice", "explain", "read", "demo",   "run",      "undo",
                                         "suspend", "resume", "bury",    "flag", "forget", "override", "predict",
                                         "setting"};
_Static_assert(sizeof kind_words / sizeof *kind_words == ANSWER_KIND_COUNT, "a word for each kind");

static void add_device(struct str *line, const unsigned char device[LOG_DEVICE_SIZE])
{
    char text[2 * LOG_DEVICE_SIZE + 1];
    for (size_t i = 0; i < LOG_DEVICE_SIZE; i++)
        snprintf(text + 2 * i, 3, "%02x", device[i]);
    json_object_text(line, "device", text);
}

/* What is zero or absent is left out. */
static void add_number(struct str *line, const char *key, int64_t number)
{
    if (number)
        json_object_integer(line, key, number);
}

static int write_row(void *context, const struct log_row *row, struct err *err)
{
    const struct answer *answer = &row->answer;
    struct str line;
    (void)err;
    str_init(&line);
    json_object_begin(&line);
    add_device(&line, row->device);
    json_object_integer(&line, "sequence", answer->sequence);
    json_object_integer(&line, "ordered_at", row->ordered_at);
    json_object_text(&line, "kind", answer->kind < ANSWER_KIND_COUNT ? kind_words[answer->kind] : "unknown");
    json_object_text(&line, "item", answer->item);
    json_object_integer(&line, "at", answer->at);
    add_number(&line, "utc_offset", answer->utc_offset_minutes);
    add_number(&line, "grade", (int64_t)answer->grade);
    json_object_boolean(&line, "right", answer->right);
    add_number(&line, "took_ms", answer->took_ms);
    add_number(&line, "hints", answer->hints);
    add_number(&line, "attempts", answer->attempts);
    if (answer->seed) { /* more bits than a double has */
        char seed[24];
        snprintf(seed, sizeof seed, "%" PRIu64, answer->seed);
        json_object_text(&line, "seed", seed);
    }
    if (answer->detail)
        json_object_text(&line, "detail", answer->detail);
    add_number(&line, "undone", answer->undone);
    add_number(&line, "confidence", answer->confidence);
    add_number(&line, "flag", answer->flag);
    add_number(&line, "overrides", answer->overrides);
    json_object_end(&line);
    fprintf((FILE *)context, "%s\n", line.text);
    str_release(&line);
    return 0;
}

static int write_history(const struct selection *selection, FILE *out, struct err *err)
{
    fprintf(out, "%s\n", FIRST_LINE);
    return store_log_read(selection->exchange->store, write_row, out, err);
}

/* The lines of a file while they are merged. */
struct lines {
    struct import *import;
    const char *next;
    size_t line;
    size_t lost;
    struct arena arena; /* of one line */
};

static int64_t number(const struct node *row, const char *key)
{
    const char *text = draft_value(row, key);
    return text ? strtoll(text, NULL, 10) : 0;
}

static bool is_number(const struct node *row, const char *key)
{
    const char *text = draft_value(row, key);
    char *end = NULL;
    if (text && *text)
        strtoll(text, &end, 10);
    return end && !*end;
}

static bool read_device(const struct node *row, unsigned char device[LOG_DEVICE_SIZE])
{
    const char *text = draft_value(row, "device");
    if (!text || strlen(text) != 2 * LOG_DEVICE_SIZE || text[strspn(text, "0123456789abcdef")])
        return false;
    for (size_t i = 0; i < LOG_DEVICE_SIZE; i++) {
        char digits[3] = {text[2 * i], text[2 * i + 1], '\0'};
        device[i] = (unsigned char)strtoul(digits, NULL, 16);
    }
    return true;
}

static int read_kind(const struct node *row)
{
    const char *word = draft_value(row, "kind");
    for (int i = 0; word && i < ANSWER_KIND_COUNT; i++)
        if (strcmp(kind_words[i], word) == 0)
            return i;
    return -1;
}

/* The fault of a row in words, or NULL once `row` is filled. */
static const char *read_row(const struct node *node, struct log_row *row)
{
    const char *const whole[] = {"sequence", "ordered_at", "at"}, *seed = draft_value(node, "seed"),
                      *right = draft_value(node, "right");
    int kind = read_kind(node);
    *row = (struct log_row){.ordered_at = number(node, "ordered_at")};
    if (!read_device(node, row->device))
        return "'device' is no name of a device: 32 hexadecimal digits";
    if (kind < 0)
        return "'kind' is none that is known";
    if (!draft_value(node, "item"))
        return "'item' is missing";
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (!is_number(node, whole[i]))
            return "'sequence', 'ordered_at' and 'at' must be whole numbers";
    row->answer = (struct answer){
        .kind = (enum answer_kind)kind,
        .item = (char *)(uintptr_t)draft_value(node, "item"), /* only read */
        .at = number(node, "at"),
        .utc_offset_minutes = (int)number(node, "utc_offset"),
        .grade = (enum grade)number(node, "grade"),
        .right = right && strcmp(right, "true") == 0,
        .took_ms = number(node, "took_ms"),
        .hints = (int)number(node, "hints"),
        .attempts = (int)number(node, "attempts"),
        .seed = seed ? strtoull(seed, NULL, 10) : 0,
        .detail = (char *)(uintptr_t)draft_value(node, "detail"),
        .sequence = number(node, "sequence"),
        .undone = number(node, "undone"),
        .confidence = (int)number(node, "confidence"),
        .flag = (int)number(node, "flag"),
        .overrides = number(node, "overrides"),
    };
    return NULL;
}

/* Reads the line; NULL or its fault, with its place in *span. */
static const char *read_line(struct lines *lines, size_t length, struct log_row *row, struct span *span)
{
    const char *line = arena_string_n(&lines->arena, lines->next, length), *at = line, *fault;
    *span = (struct span){lines->line, 1, 1};
    const struct node *node = json_read(lines->import, &at, &lines->arena, span, &fault);
    if (!node || *at)
        span->column += (size_t)(at - line);
    if (!node)
        return fault;
    if (*at)
        return "something follows the end of the row";
    return node->kind == NODE_MAP ? read_row(node, row) : "this is no row";
}

static int give(void *context, struct log_row *row, struct err *err)
{
    struct lines *lines = context;
    (void)err;
    while (*lines->next) {
        size_t length = strcspn(lines->next, "\n");
        struct span span;
        const char *fault = NULL;
        bool blank = strspn(lines->next, " \t") >= length;
        arena_clear(&lines->arena);
        lines->line++;
        if (!blank)
            fault = read_line(lines, length, row, &span);
        lines->next += length + (lines->next[length] == '\n');
        if (!blank && !fault)
            return 1;
        if (!blank)
            import_lost(lines->import, &span, "%s; this row is left out", fault);
        lines->lost += !blank;
    }
    return 0;
}

static int open_lines(struct lines *lines, struct import *import, struct err *err)
{
    const char *text = import->source.bytes;
    size_t length = strcspn(text, "\n");
    *lines = (struct lines){.import = import, .next = text + length + (text[length] == '\n'), .line = 1};
    const char *first = strstr(text, "\"bntutor history\""), *version = strstr(text, "\"version\"");
    if (!first || first > text + length)
        return err_set(err, ERR_INVALID, "cannot import '%s': its first line does not say that it is a history of bntutor",
                       import->source.path);
    const char *colon = version && version < text + length ? strchr(version, ':') : NULL;
    if (colon && strtol(colon + 1, NULL, 10) > 1)
        return err_set(err, ERR_NEWER, "cannot import '%s': it was written by a newer bntutor", import->source.path);
    return 0;
}

static size_t count_left(const struct log_merged *merged, const struct lines *lines)
{
    return merged->conflicting + merged->refused + lines->lost;
}

static void say(const struct log_merged *merged, const struct lines *lines, bool dry_run, struct str *said)
{
    str_addf(said, "%zu entr%s %s", merged->added, merged->added == 1 ? "y" : "ies",
             dry_run ? "would be added to the history" : "added to the history");
    if (merged->known)
        str_addf(said, ", %zu known already", merged->known);
    import_say_left(said, count_left(merged, lines));
    if (merged->conflicting)
        str_addf(said, "  %zu: others stand in their place\n", merged->conflicting);
    if (merged->refused + lines->lost)
        str_addf(said, "  %zu: they make no sense\n", merged->refused + lines->lost);
    if (!dry_run && merged->added)
        str_add(said, "'bntutor import --undo' takes this back.\n");
}

int history_import(struct import *import, bool dry_run, struct str *said, size_t *left, struct err *err)
{
    const struct exchange *exchange = import->exchange;
    struct journal_entry entry = {0};
    struct log_merged merged;
    struct lines lines;
    int code = open_lines(&lines, import, err);
    if (code)
        return code;
    arena_init(&lines.arena);
    if (!dry_run)
        code = journal_begin(exchange->journal, true, store_path(exchange->store), import->source.path, &entry, err);
    if (!code)
        code = store_log_add(exchange->store, entry.name, give, &lines, &merged, err);
    bool nothing = !code && !dry_run && !merged.added;
    if (entry.name && (code || nothing))
        journal_forget(&entry);
    *left = code ? 0 : count_left(&merged, &lines);
    if (!code && *left && !merged.added && !merged.known)
        code = err_set(err, ERR_INVALID, "cannot import '%s': there is nothing in it that could be taken", import->source.path);
    if (!code)
        say(&merged, &lines, dry_run, said);
    journal_release(&entry);
    arena_release(&lines.arena);
    return code;
}

int history_take_back(const struct exchange *exchange, const struct journal_entry *entry, struct str *said, struct err *err)
{
    size_t count;
    if (strcmp(entry->changed, store_path(exchange->store)) != 0)
        return err_set(err, ERR_INVALID, "the last import went into '%s'; name it with --db to take it back", entry->changed);
    int code = store_log_take_back(exchange->store, entry->name, exchange->now, exchange->utc_offset, &count, err);
    if (code == ERR_NOT_FOUND) { /* it broke off before anything was added */
        count = 0;
        code = 0;
    }
    if (!code)
        str_addf(said, "Took back the import of %s: %zu entr%s.\n", entry->from, count, count == 1 ? "y" : "ies");
    return code;
}

const struct format format_history = {
    .name = "history",
    .extension = "jsonl",
    .history = true,
    .write = write_history,
};
