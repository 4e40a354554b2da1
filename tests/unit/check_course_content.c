/* The shipped course, and the example of bntutor-course(5). */
#include "check_course.h"

#include "base/paths.h"
#include "base/str.h"
#include "course/lint.h"

#include <stdlib.h>

/* Fails with the messages if lint finds anything in `path`. */
static void assert_clean(const char *path, const char *shipped, struct lint_summary *summary)
{
    struct diagnostics diagnostics;
    struct err err;
    diagnostics_init(&diagnostics);
    lint_summary_init(summary);
    int result = course_lint(&path, 1, shipped, NULL, &diagnostics, summary, &err);
    char *text = printed(&diagnostics);
    ck_assert_msg(diagnostics.error_count == 0 && diagnostics.warning_count == 0, "%s", text);
    free(text);
    ck_assert_msg(result == 0, "%s", err.text);
    diagnostics_release(&diagnostics);
}

static size_t items_of(const struct lint_summary *summary, int kind)
{
    size_t sum = 0;
    for (size_t i = 0; i < summary->count; i++)
        for (int level = 0; level < LEVEL_COUNT; level++)
            sum += summary->items[i].items[kind][level];
    return sum;
}

START_TEST(the_shipped_course_is_clean)
{
    struct lint_summary summary;
    char *content = paths_content();
    assert_clean(content, content, &summary);
    ck_assert_uint_ge(summary.count, 1);
    ck_assert_uint_ge(summary.challenges, 1);
    for (int kind = 0; kind < ITEM_KIND_COUNT; kind++)
        ck_assert_msg(items_of(&summary, kind) > 0, "the course has no %s", item_kind_name((enum item_kind)kind));
    lint_summary_release(&summary);
    free(content);
}
END_TEST

START_TEST(the_example_of_the_manual_is_clean)
{
    struct lint_summary summary;
    const char *top = getenv("abs_top_srcdir");
    char *example = str_print("%s/man/bntutor-course.example.yaml", top ? top : "."), *content = paths_content();
    assert_clean(example, content, &summary);
    ck_assert_uint_eq(summary.count, 1);
    lint_summary_release(&summary);
    free(example), free(content);
}
END_TEST

TCase *course_content_tests(void)
{
    TCase *tests = tcase_create("content");
    tcase_add_test(tests, the_shipped_course_is_clean);
    tcase_add_test(tests, the_example_of_the_manual_is_clean);
    return tests;
}
