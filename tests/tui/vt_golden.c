/* Screens compared with those that were looked at and kept. */
#include "vt_inside.h"

#include "base/paths.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { STYLES_MAX = 52 };

struct styles {
    char *names[STYLES_MAX];
    size_t count;
};

static void add_color(struct str *name, const char *what, int color)
{
    if (color != VT_COLOR_DEFAULT)
        str_addf(name, " %s %d", what, color);
}

/* " bold fg 2"; empty for a cell in the terminal's own style. */
static char *style_name(const struct vt_cell *cell)
{
    struct str name;
    str_init(&name);
    str_add(&name, cell->bold ? " bold" : "");
    str_add(&name, cell->underline ? " underline" : "");
    str_add(&name, cell->italic ? " italic" : "");
    str_add(&name, cell->reverse ? " reverse" : "");
    str_add(&name, cell->strike ? " strike" : "");
    add_color(&name, "fg", cell->foreground);
    add_color(&name, "bg", cell->background);
    return str_take(&name);
}

/* The letter that stands for a style, in the order in which they are met; '.' for none. */
static char style_letter(struct styles *styles, const struct vt_cell *cell)
{
    char *name = style_name(cell);
    size_t i = 0;
    while (i < styles->count && strcmp(styles->names[i], name) != 0)
        i++;
    bool known = i < styles->count || !*name || styles->count == STYLES_MAX;
    char letter = !*name ? '.' : i < 26 ? (char)('a' + i) : (char)('A' + i - 26);
    if (known)
        free(name);
    else
        styles->names[styles->count++] = name;
    return letter;
}

static void add_style_row(struct vt *vt, int row, struct styles *styles, struct str *out)
{
    size_t visible = out->length;
    for (int column = 0, columns = vt_columns(vt); column < columns; column++) {
        struct vt_cell cell = vt_cell(vt, row, column);
        char letter = style_letter(styles, &cell);
        str_add_char(out, letter);
        if (letter != '.')
            visible = out->length;
    }
    str_remove(out, visible, out->length - visible);
    str_add_char(out, '\n');
}

static char *describe(struct vt *vt)
{
    struct str out;
    struct styles styles = {.count = 0};
    int cursor_row, cursor_column, rows = vt_rows(vt);
    str_init(&out);
    vt_cursor(vt, &cursor_row, &cursor_column);
    for (int row = 0; row < rows; row++)
        str_addf(&out, "%s\n", vt_row_text(vt, row));
    str_addf(&out, "--- %dx%d, cursor at row %d, column %d; styles:\n", vt_columns(vt), rows, cursor_row, cursor_column);
    for (int row = 0; row < rows; row++)
        add_style_row(vt, row, &styles, &out);
    for (size_t i = 0; i < styles.count; i++) {
        str_addf(&out, "%c%s\n", (char)(i < 26 ? 'a' + i : 'A' + i - 26), styles.names[i]);
        free(styles.names[i]);
    }
    return str_take(&out);
}

static char *golden_path(const char *name)
{
    const char *source = getenv("abs_top_srcdir");
    return str_print("%s/tests/data/tui/%s.txt", source ? source : ".", name);
}

static char *read_file(const char *path)
{
    struct str text;
    FILE *file = fopen(path, "r");
    str_init(&text);
    if (!file)
        return str_take(&text);
    char bytes[4096];
    for (size_t count; (count = fread(bytes, 1, sizeof bytes, file)) > 0;)
        str_add_n(&text, bytes, count);
    fclose(file);
    return str_take(&text);
}

static bool write_golden(struct vt *vt, const char *path)
{
    char *parent = paths_parent(path);
    mkdir(parent, 0777);
    free(parent);
    vt_settle(vt, 100);
    FILE *file = fopen(path, "w");
    if (!file) {
        perror(path);
        return false;
    }
    char *seen = describe(vt);
    fputs(seen, file);
    free(seen);
    return fclose(file) == 0;
}

static bool is_golden(struct vt *vt, const void *kept)
{
    char *seen = describe(vt);
    bool same = strcmp(seen, kept) == 0;
    free(seen);
    return same;
}

/* The lines that are not the same, the kept one first. */
static void print_differences(const char *kept, const char *seen)
{
    for (int line = 1; *kept || *seen; line++) {
        int kept_length = (int)strcspn(kept, "\n"), seen_length = (int)strcspn(seen, "\n");
        if (kept_length != seen_length || memcmp(kept, seen, (size_t)kept_length) != 0)
            fprintf(stderr, "# line %d\n# -%.*s\n# +%.*s\n", line, kept_length, kept, seen_length, seen);
        kept += kept_length + (kept[kept_length] == '\n');
        seen += seen_length + (seen[seen_length] == '\n');
    }
}

bool vt_golden_comes(struct vt *vt, const char *name)
{
    char *path = golden_path(name);
    const char *update = getenv("UPDATE_GOLDEN");
    bool good;
    if (update && *update) {
        good = write_golden(vt, path);
    } else {
        char *kept = read_file(path);
        good = vt_waits(vt, is_golden, kept, name);
        char *seen = describe(vt);
        if (!good)
            print_differences(kept, seen);
        free(seen), free(kept);
    }
    free(path);
    return good;
}
