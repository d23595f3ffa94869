# Away from its graph, the command says where it looked.
mkdir "$tmp/bin" && cp "$(command -v xw)" "$tmp/bin/xw"
unset XW_GRAPH
LD_LIBRARY_PATH=$(dirname "$(dirname "$(command -v xw)")") "$tmp/bin/xw" stats
