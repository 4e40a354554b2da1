dist_man_MANS += man/batchnorm.3 man/bntutor.1
