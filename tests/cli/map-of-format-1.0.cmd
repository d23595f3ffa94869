xw map alpha:1.1 --to beta,gamma -g ../corpus/graph_file/format-1.0.xwg --format json
