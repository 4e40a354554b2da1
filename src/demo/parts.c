#include "demo/parts.h"

#include "view/number_text.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { DECIMALS = 4, PLOT_LINES = 7 };

const struct finding *part_finding(const struct demo_run *run, const char *name)
{
    return findings_find(&run->findings, name);
}

const double *part_list(const struct demo_run *run, const char *name)
{
    return part_finding(run, name)->numbers;
}

double part_number(const struct demo_run *run, const char *name)
{
    return part_list(run, name)[0];
}

double part_parameter(const struct demo_run *run, const char *key)
{
    return run->values[parameter_find(run->parameters, run->parameter_count, key)];
}

bool part_has_key(const struct demo_run *run, size_t parameter, const char *const *keys)
{
    for (; *keys; keys++)
        if (!strcmp(*keys, run->parameters[parameter].key))
            return true;
    return false;
}

bool part_sampled(const struct demo_run *run)
{
    return run->given || (run->experiment && run->experiment->rank);
}

void part_shape(const struct demo_run *run, struct str *words)
{
    const struct finding *x = part_finding(run, "x");
    size_t rank = run->given ? run->given->rank : x->rank, count = 1;
    const size_t *shape = run->given ? run->given->shape : x->shape;
    for (size_t i = 0; i < rank; i++) {
        str_addf(words, "%s%zu", i ? "×" : "", shape[i]);
        count *= shape[i];
    }
    if (x->count < count)
        str_addf(words, ", %zu listed", x->count);
}

void part_pages(const struct demo_run *run, struct view *view, const char *const *names, size_t count)
{
    struct span *spans = arena_new(&view->arena, 2 * count, sizeof *spans);
    for (size_t i = 0; i < count; i++) {
        bool shown = i == run->step;
        spans[2 * i] = (struct span){i ? "  " : "", STYLE_NORMAL};
        spans[2 * i + 1] = (struct span){arena_print(&view->arena, shown ? "▸ %zu %s" : "%zu %s", i + 1, names[i]),
                                         shown ? STYLE_TITLE : STYLE_DIM};
    }
    view_strip(view, spans + 1, 2 * count - 1, 2 * run->step);
    view_pin(view);
    view->page = run->step;
}

struct part_table part_table(struct view *view, size_t rows, size_t columns, const char *const *head)
{
    struct part_table table = {
        view, view_add(view, BLOCK_TABLE), arena_new(&view->arena, rows * columns, sizeof *table.cells), rows, columns};
    for (size_t i = 0; i < rows * columns; i++)
        table.cells[i] = (struct cell){"", STYLE_NORMAL};
    for (size_t i = 0; i < columns; i++)
        table.cells[i] = (struct cell){head[i], STYLE_DIM};
    table.block->table.cells = table.cells;
    table.block->table.rows = rows;
    table.block->table.columns = columns;
    table.block->table.numeric = true;
    return table;
}

static const char *print(struct arena *arena, const char *format, va_list arguments)
{
    struct str text;
    str_init(&text);
    str_addv(&text, format, arguments);
    const char *kept = arena_string(arena, text.text);
    str_release(&text);
    return kept;
}

void part_cell(struct part_table *table, size_t row, size_t column, enum style style, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    table->cells[row * table->columns + column] = (struct cell){print(&table->view->arena, format, arguments), style};
    va_end(arguments);
}

void part_cell_number(struct part_table *table, size_t row, size_t column, enum style style, double value, double scale)
{
    table->cells[row * table->columns + column] = (struct cell){number_text(&table->view->arena, value, DECIMALS, scale), style};
}

void part_span(const double *values, size_t count, double *low, double *high)
{
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            continue;
        *low = fmin(*low, values[i]); /* what is NaN gives way */
        *high = fmax(*high, values[i]);
    }
}

size_t part_room(struct arena *arena, double low, double high)
{
    size_t below = strcspn(number_text(arena, low, DECIMALS, 0), "."), above = strcspn(number_text(arena, high, DECIMALS, 0), ".");
    return below > above ? below : above;
}

struct block *part_plot(struct view *view, const char *title, const char *y_label, const char *x_label, const struct curve *curves,
                        size_t count, const double *x_values)
{
    struct curve *kept = arena_new(&view->arena, count, sizeof *kept);
    memcpy(kept, curves, count * sizeof *kept);
    struct block *block = view_add(view, BLOCK_PLOT);
    block->plot.title = title;
    block->plot.y_label = y_label;
    block->plot.x_label = x_label;
    block->plot.curves = kept;
    block->plot.count = count;
    block->plot.lines = PLOT_LINES;
    block->plot.x_values = x_values;
    return block;
}

const double *part_powers(struct view *view, const double *values, size_t count)
{
    double *powers = arena_new(&view->arena, count, sizeof *powers);
    for (size_t i = 0; i < count; i++)
        powers[i] = values[i] > 0 && isfinite(values[i]) ? log10(values[i]) : NAN;
    return powers;
}

void part_lesson(struct view *view, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    view_space(view);
    view_text(view, STYLE_EMPHASIS, "%s", print(&view->arena, format, arguments));
    va_end(arguments);
}

const char *part_element(struct arena *arena, const char *name, const struct finding *tensor, size_t index)
{
    size_t rank = tensor->rank == 2 && tensor->shape[1] == 1 ? 1 : tensor->rank, stride = tensor->count;
    struct str text;
    str_init(&text);
    for (size_t i = 0; i < rank; i++) {
        stride /= tensor->shape[i];
        str_addf(&text, "%s%zu", i ? "," : "", index / stride % tensor->shape[i]);
    }
    const char *element = arena_print(arena, "%s[%s]", name, text.text);
    str_release(&text);
    return element;
}

size_t part_window(size_t count, size_t shown, size_t selected)
{
    if (count <= shown || selected < shown / 2)
        return 0;
    return selected + shown / 2 > count ? count - shown : selected - shown / 2;
}

const char *part_word(struct view *view, double value)
{
    return number_short(&view->arena, value);
}

const char *part_factor(struct view *view, double value)
{
    return value < 0 ? arena_print(&view->arena, "(%s)", part_word(view, value)) : part_word(view, value);
}
