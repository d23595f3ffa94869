xw stats -g ../corpus/graph_file/format-1.0.xwg --format json
