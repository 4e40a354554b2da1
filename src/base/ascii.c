#include "base/ascii.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <uninorm.h>
#include <unistr.h>

enum { LATIN_END = 0x250 }; /* what stands below is part of the word around it: the ß of Straße */

struct spelling {
    ucs4_t character;
    const char *text;
};

/* By code point, for bsearch(). */
static const struct spelling spellings[] = {
    {0x00a0, " "},       {0x00a7, "section "}, {0x00a9, "(c)"},     {0x00ab, "<<"},      {0x00ad, ""},        {0x00b0, " deg"},
    {0x00b1, "+/-"},     {0x00b5, "u"},       {0x00bb, ">>"},      {0x00c6, "AE"},      {0x00d7, "x"},       {0x00d8, "O"},
    {0x00de, "Th"},      {0x00df, "ss"},      {0x00e6, "ae"},      {0x00f7, "/"},       {0x00f8, "o"},       {0x00fe, "th"},
    {0x0152, "OE"},      {0x0153, "oe"},      {0x0302, "^"},       {0x0303, "~"},       {0x0304, "_bar"},    {0x0305, "_bar"},
    {0x0391, "Alpha"},   {0x0392, "Beta"},    {0x0393, "Gamma"},   {0x0394, "Delta"},   {0x0398, "Theta"},   {0x039b, "Lambda"},
    {0x03a0, "prod"},    {0x03a3, "sum"},     {0x03a6, "Phi"},     {0x03a8, "Psi"},     {0x03a9, "Omega"},   {0x03b1, "alpha"},
    {0x03b2, "beta"},    {0x03b3, "gamma"},   {0x03b4, "delta"},   {0x03b5, "eps"},     {0x03b6, "zeta"},    {0x03b7, "eta"},
    {0x03b8, "theta"},   {0x03b9, "iota"},    {0x03ba, "kappa"},   {0x03bb, "lambda"},  {0x03bc, "mu"},      {0x03bd, "nu"},
    {0x03be, "xi"},      {0x03c0, "pi"},      {0x03c1, "rho"},     {0x03c3, "sigma"},   {0x03c4, "tau"},     {0x03c5, "upsilon"},
    {0x03c6, "phi"},     {0x03c7, "chi"},     {0x03c8, "psi"},     {0x03c9, "omega"},   {0x03f5, "eps"},     {0x200b, ""},
    {0x200c, ""},        {0x200d, ""},        {0x2010, "-"},       {0x2011, "-"},       {0x2012, "-"},       {0x2013, "-"},
    {0x2014, "-"},       {0x2016, "||"},      {0x2018, "'"},       {0x2019, "'"},       {0x201a, "'"},       {0x201c, "\""},
    {0x201d, "\""},      {0x201e, "\""},      {0x2022, "*"},       {0x2026, "..."},     {0x2032, "'"},       {0x2039, "<"},
    {0x203a, ">"},       {0x2044, "/"},       {0x20ac, "EUR"},     {0x2190, "<-"},      {0x2191, "^"},       {0x2192, "->"},
    {0x2193, "v"},       {0x2194, "<->"},     {0x21aa, ">"},       {0x21d0, "<="},      {0x21d2, "=>"},      {0x21d4, "<=>"},
    {0x2202, "d"},       {0x2207, "grad"},    {0x2208, " in "},    {0x220f, "prod"},    {0x2211, "sum"},     {0x2212, "-"},
    {0x2217, "*"},       {0x2218, "o"},       {0x221a, "sqrt"},    {0x221d, "~"},       {0x221e, "inf"},     {0x222b, "integral"},
    {0x223c, "~"},       {0x2248, "~"},       {0x2260, "!="},      {0x2261, "=="},      {0x2264, "<="},      {0x2265, ">="},
    {0x226a, "<<"},      {0x226b, ">>"},      {0x2299, "*"},       {0x22c5, "*"},       {0x230a, "floor("},  {0x230b, ")"},
    {0x2500, "-"},       {0x2502, "|"},       {0x2514, "+"},       {0x2524, "|"},       {0x2580, "'"},       {0x2581, "_"},
    {0x2582, "."},       {0x2583, "-"},       {0x2584, "="},       {0x2585, "+"},       {0x2586, "*"},       {0x2587, "#"},
    {0x2588, "#"},       {0x2591, "."},       {0x2592, "+"},       {0x2593, "*"},       {0x25b8, ">"},       {0x25c2, "<"},
    {0x25cf, "*"},       {0x2605, "*"},       {0x2606, "."},       {0x2713, "+"},       {0x2717, "x"},       {0x27e8, "<"},
    {0x27e9, ">"},       {0xfe0e, ""},        {0xfe0f, ""},        {0xfeff, ""},
};

