#include "activity/response/kind.h"

enum { REASON_INDENT = 2 };

bool response_missed(const struct response *response)
{
    return response->given && !response->right;
}

const char *response_letter(const struct response *response, size_t option)
{
    static const char *const letters[QUESTION_OPTIONS_MAX] = {"A", "B", "C", "D", "E", "F", "G", "H"};
    for (size_t place = 0; place < response->question->option_count; place++)
        if (response->order[place] == option)
            return letters[place];
    return "";
}

void response_move(struct response *response, size_t count, int by)
{
    for (size_t steps = 0; steps < count; steps++) {
        response->selected = (response->selected + (by < 0 ? count - 1 : 1)) % count;
        if (!response->tried[response->order[response->selected]])
            return;
    }
}

void response_view_reason(struct view *view, enum style style, const char *line, const char *reason)
{
    view_space(view);
    view_text(view, style, "%s", line);
    if (reason)
        view_markdown(view, reason, REASON_INDENT);
}
