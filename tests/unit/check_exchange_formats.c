/* What other programs write is read, and what cannot be taken is told with its line. */
#include "check_exchange.h"
#include "exchange_support.h"

#include <string.h>

static struct home home;

static void setup(void)
{
    home_open(&home);
}

static void teardown(void)
{
    home_close(&home);
}

static const struct topic *imported(const char *name, const char *text)
{
    int code = home_import_text(&home, name, text);
    ck_assert_msg(code == 0, "%s", home.err.text);
    return course_topic(home.course, "mine");
}

START_TEST(anki_plain_text_export)
{
    const struct topic *topic = imported("mine.txt", "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n"
                                                     "#tags column:6\n"
                                                     "g1\tBasic\tDeck\tWhat is <b>γ</b>?\t\"The\nscale\"\tlevel::advanced other\n"
                                                     "# a comment\n"
                                                     "g2\tCloze\tDeck\tIt is {{c1::n}} or {{c2::m::a letter}}.\t\t\n");
    ck_assert_uint_eq(topic->card_count, 2);
    ck_assert_str_eq(topic->cards[0].front, "What is **γ**?");
    ck_assert_str_eq(topic->cards[0].back, "The\nscale");
    ck_assert_int_eq(topic->cards[0].item.level, LEVEL_ADVANCED);
    ck_assert_str_eq(topic->cards[1].cloze, "It is {{n}} or {{m::a letter}}.");
}
END_TEST

START_TEST(anki_text_without_headers)
{
    const struct format *anki = format_find("anki");
    const struct import_options options = {.format = anki, .into = "mine"};
    const char text[] = "front one;back one\nfront *two*;back two\nlonely\n";
    ck_assert_int_eq(exchange_import(&home.exchange, home_file(&home, "a.txt", text, strlen(text)), &options, &home.diagnostics, &home.said,
                                     &home.left, &home.err),
                     0);
    home_reload(&home);
    const struct topic *topic = course_topic(home.course, "mine");
    ck_assert_uint_eq(topic->card_count, 2);
    ck_assert_str_eq(topic->cards[1].front, "front \\*two\\*");
    expect_message(&home, 3, "1 field where front and back are needed");
}
END_TEST

static const char *const tables[] = {
    "front,back\nWhat?,\"So, \"\"so\"\"\"\n",
    "\xEF\xBB\xBFTerm;Definition\r\nWhat?;\"So, \"\"so\"\"\"\r\n",
    "What?\tSo, \"so\"\n",
    "Answer|Question|Colour\n\"So, \"\"so\"\"\"|What?|red\n",
};

START_TEST(tables_of_cards)
{
    const struct topic *topic = imported("mine.csv", tables[_i]);
    ck_assert_uint_eq(topic->card_count, 1);
    ck_assert_str_eq(topic->cards[0].front, "What?");
    ck_assert_str_eq(topic->cards[0].back, "So, \"so\"");
    ck_assert_str_eq(topic->cards[0].item.id, "mine-what");
    if (_i == 3)
        expect_message(&home, 1, "the column 'Colour' has no place here");
}
END_TEST

START_TEST(tables_of_questions)
{
    const struct topic *topic = imported("mine.csv", "question,option A,option B,option C,correct,explanation\n"
                                                     "One?,x,y,z,B,Because.\n"
                                                     "Two?,x,y,z,z,\n"
                                                     "Some?,x,y,z,\"A, C\",\n"
                                                     "None?,x,y,z,D,\n"
                                                     ",x,y,z,A,\n");
    ck_assert_uint_eq(topic->question_count, 3);
    ck_assert(topic->questions[0].options[1].right && topic->questions[1].options[2].right);
    ck_assert_str_eq(topic->questions[0].explanation, "Because.");
    ck_assert_int_eq(topic->questions[2].kind, QUESTION_MULTIPLE);
    expect_message(&home, 5, "exactly one option must be right, not 0");
    expect_message(&home, 6, "the front is empty");
}
END_TEST

START_TEST(missing_fields_are_told)
{
    const struct topic *topic = imported("mine.csv", "id,kind,front,back\na,card,What?,So\nb,card,Half\nc,card,,Back\n");
    ck_assert_uint_eq(topic->card_count, 1);
    expect_message(&home, 3, "the field for the back is missing");
    expect_message(&home, 4, "the front is empty");
}
END_TEST

