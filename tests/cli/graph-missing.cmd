xw stats -g nosuch.xwg
