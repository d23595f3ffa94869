xw help xw-510