static const char gift[] = "// a comment\n"
                           "$CATEGORY: course/topic\n"
                           "\n"
                           "::Q1:: Grant's tomb? {\n=Grant\n~no one#Wrong\\: look\n~Napoleon}\n"
                           "\n"
                           "::Q2::[html]<b>True</b>? {TRUE#It is true.#Right.}\n"
                           "\n"
                           "Year? {#1822:5#near}\n"
                           "\n"
                           "Range? {#1.5..2.5}\n"
                           "\n"
                           "Several {#=%100%3:0.5 =%50%3:2 =%0%7:0#far}\n"
                           "\n"
                           "Who? {~%50%Adam ~%50%Eve ~%-100%Noah ####Two.}\n"
                           "\n"
                           "Match {=cat -> animal =oak -> tree}\n"
                           "\n"
                           "Short {=42 =%50%41}\n"
                           "\n"
                           "Mahatma Gandhi's birthday is {=Oct 2 ~Jan 2} as all know.\n"
                           "\n"
                           "Essay {}\n"
                           "\n"
                           "A description.\n"
                           "\n"
                           "Open {=a\n";

START_TEST(gift_of_moodle)
{
    const struct topic *topic = imported("mine.gift", gift);
    ck_assert_uint_eq(topic->question_count, 7);
    ck_assert_uint_eq(topic->card_count, 2);
    const struct question *questions = topic->questions;
    ck_assert_str_eq(questions[0].title, "Q1");
    ck_assert_str_eq(questions[0].stem, "Grant's tomb?");
    ck_assert_str_eq(questions[0].options[1].why, "Wrong: look");
    ck_assert_str_eq(questions[1].stem, "**True**?");
    ck_assert(questions[1].options[0].right && questions[1].options[0].pinned);
    ck_assert_str_eq(questions[1].options[0].why, "Right.");
    ck_assert_str_eq(questions[1].options[1].why, "It is true.");
    ck_assert_str_eq(questions[2].answer.items[0], "1822");
    ck_assert_double_eq(questions[2].tolerance, 5);
    ck_assert_str_eq(questions[2].why, "near");
    ck_assert_str_eq(questions[3].answer.items[0], "2");
    ck_assert_double_eq(questions[3].tolerance, 0.5);
    ck_assert_uint_eq(questions[4].mistake_count, 1);
    ck_assert_str_eq(questions[4].mistakes[0].why, "far");
    ck_assert_int_eq(questions[5].kind, QUESTION_MULTIPLE);
    ck_assert_str_eq(questions[5].explanation, "Two.");
    ck_assert_str_eq(questions[6].stem, "Mahatma Gandhi's birthday is \\_\\_\\_\\_\\_ as all know.");
    ck_assert_str_eq(topic->cards[0].back, "- cat → animal\n- oak → tree");
    ck_assert_str_eq(topic->cards[1].back, "42");
    expect_message(&home, 25, "an essay: there is no answer to compare with");
    expect_message(&home, 27, "a description without answers");
    expect_message(&home, 29, "'{' is never closed");
    expect_message(&home, 15, "only one right number is taken");
}
END_TEST

static const char aiken[] = "What is γ?\nA) the scale\nB. the shift\nANSWER: A\n\n"
                            "What is β?\nA) the scale\nC) the shift\nANSWER: B\n"
                            "Which?\nA) x\nB) y\nANSWER: C\n"
                            "Two lines\nof a question\nA) x\nB) y\nANSWER: A\n"
                            "ANSWER: A\nThe last?\nA) x\n";

START_TEST(aiken_lines)
{
    const struct topic *topic = imported("mine.txt", aiken);
    ck_assert_uint_eq(topic->question_count, 1);
    ck_assert_str_eq(topic->questions[0].options[1].text, "the shift");
    expect_message(&home, 8, "the letters of the options must be A, B, C");
    expect_message(&home, 13, "ANSWER names no option");
    expect_message(&home, 15, "a question is one line");
    expect_message(&home, 19, "ANSWER stands without a question");
    expect_message(&home, 20, "a question without ANSWER");
}
END_TEST

