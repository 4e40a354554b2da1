# What libbatchnorm is beyond one build of it: installed, by other compilers, on other processors.
dist_check_SCRIPTS += tests/kernel/installed.sh
EXTRA_DIST += tests/kernel/build.sh tests/kernel/compilers.sh tests/kernel/cross.sh

check-compilers check-cross:
	$(MAKE) check TESTS=tests/kernel/$(@:check-%=%).sh
.PHONY: check-compilers check-cross
