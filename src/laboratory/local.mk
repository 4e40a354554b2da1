noinst_LIBRARIES += src/laboratory/liblaboratory.a
src_laboratory_liblaboratory_a_SOURCES = \
	src/laboratory/findings.c src/laboratory/findings.h \
	src/laboratory/model.c src/laboratory/model.h
