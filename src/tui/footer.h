/*
 * The last line of the screen: what can be done now, with which keys.
 */
#ifndef TUI_FOOTER_H
#define TUI_FOOTER_H

#include "tui/paint.h"
#include "view/action.h"

/*
 * Writes the live actions into `row` of `screen`, from `column` on, as many as fit `columns`: the most important first, help and
 * the way back always.  `painter` lends its glyphs and its memory.  While a text is written the keys that type characters are not
 * offered.
 */
void footer_paint(struct canvas *screen, size_t row, size_t column, size_t columns, const struct live_actions *live, bool writing,
                  struct painter *painter);

#endif
