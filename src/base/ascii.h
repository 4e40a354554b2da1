/*
 * Text for terminals and fonts that know ASCII only: Greek and mathematics spelled out, accents dropped.
 */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include "base/str.h"

/*
 * Adds `utf8` to `out` in ASCII: "γx̂ + β" becomes "gamma x^ + beta", "√(σ²+ε)" "sqrt(sigma^2+eps)", "10⁻⁵" "10^-5".  What has no
 * spelling becomes "?"; the width changes, so it is done before any layout.  ASCII, control characters too, is copied as it is.
 */
void ascii_add(struct str *out, const char *utf8);

#endif
