#include "plain/plain.h"
#include "runner.h"

#include "base/str.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* An activity with all that the front end has to deal with: options, a clock, a text, a list of ticks. */
enum screen { QUESTION, VERDICT, TEXT, TICKS };

struct exam {
    enum screen screen;
    size_t selected, chosen;
    bool late, hint, ticked[2];
    struct str text;
    int64_t opened_ms, now_ms;
};

/* What the exam saw, beyond its own life. */
static struct {
    size_t hangups, confirms;
    char text[256];
} seen;

static const int64_t time_limit = 60000;

static int exam_open(struct environment *environment, const struct arguments *arguments, const struct event *event, void **state,
                     struct err *err)
{
    (void)environment, (void)arguments, (void)err;
    struct exam *exam = calloc(1, sizeof *exam);
    exam->opened_ms = exam->now_ms = event->elapsed_ms;
    str_init(&exam->text);
    *state = exam;
    return 0;
}

static void exam_close(void *state)
{
    struct exam *exam = state;
    str_release(&exam->text);
    free(exam);
}

static void exam_confirm(struct exam *exam)
{
    seen.confirms++;
    exam->chosen = exam->selected;
    if (exam->screen == TICKS)
        exam->screen = QUESTION;
    else
        exam->screen++;
}

static void exam_on_action(void *state, enum action action, const struct event *event, struct reply *reply)
{
    struct exam *exam = state;
    if (action == ACTION_CONFIRM || action == ACTION_SUBMIT)
        exam_confirm(exam);
    if (action == ACTION_SUBMIT)
        snprintf(seen.text, sizeof seen.text, "%s", exam->text.text);
    if (action == ACTION_CHOOSE && exam->screen == QUESTION) {
        exam->selected = event->index;
        exam->hint = false;
    }
    if (action == ACTION_CHOOSE && exam->screen == TICKS)
        exam->ticked[event->index] = !exam->ticked[event->index];
    if (action == ACTION_HINT)
        exam->hint = true;
    if (action == ACTION_TEXT)
        str_add(&exam->text, event->text);
    reply->flags |= action == ACTION_BACK ? 0 : REPLY_HANDLED;
}

static void exam_on_event(void *state, const struct event *event, struct reply *reply)
{
    struct exam *exam = state;
    (void)reply;
    exam->now_ms = event->elapsed_ms;
    seen.hangups += event->type == EVENT_HANGUP;
    if (exam->screen == QUESTION && exam->now_ms - exam->opened_ms >= time_limit) {
        exam->late = true;
        exam->screen = VERDICT;
    }
}

static int64_t exam_deadline(const void *state)
{
    const struct exam *exam = state;
    return exam->screen == QUESTION ? exam->now_ms + 1000 : -1;
}

static void add_options(const struct exam *exam, struct view *view)
{
    static const char *const texts[] = {"the running mean", "the batch mean"}, *const keys[] = {"A", "B"};
    struct choice *items = arena_new(&view->arena, 2, sizeof *items);
    for (size_t i = 0; i < 2; i++) {
        const char *tick = exam->screen != TICKS ? "" : exam->ticked[i] ? "[x] " : "[ ] ";
        char *text = arena_print(&view->arena, "%s%s", tick, texts[i]);
        items[i] = (struct choice){.key = keys[i], .text = view_inline(view, text, STYLE_NORMAL), .share = -1};
    }
    struct block *block = view_add(view, BLOCK_CHOICES);
    block->choices.items = items;
    block->choices.count = 2;
    block->choices.selected = exam->selected;
}

static void exam_view(const void *state, struct view *view)
{
    const struct exam *exam = state;
    view_title(view, "Exam");
    if (exam->screen == QUESTION) {
        struct block *gauge = view_add(view, BLOCK_GAUGE);
        gauge->gauge.words = arena_print(&view->arena, "%d s left", (int)((time_limit - exam->now_ms + exam->opened_ms) / 1000));
        view_text(view, STYLE_NORMAL, "What does training normalize with, in the first question of this long exam?");
    }
    if (exam->screen == QUESTION || exam->screen == TICKS)
        add_options(exam, view);
    if (exam->hint)
        view_text(view, STYLE_NORMAL, "Hint: not the running one.");
    if (exam->screen == VERDICT)
        view_text(view, STYLE_NORMAL, exam->late ? "Too late." : "You said %c.", (char)('A' + (int)exam->chosen));
    if (exam->screen == TEXT) {
        struct block *field = view_add(view, BLOCK_FIELD);
        field->field.label = "in your words";
        field->field.text = exam->text.text;
        field->field.lines = 4;
        field->field.focused = true;
    }
}

