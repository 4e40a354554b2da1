#include "tui/theme.h"

enum { ANSI_COLORS = 8, INDEXED_COLORS = 256, OWN = -1 };

enum ansi { RED = 1, GREEN = 2, YELLOW = 3, MAGENTA = 5, CYAN = 6 };

enum { BOLD = LOOK_BOLD, DIM = LOOK_DIM, ITALIC = LOOK_ITALIC, UNDERLINE = LOOK_UNDERLINE };

/*
 * AUTO uses the ANSI colours, which people have set to suit their background.  DARK and LIGHT take indexes of the 256: Okabe and
 * Ito's colour-blind safe hues, darkened for LIGHT until they pass 4.5:1 on white.  Nothing is told by colour alone, so that MONO
 * lacks nothing.
 */
/* clang-format off */
static const struct look looks[STYLE_COUNT][TUI_THEME_COUNT] = {
    /*                      auto              dark           light          mono */
    [STYLE_NORMAL] =       {{OWN, 0},         {252, 0},      {235, 0},      {OWN, 0}},
    [STYLE_DIM] =          {{OWN, DIM},       {245, 0},      {242, 0},      {OWN, DIM}},
    [STYLE_STRONG] =       {{OWN, BOLD},      {255, BOLD},   {16, BOLD},    {OWN, BOLD}},
    [STYLE_EMPHASIS] =     {{OWN, ITALIC},    {252, ITALIC}, {235, ITALIC}, {OWN, UNDERLINE}},
    [STYLE_CODE] =         {{CYAN, 0},        {116, 0},      {24, 0},       {OWN, 0}},
    [STYLE_TITLE] =        {{OWN, BOLD},      {255, BOLD},   {16, BOLD},    {OWN, BOLD}},
    [STYLE_SELECTED] =     {{OWN, BOLD},      {231, BOLD},   {16, BOLD},    {OWN, BOLD}},
    [STYLE_KEY] =          {{CYAN, 0},        {80, 0},       {25, BOLD},    {OWN, BOLD}},
    [STYLE_RIGHT] =        {{GREEN, BOLD},    {78, BOLD},    {22, BOLD},    {OWN, BOLD}},
    [STYLE_WRONG] =        {{RED, BOLD},      {209, BOLD},   {124, BOLD},   {OWN, BOLD}},
    [STYLE_WARNING] =      {{YELLOW, 0},      {221, 0},      {94, 0},       {OWN, BOLD}},
    [STYLE_BEGINNER] =     {{GREEN, 0},       {78, 0},       {22, 0},       {OWN, 0}},
    [STYLE_INTERMEDIATE] = {{CYAN, 0},        {74, 0},       {25, 0},       {OWN, 0}},
    [STYLE_ADVANCED] =     {{YELLOW, 0},      {178, 0},      {94, 0},       {OWN, 0}},
    [STYLE_EXPERT] =       {{MAGENTA, 0},     {175, 0},      {90, 0},       {OWN, 0}},
    [STYLE_CHANNEL_0] =    {{CYAN, 0},        {74, 0},       {25, 0},       {OWN, 0}},
    [STYLE_CHANNEL_1] =    {{YELLOW, 0},      {178, 0},      {94, 0},       {OWN, 0}},
    [STYLE_CHANNEL_2] =    {{GREEN, 0},       {78, 0},       {22, 0},       {OWN, 0}},
    [STYLE_CHANNEL_3] =    {{MAGENTA, 0},     {175, 0},      {90, 0},       {OWN, 0}},
    [STYLE_STRUCK] =       {{OWN, DIM},       {242, 0},      {244, 0},      {OWN, DIM}},
};
/* clang-format on */

enum tui_theme theme_choose(enum tui_theme wanted, bool color, int colors)
{
    if (!color || colors < ANSI_COLORS || wanted == TUI_THEME_MONO)
        return TUI_THEME_MONO;
    return colors < INDEXED_COLORS ? TUI_THEME_AUTO : wanted;
}

struct look theme_look(enum tui_theme theme, enum style style)
{
    return looks[style < STYLE_COUNT ? style : STYLE_NORMAL][theme];
}
