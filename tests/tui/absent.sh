#!/bin/sh
# Stands in for the terminal tests where they cannot be built, so that they count as skipped.
echo '1..0 # SKIP the terminal tests need libvterm and check'
