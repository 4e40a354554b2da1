/*
 * A view as a picture: the third front end, for `bntutor demo --svg`.
 *
 * Text, tables, code, gauges and all figures are drawn one below the other on white; what waits for an answer (choices, fields) is
 * left out.  Fonts and colours need nothing but an SVG 1.1 viewer.
 */
#ifndef SVG_SVG_H
#define SVG_SVG_H

#include "base/str.h"
#include "view/view.h"

/* Adds the whole picture as an SVG document. */
void svg_render(const struct view *view, struct str *out);

#endif
