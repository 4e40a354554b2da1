#include "svg/page.h"

#include <string.h>

const char *page_color(enum style style)
{
    /* Okabe and Ito's hues, darkened until they pass 4.5:1 on white, as in the terminal's light theme. */
    static const char *const colors[STYLE_COUNT] = {
        [STYLE_DIM] = "#6a6a6a",       [STYLE_CODE] = "#005f87",      [STYLE_KEY] = "#005faf",
        [STYLE_RIGHT] = "#005f00",     [STYLE_WRONG] = "#af0000",     [STYLE_WARNING] = "#875f00",
        [STYLE_BEGINNER] = "#005f00",  [STYLE_INTERMEDIATE] = "#005faf", [STYLE_ADVANCED] = "#875f00",
        [STYLE_EXPERT] = "#870087",    [STYLE_CHANNEL_0] = "#005faf", [STYLE_CHANNEL_1] = "#b35900",
        [STYLE_CHANNEL_2] = "#007a3d", [STYLE_CHANNEL_3] = "#870087", [STYLE_STRUCK] = "#808080",
    };
    return style < STYLE_COUNT && colors[style] ? colors[style] : "#262626";
}

void page_escape(struct str *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '&')
            str_add(out, "&amp;");
        else if (*text == '<')
            str_add(out, "&lt;");
        else if (*text == '>')
            str_add(out, "&gt;");
        else if (*text == '"')
            str_add(out, "&quot;");
        else if ((unsigned char)*text >= ' ')
            str_add_char(out, *text);
    }
}

void page_text(struct page *page, double x, double y, enum anchor anchor, enum style style, const char *text)
{
    static const char *const anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    bool strong = style == STYLE_STRONG || style == STYLE_TITLE || style == STYLE_SELECTED;
    if (!text || !*text)
        return;
    str_addf(page->out, "<text x=\"%.1f\" y=\"%.1f\"%s fill=\"%s\"%s%s>", x, y, anchors[anchor], page_color(style),
             strong ? " font-weight=\"bold\"" : "", style == STYLE_EMPHASIS ? " font-style=\"italic\"" : "");
    page_escape(page->out, text);
    str_add(page->out, "</text>\n");
}

void page_line(struct page *page, double x1, double y1, double x2, double y2, const char *color)
{
    str_addf(page->out, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n", x1, y1, x2, y2, color);
}

void page_box(struct page *page, double x, double y, double width, double height, const char *color, double opacity)
{
    str_addf(page->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"", x, y, width, height, color);
    if (opacity < 1)
        str_addf(page->out, " fill-opacity=\"%.2f\"", opacity);
    str_add(page->out, "/>\n");
}

double page_left(unsigned indent)
{
    return PAGE_MARGIN + indent * PAGE_CHARACTER;
}

size_t page_columns(unsigned indent)
{
    return (size_t)((PAGE_WIDTH - PAGE_MARGIN - page_left(indent)) / PAGE_CHARACTER);
}
