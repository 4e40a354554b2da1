dist_man_MANS += man/batchnorm.3
