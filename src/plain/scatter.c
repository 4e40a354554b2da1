#include "plain/figure.h"

#include "plain/table.h"
#include "view/scatter.h"

#include <stdio.h>

static void add_sentence(struct str *out, const struct block *block, const struct scatter_panel *panel,
                         const struct scatter_tally *tally, const struct render_options *options)
{
    struct str text;
    str_init(&text);
    render_clean(&text, panel->label, options);
    if (panel->detail) {
        str_add(&text, ", ");
        render_clean(&text, panel->detail, options);
    }
    str_addf(&text, ": %.0f %% of the picture is given to %s.", 100 * tally->area, block->scatter.names[1]);
    render_wrapped(out, "", text.text, options);
    str_release(&text);
}

/* How many of the points that are shown lie on their own side. */
static void add_points(struct grid *grid, size_t row, const struct scatter_panel *panel, const struct scatter_tally *tally)
{
    char text[64];
    grid_text(grid, row, 0, panel->label);
    for (size_t group = 0; group < 2; group++) {
        snprintf(text, sizeof text, "%zu of %zu", tally->right[group], tally->points[group]);
        grid_text(grid, row, group + 1, text);
    }
}

void figure_scatter(struct str *words, struct str *numbers, const struct block *block, const struct render_options *options)
{
    struct grid grid;
    grid_init(&grid, block->scatter.count + 1, 3);
    grid_text(&grid, 0, 0, "points on their own side");
    for (size_t group = 0; group < 2; group++)
        grid_text(&grid, 0, group + 1, block->scatter.names[group]);
    for (size_t i = 0; i < block->scatter.count; i++) {
        const struct scatter_panel *panel = &block->scatter.panels[i];
        if (!panel->shares)
            continue;
        struct scatter_tally tally = scatter_tally(block, panel);
        add_sentence(words, block, panel, &tally, options);
        add_points(&grid, i + 1, panel, &tally);
    }
    grid_render(numbers, &grid, options);
    grid_release(&grid);
}
