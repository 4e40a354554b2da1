#include "activity_support.h"

#include "base/paths.h"
#include "base/str.h"
#include "course/diagnostics.h"
#include "scratch.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static void must(int code, const struct err *err)
{
    ck_assert_msg(code == 0, "%d: %s", code, err->text);
}

static void open_store(struct scene *scene)
{
    struct schedule_parameters parameters;
    struct err err = {0};
    schedule_defaults(&parameters);
    must(store_open(&scene->environment.store, scene->database, &parameters, &err), &err);
}

void scene_init(struct scene *scene)
{
    scene_init_with(scene, "activity");
}

void scene_init_with(struct scene *scene, const char *course)
{
    *scene = (struct scene){.folder = scratch_make()};
    struct diagnostics diagnostics;
    struct err err = {0};
    const char *top = getenv("abs_top_srcdir");
    char *content = str_print("%s/tests/data/%s", top ? top : ".", course);
    diagnostics_init(&diagnostics);
    int code = course_load(&scene->course, content, NULL, &diagnostics, &err);
    diagnostics_print(&diagnostics, stderr);
    must(code, &err);
    diagnostics_release(&diagnostics);
    free(content);
    scene->database = paths_join(scene->folder, "progress.db");
    scene->environment.course = scene->course;
    rng_init(&scene->environment.rng, 1);
    view_init(&scene->view);
    open_store(scene);
}

void scene_release(struct scene *scene)
{
    stack_free(&scene->stack);
    store_close(&scene->environment.store);
    course_free(&scene->course);
    view_release(&scene->view);
    free(scene->text);
    free(scene->database);
    scratch_remove(scene->folder);
}

void scene_open(struct scene *scene, const struct activity *activity, const struct arguments *arguments)
{
    struct err err = {0};
    struct event event = scene_event(scene, EVENT_TICK);
    stack_free(&scene->stack);
    must(stack_new(&scene->stack, &scene->environment, activity, arguments, &event, &err), &err);
    scene_look(scene);
}

void scene_open_plainly(struct scene *scene, const struct activity *activity)
{
    const struct arguments all = {.level = -1};
    scene_open(scene, activity, &all);
}

void scene_restart(struct scene *scene)
{
    stack_free(&scene->stack);
    store_close(&scene->environment.store);
    scene->environment.unsaved_agreed = false;
    open_store(scene);
}

void scene_wait(struct scene *scene, int64_t ms)
{
    scene->passed_ms += ms;
}

struct event scene_event(const struct scene *scene, enum event_type type)
{
    return (struct event){.type = type, .now_ms = START_MS + scene->passed_ms, .elapsed_ms = scene->passed_ms};
}

static void send(struct scene *scene, const struct event *event)
{
    stack_event(scene->stack, event);
    scene_look(scene);
}

void scene_key(struct scene *scene, unsigned key)
{
    struct event event = scene_event(scene, EVENT_KEY);
    event.key = key;
    send(scene, &event);
}

void scene_type(struct scene *scene, const char *text)
{
    struct event event = scene_event(scene, EVENT_TEXT);
    event.text = text;
    send(scene, &event);
}

void scene_send(struct scene *scene, enum event_type type)
{
    struct event event = scene_event(scene, type);
    send(scene, &event);
}

static void add_spans(struct str *out, const struct spans *spans)
{
    for (size_t i = 0; i < spans->count; i++)
        str_add(out, spans->items[i].text);
    str_add_char(out, '\n');
}

static const char *style_mark(enum style style)
{
    return style == STYLE_RIGHT ? " (right)" : style == STYLE_WRONG ? " (wrong)" : style == STYLE_STRUCK ? " (tried)" : "";
}

static void add_choices(struct str *out, const struct block *block)
{
    for (size_t i = 0; i < block->choices.count; i++) {
        const struct choice *choice = &block->choices.items[i];
        str_add(out, i == block->choices.selected ? "> " : "  ");
        if (choice->key)
            str_addf(out, "%s ", choice->key);
        if (choice->mark)
            str_addf(out, "%s ", choice->mark);
        for (size_t s = 0; s < choice->text.count; s++)
            str_add(out, choice->text.items[s].text);
        str_addf(out, "%s | %s | %s | %.2f\n", style_mark(choice->style), choice->detail ? choice->detail : "",
                 choice->state ? choice->state : "", choice->share);
    }
}

static void add_cells(struct str *out, const struct block *block)
{
    for (size_t i = 0; i < block->table.rows * block->table.columns; i++)
        str_addf(out, "%s%s", block->table.cells[i].text, (i + 1) % block->table.columns ? " | " : "\n");
}

