noinst_LIBRARIES += src/plain/libplain.a
src_plain_libplain_a_SOURCES = 
