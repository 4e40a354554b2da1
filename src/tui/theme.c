#include "tui/theme.h"

enum { ANSI_COLORS = 8, INDEXED_COLORS = 256, OWN = -1 };

enum ansi { RED = 1, GREEN, YELLOW, BLUE, MAGENTA, CYAN };

/*
 * AUTO uses the ANSI colours, which people have set to suit their background.  DARK and LIGHT take indexes of the 256: Okabe and Ito's
 * colour-blind safe hues, darkened for LIGHT until they pass 4.5:1 on white.  Nothing is told by colour alone, so that MONO lacks nothing.
 */
static const struct look looks[STYLE_COUNT][TUI_THEME_COUNT] = {
    /*                      auto                                dark                         light                       mono */
    [STYLE_NORMAL] =       {{OWN, 0},                           {252, 0},                    {235, 0},                   {OWN, 0}},
    [STYLE_DIM] =          {{OWN, LOOK_DIM},                    {245, 0},                    {242, 0},                   {OWN, LOOK_DIM}},
    [STYLE_STRONG] =       {{OWN, LOOK_BOLD},                   {255, LOOK_BOLD},            {16, LOOK_BOLD},            {OWN, LOOK_BOLD}},
    [STYLE_EMPHASIS] =     {{OWN, LOOK_ITALIC},                 {252, LOOK_ITALIC},          {235, LOOK_ITALIC},         {OWN, LOOK_UNDERLINE}},
    [STYLE_CODE] =         {{CYAN, 0},                          {116, 0},                    {24, 0},                    {OWN, 0}},
    [STYLE_TITLE] =        {{OWN, LOOK_BOLD},                   {255, LOOK_BOLD},            {16, LOOK_BOLD},            {OWN, LOOK_BOLD}},
    [STYLE_SELECTED] =     {{OWN, LOOK_BOLD},                   {231, LOOK_BOLD},            {16, LOOK_BOLD},            {OWN, LOOK_BOLD}},
    [STYLE_KEY] =          {{CYAN, LOOK_BOLD},                  {80, 0},                     {25, LOOK_BOLD},            {OWN, LOOK_BOLD}},
    [STYLE_RIGHT] =        {{GREEN, LOOK_BOLD},                 {78, LOOK_BOLD},             {22, LOOK_BOLD},            {OWN, LOOK_BOLD}},
    [STYLE_WRONG] =        {{RED, LOOK_BOLD},                   {209, LOOK_BOLD},            {124, LOOK_BOLD},           {OWN, LOOK_BOLD}},
    [STYLE_WARNING] =      {{YELLOW, 0},                        {221, 0},                    {94, 0},                    {OWN, LOOK_BOLD}},
    [STYLE_BEGINNER] =     {{GREEN, 0},                         {78, 0},                     {22, 0},                    {OWN, 0}},
    [STYLE_INTERMEDIATE] = {{CYAN, 0},                          {74, 0},                     {25, 0},                    {OWN, 0}},
    [STYLE_ADVANCED] =     {{YELLOW, 0},                        {178, 0},                    {94, 0},                    {OWN, 0}},
    [STYLE_EXPERT] =       {{MAGENTA, 0},                       {175, 0},                    {90, 0},                    {OWN, 0}},
    [STYLE_CHANNEL_0] =    {{CYAN, 0},                          {74, 0},                     {25, 0},                    {OWN, 0}},
    [STYLE_CHANNEL_1] =    {{YELLOW, 0},                        {178, 0},                    {94, 0},                    {OWN, 0}},
    [STYLE_CHANNEL_2] =    {{GREEN, 0},                         {78, 0},                     {22, 0},                    {OWN, 0}},
    [STYLE_CHANNEL_3] =    {{MAGENTA, 0},                       {175, 0},                    {90, 0},                    {OWN, 0}},
    [STYLE_STRUCK] =       {{OWN, LOOK_DIM},                    {242, 0},                    {246, 0},                   {OWN, LOOK_DIM}},
};

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