static void add_block(struct str *out, const struct block *block)
{
    str_repeat(out, " ", block->indent);
    switch (block->kind) {
    case BLOCK_HEADING:
        str_add(out, "# ");
        add_spans(out, &block->heading);
        break;
    case BLOCK_PARAGRAPH:
        str_addf(out, "%s%s", block->paragraph.marker ? block->paragraph.marker : "", block->paragraph.marker ? " " : "");
        add_spans(out, &block->paragraph.spans);
        break;
    case BLOCK_CODE:
        str_addf(out, "[%s]\n%s\n", block->code.language ? block->code.language : "", block->code.text);
        break;
    case BLOCK_CHOICES:
        add_choices(out, block);
        break;
    case BLOCK_FIELD:
        str_addf(out, "%s: {%.*s|%s}\n", block->field.label, (int)block->field.cursor, block->field.text,
                 block->field.text + block->field.cursor);
        break;
    case BLOCK_GAUGE:
        str_addf(out, "(%.2f) %s\n", block->gauge.share, block->gauge.words ? block->gauge.words : "");
        break;
    case BLOCK_TABLE:
        add_cells(out, block);
        break;
    default:
        str_add_char(out, '\n');
    }
}

static void flatten(struct scene *scene)
{
    struct str text;
    str_init(&text);
    str_addf(&text, "%s    %s\n", scene->view.title, scene->view.status);
    for (size_t i = 0; i < scene->view.count; i++)
        add_block(&text, &scene->view.items[i]);
    free(scene->text);
    scene->text = str_take(&text);
}

/* A key that is shown must do what it says, and no two shown or hidden actions may claim it. */
static void check_live(const struct scene *scene)
{
    bool writing = stack_writing(scene->stack);
    ck_assert(live_has(&scene->live, ACTION_BACK) || live_has(&scene->live, ACTION_LEAVE));
    ck_assert_uint_lt(scene->live.count, LIVE_ACTIONS_MAX);
    for (size_t i = 0; i < scene->live.count; i++) {
        const struct live_action *item = &scene->live.items[i];
        const char *name = action_info(item->action)->name;
        unsigned key = action_key(item->action, writing), index = 0;
        if (key == KEY_NONE)
            continue;
        ck_assert_msg(live_resolve(&scene->live, key, &index) == item->action, "key %u of %s means something else in:\n%s", key,
                      name, scene->text);
        for (size_t k = 0; k < i; k++)
            ck_assert_msg(action_key(scene->live.items[k].action, writing) != key, "%s and %s share a key in:\n%s", name,
                          action_info(scene->live.items[k].action)->name, scene->text);
    }
}

void scene_look(struct scene *scene)
{
    if (stack_done(scene->stack))
        return;
    stack_view(scene->stack, &scene->view);
    stack_live(scene->stack, &scene->live);
    flatten(scene);
    check_live(scene);
}

bool scene_sees(const struct scene *scene, const char *words)
{
    return strstr(scene->text, words) != NULL;
}

const char *scene_label(const struct scene *scene, enum action action)
{
    for (size_t i = 0; i < scene->live.count; i++)
        if (scene->live.items[i].action == action)
            return scene->live.items[i].label ? scene->live.items[i].label : action_info(action)->label;
    return NULL;
}

static const struct block *choices_of(const struct scene *scene)
{
    for (size_t i = scene->view.count; i-- > 0;)
        if (scene->view.items[i].kind == BLOCK_CHOICES)
            return &scene->view.items[i];
    return NULL;
}

const char *scene_selected(const struct scene *scene)
{
    const struct block *block = choices_of(scene);
    if (!block || block->choices.selected >= block->choices.count)
        return NULL;
    return block->choices.items[block->choices.selected].text.items[0].text;
}

char scene_letter(const struct scene *scene, const char *words)
{
    const struct block *block = choices_of(scene);
    ck_assert_ptr_nonnull(block);
    for (size_t i = 0; i < block->choices.count; i++)
        if (strstr(block->choices.items[i].text.items[0].text, words))
            return (char)('a' + (int)i);
    ck_abort_msg("no option '%s' in:\n%s", words, scene->text);
    return 0;
}

struct answers scene_answers(const struct scene *scene, int kind)
{
    struct answers answers = {0};
    struct err err = {0};
    must(store_answers(scene->environment.store, NULL, kind, 0, &answers, &err), &err);
    return answers;
}

void disk_full(bool full)
{
    struct rlimit limit;
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = full ? 0 : limit.rlim_max;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

struct memory scene_memory(const struct scene *scene, const char *item)
{
    struct memory memory = {0};
    struct err err = {0};
    must(store_memory(scene->environment.store, item, &memory, &err), &err);
    return memory;
}