/* Where a text is being written to, and what that depends on. */
struct writer {
    struct str *out;
    bool word;        /* the last thing was a spelled-out word: a letter may not follow at once */
    ucs4_t run_start; /* U+2070 or U+2080 within superscripts or subscripts, which are announced once; otherwise 0 */
};

static int compare(const void *key, const void *element)
{
    ucs4_t character = *(const ucs4_t *)key, other = ((const struct spelling *)element)->character;
    return character < other ? -1 : character > other;
}

static const char *spelling_of(ucs4_t character)
{
    const struct spelling *found =
        bsearch(&character, spellings, sizeof spellings / sizeof *spellings, sizeof *spellings, compare);
    return found ? found->text : NULL;
}

static bool is_word(const char *text)
{
    return isalpha((unsigned char)text[0]) && text[1];
}

static bool ends_in_letter(const struct str *out)
{
    return out->length && isalnum((unsigned char)out->text[out->length - 1]);
}

static void add_text(struct writer *writer, const char *text, bool word)
{
    if ((word && ends_in_letter(writer->out)) || (writer->word && isalnum((unsigned char)text[0])))
        str_add_char(writer->out, ' ');
    str_add(writer->out, text);
    writer->word = word;
}

/* The ASCII that is left of an accented or otherwise composed character; false if there is none. */
static bool add_decomposed(struct writer *writer, ucs4_t character)
{
    size_t length = 0;
    uint32_t *parts = u32_normalize(UNINORM_NFKD, &character, 1, NULL, &length);
    bool any = false;
    for (size_t i = 0; parts && i < length; i++) {
        const char *text = i == 0 && parts[i] != character ? spelling_of(parts[i]) : NULL;
        char ascii[2] = {parts[i] < 0x80 ? (char)parts[i] : '\0', '\0'};
        if (text || ascii[0])
            add_text(writer, text ? text : ascii, text && is_word(text));
        else if (parts[i] == 0x2044)
            add_text(writer, "/", false);
        else if (parts[i] == 0x2212)
            add_text(writer, "-", false);
        any = any || text || ascii[0];
    }
    free(parts);
    return any;
}

/* U+2070 for superscripts, U+2080 for subscripts, 0 for all others. */
static ucs4_t raised(ucs4_t character)
{
    if (character == 0xb2 || character == 0xb3 || character == 0xb9 || (character >= 0x2070 && character <= 0x207f))
        return 0x2070;
    return character >= 0x2080 && character <= 0x209c ? 0x2080 : 0;
}

/* A dot between blanks separates; any other multiplies. */
static bool separates(const struct str *out, const char *rest)
{
    return (!out->length || out->text[out->length - 1] == ' ') && (*rest == ' ' || *rest == '\0');
}

static void add_character(struct writer *writer, ucs4_t character, const char *rest)
{
    ucs4_t run = raised(character);
    if (run && run != writer->run_start)
        str_add(writer->out, run == 0x2070 ? "^" : "_");
    if (run)
        writer->word = false;
    writer->run_start = run;
    const char *text = spelling_of(character);
    char ascii[2] = {(char)character, '\0'};
    if (character < 0x80)
        add_text(writer, ascii, false);
    else if (character == 0xb7)
        add_text(writer, separates(writer->out, rest) ? "-" : "*", false);
    else if (text)
        add_text(writer, text, character >= LATIN_END && is_word(text));
    else if (!add_decomposed(writer, character) && (character < 0x300 || character >= 0x370)) /* other marks are dropped */
        add_text(writer, "?", false);
}

void ascii_add(struct str *out, const char *utf8)
{
    struct writer writer = {.out = out};
    size_t length = strlen(utf8);
    for (size_t i = 0; i < length;) {
        ucs4_t character;
        int used = u8_mbtouc(&character, (const uint8_t *)utf8 + i, length - i);
        i += (size_t)used;
        add_character(&writer, character, utf8 + i);
    }
}
