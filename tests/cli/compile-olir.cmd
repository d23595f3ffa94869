xw compile ../corpus/olir/warned/252-subject-by-default -o "$tmp/o.xwg"
xw map focal-1:F.2 --to other-2 -g "$tmp/o.xwg" --format csv --fields target,verdict,relation
