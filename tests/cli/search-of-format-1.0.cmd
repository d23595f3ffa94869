xw search policy -g ../corpus/graph_file/format-1.0.xwg --format csv
xw explain alpha:1.1 beta:B-1 -g ../corpus/graph_file/format-1.0.xwg --format csv