static void exam_live(const void *state, struct live_actions *live)
{
    const struct exam *exam = state;
    live_add(live, exam->screen == TEXT ? ACTION_SUBMIT : ACTION_CONFIRM, exam->screen == QUESTION ? "answer" : "go on");
    if (exam->screen == QUESTION || exam->screen == TICKS)
        live_add_row(live, ACTION_CHOOSE, exam->screen == TICKS ? "tick" : NULL, 2);
    if (!exam->hint && exam->screen != VERDICT)
        live_add(live, ACTION_HINT, NULL);
    live_add(live, ACTION_DOWN, "");
}

static bool exam_writing(const void *state)
{
    return ((const struct exam *)state)->screen == TEXT;
}

static const struct activity exam_activity = {
    .name = "exam",
    .title = "Exam",
    .summary = "an exam",
    .help = "How it works.",
    .open = exam_open,
    .close = exam_close,
    .on_action = exam_on_action,
    .on_event = exam_on_event,
    .deadline = exam_deadline,
    .view = exam_view,
    .live = exam_live,
    .writing = exam_writing,
};

/* A clock that moves on by a step with every reading of the steady time. */
static int64_t step, elapsed;

static int64_t stepping(const struct clock *clock)
{
    (void)clock;
    return elapsed += step;
}

/* Talks `input` through the exam; what was said is the caller's. */
static char *talk(const char *input, int64_t step_ms, bool echo)
{
    const struct plain_options options = {.width = 80, .echo = echo};
    struct clock clock = {.now_ms = stepping, .elapsed_ms = stepping};
    struct environment environment = {0};
    struct arguments arguments = {.level = -1};
    struct event event = {0};
    struct stack *stack;
    char *said = NULL;
    size_t size;
    int ends[2];
    step = step_ms, elapsed = 0;
    memset(&seen, 0, sizeof seen);
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write(ends[1], input, strlen(input)), (ssize_t)strlen(input));
    close(ends[1]);
    FILE *out = open_memstream(&said, &size);
    ck_assert_int_eq(stack_new(&stack, &environment, &exam_activity, &arguments, &event, NULL), 0);
    ck_assert_int_eq(plain_run(&options, stack, &clock, ends[0], out, NULL), 0);
    stack_free(&stack);
    close(ends[0]);
    fclose(out);
    return said;
}

START_TEST(a_letter_answers)
{
    char *said = talk("b\nq\n", 0, true);
    ck_assert_str_eq(said, "\nExam\n\n"
                           "What does training normalize with, in the first question of this long exam?\n\n"
                           "  A  the running mean\n"
                           "  B  the batch mean\n\n"
                           "a-b answer, h hint, ? help, q quit\n"
                           "60 s left > b\n\n"
                           "Exam\n\n"
                           "You said B.\n\n"
                           "enter go on, ? help, q quit\n"
                           "> q\n");
    ck_assert_uint_eq(seen.confirms, 1);
    ck_assert_uint_eq(seen.hangups, 0);
    free(said);
}
END_TEST

START_TEST(only_news_are_told)
{
    char *said = talk("h\nq\n", 0, true);
    const char *news = strstr(said, "> h\n");
    ck_assert_ptr_nonnull(news);
    ck_assert_str_eq(news, "> h\n\n"
                           "Hint: not the running one.\n\n"
                           "a-b answer, ? help, q quit\n"
                           "60 s left > q\n");
    free(said);
}
END_TEST

/* What was said for a moment goes away with the next key, which is no reason to ask for the letter twice. */
START_TEST(a_letter_answers_after_a_remark_too)
{
    char *said = talk("h\nb\nq\n", 0, true);
    ck_assert_ptr_nonnull(strstr(said, "You said B."));
    ck_assert_uint_eq(seen.confirms, 1);
    free(said);
}
END_TEST

START_TEST(silence_is_no_answer)
{
    char *said = talk("h\ndown\nq\n", 0, true);
    ck_assert_ptr_nonnull(strstr(said, "> down\nNothing new to tell here.\n60 s left > q\n"));
    free(said);
}
END_TEST

START_TEST(redraw_tells_all_again)
{
    char *said = talk("redraw\n", 0, true);
    ck_assert_ptr_nonnull(strstr(strstr(said, "redraw"), "What does training"));
    free(said);
}
END_TEST

