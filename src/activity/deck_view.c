#include "activity/deck_view.h"

void deck_view_left(struct view *view, const struct deck *next, const char *none)
{
    if (next->due && next->fresh)
        view_text(view, STYLE_NORMAL, "Left: %zu to repeat, %zu new.", next->due, next->fresh);
    else if (next->due)
        view_text(view, STYLE_NORMAL, "Left: %zu to repeat.", next->due);
    else if (next->fresh)
        view_text(view, STYLE_NORMAL, "Left: %zu new.", next->fresh);
    else if (next->later)
        view_text(view, STYLE_NORMAL, "Nothing more is due now; %zu will come back by themselves.", next->later);
    else
        view_text(view, STYLE_NORMAL, "%s", none);
}
