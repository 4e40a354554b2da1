#include "cli/demo.h"

#include "base/str.h"
#include "cli/demo_json.h"
#include "cli/demo_request.h"
#include "cli/session.h"
#include "svg/svg.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_COLUMNS = 24 };

static void print_list(const struct course *course)
{
    for (size_t i = 0; demo_table[i]; i++)
        printf("%-*s  %s\n", NAME_COLUMNS, demo_table[i]->name, demo_table[i]->title);
    for (size_t i = 0; i < course->topic_count; i++)
        for (size_t j = 0; j < course->topics[i].experiment_count; j++)
            printf("%-*s  %s\n", NAME_COLUMNS, course->topics[i].experiments[j].id, course->topics[i].experiments[j].title);
}

static int write_text(const char *path, const struct str *text, struct err *err)
{
    if (strcmp(path, "-") == 0) {
        fwrite(text->text, 1, text->length, stdout);
        return 0;
    }
    FILE *file = fopen(path, "w");
    if (!file)
        return err_system(err, errno, "cannot write '%s'", path);
    bool written = fwrite(text->text, 1, text->length, file) == text->length;
    written = fclose(file) == 0 && written;
    return written ? 0 : err_system(err, errno, "cannot write '%s'", path);
}

static int write_picture(const struct demo_run *run, const char *path, struct err *err)
{
    struct view view;
    struct str svg;
    view_init(&view);
    str_init(&svg);
    demo_run_view(run, &view);
    svg_render(&view, &svg);
    int code = write_text(path, &svg, err);
    str_release(&svg);
    view_release(&view);
    return code;
}

static int write_json(const struct demo_run *run, struct err *err)
{
    struct str json;
    str_init(&json);
    demo_json(run, &json);
    int code = write_text("-", &json, err);
    str_release(&json);
    return code;
}

/* Runs the demo once and writes what was asked for. */
static int write_demo(const struct options *options, const struct demo_request *request, struct err *err)
{
    struct demo_run run;
    const char *picture = options_value(options, "svg");
    int code = demo_run_open(&run, request->start.demo, request->experiment, request->start.sample, err);
    if (code)
        return code;
    code = demo_run_start(&run, &request->start, err);
    if (!code && run.err.code)
        code = err_set(err, run.err.code, "%s", run.err.text);
    if (!code)
        demo_run_finish(&run);
    if (!code && picture)
        code = write_picture(&run, picture, err);
    if (!code && options_has(options, "json"))
        code = write_json(&run, err);
    demo_run_close(&run);
    return code;
}

/* The list is all of them: what would choose among them is not quietly left out. */
static int check_list(const struct invocation *invocation, struct err *err)
{
    static const char *const others[] = {"topic", "set", "seed", "step", "input", "json", "svg"};
    if (invocation->operand_count)
        return err_set(err, ERR_USAGE, "--list names all demos; '%s' is too much", invocation->operands[0]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (options_has(&invocation->options, others[i]))
            return err_set(err, ERR_USAGE, "--list names all demos; --%s is too much", others[i]);
    return 0;
}

int demo_write(const struct invocation *invocation, struct err *err)
{
    const struct options *options = &invocation->options;
    bool list = options_has(options, "list");
    struct demo_request request;
    struct course *course;
    int code = list ? check_list(invocation, err) : 0;
    if (!code)
        code = session_load_course(&course, options, NULL, err);
    if (code)
        return code;
    if (list)
        print_list(course);
    else
        code = demo_request_read(invocation, course, &request, err);
    if (!list && !code)
        code = write_demo(options, &request, err);
    if (!list)
        demo_request_release(&request);
    course_free(&course);
    return code;
}
