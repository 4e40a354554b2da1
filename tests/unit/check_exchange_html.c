/* Markdown to HTML and back. */
#include "check_exchange.h"

#include "exchange/html.h"

#include <string.h>

static const struct {
    const char *markdown, *html;
} pairs[] = {
    {"a *b* **c d** `x*y` 3 * 4", "a <em>b</em> <strong>c d</strong> <code>x*y</code> 3 * 4"},
    {"***both***", "<strong><em>both</em></strong>"},
    {"one\n\ntwo\nlines", "<p>one</p><p>two\nlines</p>"},
    {"- a\n- b\n  goes on\n\nafter", "<ul><li>a</li><li>b\ngoes on</li></ul><p>after</p>"},
    {"Text:\n- x\n- y", "Text:<ul><li>x</li><li>y</li></ul>"},
    {"1. one\n   more\n2. two", "<ol><li>one\nmore</li><li>two</li></ol>"},
    {"```c\nif (a < b)\n    x &= 1;\n```", "<pre><code class=\"language-c\">if (a &lt; b)\n    x &amp;= 1;\n</code></pre>"},
    {"Text\n```\ncode\n```", "Text<pre><code>code\n</code></pre>"},
    {"``a`b``", "<code>a`b</code>"},
    {"2\\*3 and \\`", "2*3 and `"},
    {"[a *b*](https://example.org/?a=1)", "<a href=\"https://example.org/?a=1\">a <em>b</em></a>"},
    {"hard\\\nbreak", "hard<br>break"},
    {"a < b && c > d", "a &lt; b &amp;&amp; c &gt; d"},
    {"x_1 and y_2", "x_1 and y_2"},
};

START_TEST(markdown_becomes_html)
{
    struct str html;
    str_init(&html);
    html_add(&html, pairs[_i].markdown);
    ck_assert_str_eq(html.text, pairs[_i].html);
    str_release(&html);
}
END_TEST

START_TEST(and_html_becomes_markdown)
{
    struct str markdown;
    str_init(&markdown);
    bool lost = html_read(&markdown, pairs[_i].html, strlen(pairs[_i].html));
    ck_assert_int_eq(lost, false);
    if (!strstr(pairs[_i].markdown, "\\*")) /* an escape that is not needed is not kept */
        ck_assert_str_eq(markdown.text, pairs[_i].markdown);
    str_release(&markdown);
}
END_TEST

static const struct {
    const char *html, *markdown;
    bool lost;
} foreign[] = {
    {"Hello <b> bold </b>world", "Hello  **bold** world", false},
    {"<div>one</div><div>two</div>", "one\n\ntwo", false},
    {"a<br>b<br><br>c", "a\\\nb\n\nc", false},
    {"see <img src=\"x.png\">this", "see this", true},
    {"[sound:x.mp3]hear", "hear", true},
    {"<style>.x{}</style>text<!-- no -->", "text", false},
    {"&alpha;&#946;&#x3b3;&nbsp;&lt;&unknown;", "αβγ <&unknown;", false},
    {"2*3*4 and `", "2\\*3\\*4 and \\`", false},
    {"- no list", "\\- no list", false},
    {"1. no list", "1\\. no list", false},
    {"&#7;bell", "bell", false},
    {"<ul><li><p>a</p></li><li>b<ul><li>c</li></ul></li></ul>end", "- a\n- b\n  - c\n\nend", false},
    {"<b></b>x<i> </i>y", "x y", false},
    {"<p", "<p", false},
    {"a < b", "a < b", false},
    {"<h2>Head</h2>text", "**Head**\n\ntext", false},
};

START_TEST(html_of_others_is_read)
{
    struct str markdown;
    str_init(&markdown);
    bool lost = html_read(&markdown, foreign[_i].html, strlen(foreign[_i].html));
    ck_assert_str_eq(markdown.text, foreign[_i].markdown);
    ck_assert_int_eq(lost, foreign[_i].lost);
    str_release(&markdown);
}
END_TEST

TCase *exchange_html_tests(void)
{
    TCase *tests = tcase_create("html");
    tcase_add_loop_test(tests, markdown_becomes_html, 0, sizeof pairs / sizeof *pairs);
    tcase_add_loop_test(tests, and_html_becomes_markdown, 0, sizeof pairs / sizeof *pairs);
    tcase_add_loop_test(tests, html_of_others_is_read, 0, sizeof foreign / sizeof *foreign);
    return tests;
}
