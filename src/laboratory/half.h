/* Half precision (IEEE binary16), in double. */
#ifndef LABORATORY_HALF_H
#define LABORATORY_HALF_H

/* The nearest number of half precision, ties to even; beyond 65504 infinity. */
double half_round(double value);

#endif
