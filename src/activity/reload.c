#include "activity/reload.h"

#include "base/vec.h"
#include "course/lint.h"
#include "experiment/prove.h"

#include <string.h>

bool item_is_own(const struct environment *environment, const struct item *item)
{
    size_t length = environment->own_courses ? strlen(environment->own_courses) : 0;
    return length && environment->content && item->at.file && strncmp(item->at.file, environment->own_courses, length) == 0 &&
           item->at.file[length] == '/';
}

static void add_messages(struct str *messages, const struct diagnostics *diagnostics)
{
    static const char *const severities[] = {[SEVERITY_ERROR] = "error", [SEVERITY_WARNING] = "warning", [SEVERITY_NOTE] = "note"};
    for (size_t i = 0; i < diagnostics->count; i++) {
        const struct diagnostic *diagnostic = &diagnostics->items[i];
        if (diagnostic->at.line)
            str_addf(messages, "line %zu: ", diagnostic->at.line);
        str_addf(messages, "%s: %s\n", severities[diagnostic->severity], diagnostic->text);
    }
}

static int lint_file(const struct environment *environment, const char *file, struct str *messages, struct err *err)
{
    struct diagnostics diagnostics;
    struct lint_summary summary;
    diagnostics_init(&diagnostics);
    lint_summary_init(&summary);
    int code = course_lint(&file, 1, environment->content, prove_topic, &diagnostics, &summary, err);
    add_messages(messages, &diagnostics);
    if (!code && diagnostics.error_count)
        code = err_set(err, ERR_INVALID, "The file has mistakes, so the course stays as it was; edit it again:");
    lint_summary_release(&summary);
    diagnostics_release(&diagnostics);
    return code;
}

int reload_course(struct environment *environment, const char *file, struct str *messages, struct err *err)
{
    struct diagnostics diagnostics;
    struct course *course = NULL;
    int code = lint_file(environment, file, messages, err);
    if (code)
        return code;
    diagnostics_init(&diagnostics);
    code = course_load(&course, environment->content, environment->own_courses, &diagnostics, err);
    if (!code) {
        *vec_add(&environment->reloaded) = course;
        environment->course = course;
        environment->own_mistakes = diagnostics.error_count;
    }
    diagnostics_release(&diagnostics);
    return code;
}