START_TEST(an_answer_after_the_time_does_not_count)
{
    char *said = talk("b\n", 61000, true);
    ck_assert_ptr_nonnull(strstr(said, "Too late."));
    ck_assert_ptr_null(strstr(said, "nothing here"));
    ck_assert_uint_eq(seen.confirms, 0);
    free(said);
    said = talk("\n", 61000, true); /* enter would go on from the verdict: it was not meant so */
    ck_assert_uint_eq(seen.confirms, 0);
    free(said);
}
END_TEST

START_TEST(a_text_ends_with_a_dot)
{
    char *said = talk("a\n\nmean of the batch\n\n  then divide\n.\nq\n", 0, true);
    ck_assert_str_eq(seen.text, "mean of the batch\n\n  then divide");
    ck_assert_ptr_nonnull(strstr(said, "in your words:\n\n"
                                       "write your text, then a line with only a dot; :h hint, :? help, :q quit\n"));
    free(said);
}
END_TEST

START_TEST(commands_in_a_text_follow_a_colon)
{
    char *said = talk("a\n\nmean\n:hint\n: no command\nvariance\n", 0, true);
    ck_assert_ptr_nonnull(strstr(said, "Hint: not the running one."));
    ck_assert_str_eq(seen.text, "mean\n: no command\nvariance"); /* the end of the lines hands in */
    ck_assert_uint_eq(seen.hangups, 1);
    free(said);
}
END_TEST

START_TEST(ticking_does_not_confirm)
{
    char *said = talk("a\n\n.\nb\na\na\n", 0, true);
    ck_assert_ptr_nonnull(strstr(said, "  B  [x] the batch mean\n"));
    ck_assert_uint_eq(seen.confirms, 3); /* answer, go on, hand in */
    free(said);
}
END_TEST

START_TEST(unknown_words_are_answered)
{
    char *said = talk("\njump\n\033[A\n", 0, false);
    ck_assert_ptr_nonnull(strstr(said, "Please type the letter of an option.\n"));
    ck_assert_ptr_nonnull(strstr(said, "\"jump\" means nothing here; ? shows what can be done.\n"));
    ck_assert_ptr_nonnull(strstr(said, "\"[A\" means nothing here"));
    ck_assert_ptr_null(strchr(said, '\033'));
    free(said);
}
END_TEST

START_TEST(the_end_of_the_lines_is_a_hang_up)
{
    char *said = talk("", 0, false);
    ck_assert_uint_eq(seen.hangups, 1);
    ck_assert_str_eq(said + strlen(said) - 3, "> \n");
    free(said);
}
END_TEST

/* In a process of its own: talks until a signal comes, and exits with 0 if all went as it should. */
static void talk_until_signal(int in, int out_fd)
{
    const struct plain_options options = {.width = 80};
    struct clock clock = {.now_ms = stepping, .elapsed_ms = stepping};
    struct environment environment = {0};
    struct arguments arguments = {.level = -1};
    struct event event = {0};
    struct stack *stack;
    FILE *out = fdopen(out_fd, "w");
    bool good = out && !stack_new(&stack, &environment, &exam_activity, &arguments, &event, NULL) &&
                plain_run(&options, stack, &clock, in, out, NULL) == SIGTERM && seen.hangups == 1;
    _exit(good ? 0 : 1);
}

START_TEST(a_signal_ends_it_after_saving)
{
    int in[2], out[2], status;
    char last = 0;
    ck_assert_int_eq(pipe(in), 0);
    ck_assert_int_eq(pipe(out), 0);
    memset(&seen, 0, sizeof seen);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0)
        talk_until_signal(in[0], out[1]);
    while (last != '>')
        ck_assert_int_eq(read(out[0], &last, 1), 1);
    ck_assert_int_eq(kill(child, SIGTERM), 0);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), 0);
    for (int i = 0; i < 2; i++)
        close(in[i]), close(out[i]);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("plain talk");
    TCase *tests = tcase_create("talk");
    tcase_add_test(tests, a_letter_answers);
    tcase_add_test(tests, only_news_are_told);
    tcase_add_test(tests, silence_is_no_answer);
    tcase_add_test(tests, a_letter_answers_after_a_remark_too);
    tcase_add_test(tests, redraw_tells_all_again);
    tcase_add_test(tests, an_answer_after_the_time_does_not_count);
    tcase_add_test(tests, a_text_ends_with_a_dot);
    tcase_add_test(tests, commands_in_a_text_follow_a_colon);
    tcase_add_test(tests, ticking_does_not_confirm);
    tcase_add_test(tests, unknown_words_are_answered);
    tcase_add_test(tests, the_end_of_the_lines_is_a_hang_up);
    tcase_add_test(tests, a_signal_ends_it_after_saving);
    suite_add_tcase(suite, tests);
    return suite;
}
