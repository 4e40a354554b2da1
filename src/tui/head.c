#include "tui/head.h"

#include "base/utf8.h"

#include <string.h>

enum { PART_COLUMNS_MIN = 12 }; /* a separator and a name that tells something */

/* "Challenge · the name": what kind of page it is, then which one.  The second part gives way. */
struct title {
    const char *text;
    size_t length, first; /* bytes of all, and of the part before the separator */
};

static struct title split_title(struct painter *painter, const char *text)
{
    struct title title = {.text = painter_clean(painter, text)};
    const char *rest = strstr(title.text, painter->glyphs->ascii ? " - " : " · ");
    title.length = strlen(title.text);
    title.first = rest ? (size_t)(rest - title.text) : title.length;
    return title;
}

static void paint_title(struct canvas *screen, size_t column, size_t limit, const struct title *title, const struct glyphs *glyphs)
{
    size_t length = title->length, room = limit;
    bool cut = utf8_width(title->text, length) > limit;
    if (cut && utf8_width(title->text, title->first) + PART_COLUMNS_MIN > limit) {
        length = title->first;
        cut = utf8_width(title->text, length) > limit;
    }
    room -= cut;
    size_t fits = utf8_fit(title->text, length, room), bold = title->first < fits ? title->first : fits;
    column += canvas_put(screen, 0, column, room, title->text, bold, STYLE_TITLE);
    column += canvas_put(screen, 0, column, room, title->text + bold, fits - bold, STYLE_NORMAL);
    if (cut)
        canvas_text(screen, 0, column, glyphs->text[GLYPH_ELLIPSIS], STYLE_DIM);
}

void head_paint(struct canvas *screen, struct painter *painter, size_t column, size_t room, const struct view *view)
{
    const struct glyphs *glyphs = painter->glyphs;
    struct title title = split_title(painter, view->title);
    const char *status = painter_clean(painter, view->status);
    size_t width = utf8_width_string(status), first = utf8_width(title.text, title.first);
    bool shown = width && first + 1 + width <= room;
    size_t gap = first + GAP + width <= room ? GAP : 1;
    paint_title(screen, column, shown ? room - width - gap : room, &title, glyphs);
    if (shown)
        canvas_text(screen, 0, column + room - width, status, STYLE_DIM);
    canvas_repeat(screen, 1, column, glyphs->text[GLYPH_RULE], room, STYLE_DIM);
}
