#include "base/ascii.h"
#include "base/utf8.h"
#include "runner.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect(const char *utf8, const char *ascii)
{
    struct str text;
    str_init(&text);
    ascii_add(&text, utf8);
    ck_assert_str_eq(text.text, ascii);
    str_release(&text);
}

START_TEST(greek_and_mathematics_are_spelled_out)
{
    expect("μ = Σx/n", "mu = sum x/n");
    expect("σ² = Σ(x−μ)²/n", "sigma^2 = sum(x-mu)^2/n");
    expect("x̂ = (x−μ)/√(σ²+ε)", "x^ = (x-mu)/sqrt(sigma^2+eps)");
    expect("y = γx̂ + β", "y = gamma x^ + beta");
    expect("2σ, Δγ, ∂L/∂γ, √σ²", "2 sigma, Delta gamma, dL/d gamma, sqrt sigma^2");
    expect("10⁻⁵ x₁₂ x̄ ½ ±3 8×2 a·b", "10^-5 x_12 x_bar 1/2 +/-3 8x2 a*b");
    expect("a ≤ b → c ≠ d ≈ ∞", "a <= b -> c != d ~ inf");
}
END_TEST

START_TEST(words_keep_their_letters)
{
    expect("Müller naïve façade", "Muller naive facade");
    expect("Straße, Æsop, cæsar, Þór", "Strasse, AEsop, caesar, Thor");
    expect("“one” – ‘two’… • three", "\"one\" - 'two'... * three");
    expect("Challenge · the master   ✓ ✗ ▸ · ·", "Challenge - the master   + x > - -");
    expect("plain ASCII\tstays\n", "plain ASCII\tstays\n");
}
END_TEST

START_TEST(what_has_no_spelling_is_a_question_mark)
{
    expect("漢字", "??");
    expect("", "");
    expect("broken \xff here", "broken ? here");
}
END_TEST

/* Whatever comes in, only ASCII goes out. */
START_TEST(every_character_becomes_ascii)
{
    struct str text;
    str_init(&text);
    for (unsigned code = 0x80; code < 0x30000; code++) {
        char utf8[5] = {0};
        if (code >= 0xd800 && code < 0xe000)
            continue;
        utf8_encode(code, utf8);
        str_clear(&text);
        ascii_add(&text, utf8);
        for (size_t i = 0; i < text.length; i++)
            ck_assert_msg((unsigned char)text.text[i] >= 0x20 && (unsigned char)text.text[i] < 0x7f, "U+%04X", code);
    }
    str_release(&text);
}
END_TEST

static int question_marks(const char *text)
{
    int count = 0;
    for (; *text; text++)
        count += *text == '?';
    return count;
}

/* Says every character of the file that has no spelling, with its line; returns their number. */
static int unspelled_in(const char *path)
{
    char line[4096];
    int unspelled = 0;
    FILE *file = fopen(path, "r");
    struct str text;
    ck_assert_msg(file != NULL, "cannot open %s", path);
    str_init(&text);
    for (int number = 1; fgets(line, sizeof line, file); number++)
        for (size_t at = 0, length; (length = utf8_next(line + at, strlen(line + at))) > 0; at += length) {
            char character[64] = "";
            memcpy(character, line + at, length < sizeof character ? length : sizeof character - 1);
            str_clear(&text);
            ascii_add(&text, character);
            if (question_marks(text.text) == question_marks(character))
                continue;
            printf("# %s:%d: '%s' has no spelling in ASCII\n", path, number, character);
            unspelled++;
        }
    str_release(&text);
    fclose(file);
    return unspelled;
}

/* Nothing that a learner may see becomes a question mark: the course, and the words of the program itself. */
START_TEST(everything_that_is_shown_has_a_spelling)
{
    static const char *const patterns[] = {"content/*.yaml", "src/activity/*.c", "src/plain/*.c", "src/cli/*.c"};
    const char *source = getenv("abs_top_srcdir");
    struct str pattern;
    int unspelled = 0;
    str_init(&pattern);
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        glob_t found;
        str_clear(&pattern);
        str_addf(&pattern, "%s/%s", source ? source : ".", patterns[i]);
        ck_assert_int_eq(glob(pattern.text, 0, NULL, &found), 0);
        for (size_t j = 0; j < found.gl_pathc; j++)
            unspelled += unspelled_in(found.gl_pathv[j]);
        globfree(&found);
    }
    str_release(&pattern);
    fflush(stdout);
    ck_assert_int_eq(unspelled, 0);
}
END_TEST

Suite *program_suite(void)
{
    Suite *suite = suite_create("ascii");
    TCase *tests = tcase_create("ascii");
    tcase_add_test(tests, greek_and_mathematics_are_spelled_out);
    tcase_add_test(tests, words_keep_their_letters);
    tcase_add_test(tests, what_has_no_spelling_is_a_question_mark);
    tcase_add_test(tests, every_character_becomes_ascii);
    tcase_add_test(tests, everything_that_is_shown_has_a_spelling);
    suite_add_tcase(suite, tests);
    return suite;
}
