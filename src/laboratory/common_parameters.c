#include "laboratory/common_parameters.h"

const double epsilon_stops[EPSILON_STOPS] = {0, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};

const char *const data_words[] = {"example", "normal", NULL};