START_TEST(markdown_of_hashcards)
{
    const struct topic *topic = imported("mine.md", "---\nname = \"My deck\"\n---\n\nQ: What?\nOn two lines\nA: So.\n\n```\nQ: no card\n```\n\n"
                                                    "C: The [order] of a group is [its size].\n\n---\n\nA: alone\n\nQ: without\n");
    ck_assert_str_eq(topic->title, "My deck");
    ck_assert_uint_eq(topic->card_count, 2);
    ck_assert_str_eq(topic->cards[0].front, "What?\nOn two lines");
    ck_assert_str_eq(topic->cards[0].back, "So.\n\n```\nQ: no card\n```");
    ck_assert_str_eq(topic->cards[1].cloze, "The {{order}} of a group is {{its size}}.");
    expect_message(&home, 17, "an A: without a Q:");
    expect_message(&home, 19, "a Q: without an A:");
}
END_TEST

START_TEST(json_of_others)
{
    const struct topic *topic = imported("mine.json", "[{\"question\": \"What?\", \"answer\": \"So \\u03b3 \\ud83d\\ude00\"},\n"
                                                      " {\"front\": \"A\", \"back\": \"B\", \"level\": \"expert\"},\n"
                                                      " {\"front\": \"alone\"},\n 7]");
    ck_assert_uint_eq(topic->card_count, 2);
    ck_assert_str_eq(topic->cards[0].back, "So γ \U0001F600");
    ck_assert_int_eq(topic->cards[1].item.level, LEVEL_EXPERT);
    expect_message(&home, 3, "needs the key 'back'");
    expect_message(&home, 4, "card");
}
END_TEST

static const struct {
    const char *name, *text, *reason;
    size_t line;
    const char *message;
} refused[] = {
    {"a.json", "[{\"front\": \"A\",\n \"back\": }]", "it is no JSON", 2, "this is no JSON value"},
    {"b.json", "{\"format\": \"other\"}", "it holds 'other'", 0, NULL},
    {"c.json", "[\"x", "it is no JSON", 1, "this text is never closed"},
    {"d.txt", "just some words", "say it with --format", 0, NULL},
    {"e.csv", "", "it is empty", 0, NULL},
    {"f.csv", "a\n\"never closed,b\n", "nothing in it that could be taken", 1, "there is no comma"},
    {"g.csv", "a,b\n\"never closed,b\n", NULL, 2, "this quote is never closed"},
    {"h.csv", "front,back\n\xff\xfe\n", "line 2 is not UTF-8", 2, "this is not UTF-8"},
    {"i.csv", "\xff\xfe" "a\0b", "it is UTF-16", 0, NULL},
    {"j.csv", "a,b\n\xe4,b\n", "line 2 is not UTF-8", 2, "this is not UTF-8"},
    {"k.txt", "#separator:@\na@b\n", "nothing in it that could be taken", 1, "'@' is no separator"},
    {"l.apkg", "PK\3\4 and so on", NULL, 0, NULL},
    {"m.jsonl", "{\"device\": \"x\"}\n", "its first line does not say", 0, NULL},
};

START_TEST(what_is_broken_is_refused)
{
    size_t length = _i == 8 ? 5 : strlen(refused[_i].text);
    int code = home_import(&home, home_file(&home, refused[_i].name, refused[_i].text, length), NULL, NULL);
    if (refused[_i].reason)
        ck_assert_msg(code < 0 && strstr(home.err.text, refused[_i].reason), "%s", home.err.text);
    if (refused[_i].message)
        expect_message(&home, refused[_i].line, refused[_i].message);
    if (code < 0)
        ck_assert_uint_eq(home.course->topic_count, 1);
}
END_TEST

TCase *exchange_formats_tests(void)
{
    TCase *tests = tcase_create("formats");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, anki_plain_text_export);
    tcase_add_test(tests, anki_text_without_headers);
    tcase_add_loop_test(tests, tables_of_cards, 0, sizeof tables / sizeof *tables);
    tcase_add_test(tests, tables_of_questions);
    tcase_add_test(tests, missing_fields_are_told);
    tcase_add_test(tests, gift_of_moodle);
    tcase_add_test(tests, aiken_lines);
    tcase_add_test(tests, markdown_of_hashcards);
    tcase_add_test(tests, json_of_others);
    tcase_add_loop_test(tests, what_is_broken_is_refused, 0, sizeof refused / sizeof *refused);
    return tests;
}
