/* Tables of numbers: a line a row. */
#include "tensor/format.h"

#include "base/mem.h"
#include "base/str.h"
#include "base/vec.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct values {
    float *items;
    size_t count, capacity;
};

struct table {
    const struct tensor_source *source;
    struct values values;
    size_t columns; /* 0 before the first row */
    size_t rows;
    size_t line; /* being read, from 1 */
    char separator;
};

/* What stands between the numbers of `line`: a blank stands for any run of blanks. */
static char find_separator(const char *line)
{
    return strchr(line, ';') ? ';' : strchr(line, '\t') ? '\t' : strchr(line, ',') ? ',' : ' ';
}

static char *strip(char *text)
{
    text += strspn(text, " \t\r\n");
    for (size_t length = strlen(text); length && strchr(" \t\r\n", text[length - 1]); length--)
        text[length - 1] = '\0';
    return text;
}

/* Without the quotes that some programs put around every field. */
static char *unquote(char *text)
{
    size_t length = strlen(text);
    if (length < 2 || text[0] != '"' || text[length - 1] != '"')
        return text;
    text[length - 1] = '\0';
    return strip(text + 1);
}

/* The next field, ended by a NUL; *rest moves behind it and is NULL after the last one. */
static char *next_field(char **rest, char separator)
{
    char *field = *rest;
    char *end = field + (separator == ' ' ? strcspn(field, " \t") : strcspn(field, (char[]){separator, '\0'}));
    *rest = *end ? end + 1 : NULL;
    *end = '\0';
    if (separator == ' ' && *rest)
        *rest += strspn(*rest, " \t");
    return unquote(strip(field));
}

static bool read_number(const char *field, float *value)
{
    char *end;
    double number = strtod(field, &end);
    *value = (float)number;
    return end > field && !*end;
}

static int fail_field(const struct table *table, size_t column, const char *field, float value, struct err *err)
{
    const char *where = table->source->name;
    if (!*field)
        return err_set(err, ERR_INVALID, "%s:%zu: field %zu is empty", where, table->line, column);
    if (isinf(value))
        return err_set(err, ERR_INVALID, "%s:%zu: field %zu: '%.40s' is too large for float32", where, table->line, column, field);
    return err_set(err, ERR_INVALID, "%s:%zu: field %zu: '%.40s' is not a number%s", where, table->line, column, field,
                   table->separator != ',' && strchr(field, ',') ? " (the decimal sign is a point)" : "");
}

/* True for "inf", "-infinity": infinity that was meant. */
static bool says_infinity(const char *field)
{
    return strchr("iI", field[strspn(field, "+-")]) != NULL;
}

static int read_row(struct table *table, char *line, struct err *err)
{
    size_t column = 0;
    for (char *rest = line; rest;) {
        float value = 0;
        const char *field = next_field(&rest, table->separator);
        column++;
        if (!read_number(field, &value) || (isinf(value) && !says_infinity(field)))
            return fail_field(table, column, field, value, err);
        *vec_add(&table->values) = value;
    }
    if (table->columns && column != table->columns)
        return err_set(err, ERR_INVALID, "%s:%zu: %zu field%s, where the rows before have %zu", table->source->name, table->line,
                       column, column == 1 ? "" : "s", table->columns);
    table->columns = column;
    table->rows++;
    return 0;
}

/* Names of columns: a first line in which no field is a number. */
static bool is_heading(const struct table *table, const char *line)
{
    if (table->rows || table->columns)
        return false;
    char *copy = mem_string(line);
    bool heading = true;
    for (char *rest = copy; rest && heading;) {
        float value;
        const char *field = next_field(&rest, table->separator);
        heading = *field && !read_number(field, &value);
    }
    free(copy);
    return heading;
}

static int read_line(struct table *table, char *line, struct err *err)
{
    if (table->line == 1 && !strncmp(line, "\xEF\xBB\xBF", 3))
        line += 3;
    line = strip(line);
    if (!*line || *line == '#')
        return 0;
    if (!table->columns) {
        table->separator = find_separator(line);
        if (is_heading(table, line)) {
            char *rest = line;
            for (; rest; table->columns++)
                next_field(&rest, table->separator);
            return 0;
        }
    }
    return read_row(table, line, err);
}

/* All that is left of the stream, behind the bytes that were read to find out what the file is. */
static int read_text(const struct tensor_source *source, struct str *text, struct err *err)
{
    char chunk[1 << 16];
    for (size_t length; (length = fread(chunk, 1, sizeof chunk, source->stream)) > 0;)
        str_add_n(text, chunk, length);
    if (ferror(source->stream))
        return err_system(err, errno, "cannot read '%s'", source->name);
    if (strlen(text->text) != text->length)
        return err_set(err, ERR_INVALID, "cannot read '%s': it is neither .npy nor a table of numbers", source->name);
    return 0;
}

static int read_lines(struct table *table, char *text, struct err *err)
{
    int code = 0;
    for (char *next; !code && text; text = next) {
        next = strchr(text, '\n');
        if (next)
            *next++ = '\0';
        table->line++;
        code = read_line(table, text, err);
    }
    if (!code && !table->rows)
        code = err_set(err, ERR_INVALID, "cannot read '%s': it has no rows of numbers", table->source->name);
    return code;
}

int table_read(struct tensor *tensor, const struct tensor_source *source, const char *start, size_t start_length, struct err *err)
{
    struct table table = {.source = source};
    struct str text;
    str_init(&text);
    str_add_n(&text, start, start_length);
    int code = read_text(source, &text, err);
    if (!code)
        code = read_lines(&table, text.text, err);
    str_release(&text);
    *tensor = (struct tensor){.values = table.values.items,
                              .shape = {table.rows, table.columns},
                              .rank = 2,
                              .count = table.values.count,
                              .from_table = true};
    return code;
}

int table_write(const struct tensor *tensor, FILE *stream, struct err *err)
{
    if (tensor->rank > 2) {
        char text[TENSOR_SHAPE_TEXT];
        tensor_shape_text(tensor->shape, tensor->rank, text);
        return err_set(err, ERR_INVALID, "a table holds two dimensions, not %s; write .npy instead", text);
    }
    size_t columns = tensor->rank == 2 ? tensor->shape[1] : 1;
    for (size_t i = 0; i < tensor->count; i++) {
        char end = (i + 1) % columns ? ',' : '\n';
        if (isnan(tensor->values[i])) /* its sign means nothing */
            fprintf(stream, "nan%c", end);
        else
            fprintf(stream, "%.9g%c", (double)tensor->values[i], end);
    }
    return 0;
}
