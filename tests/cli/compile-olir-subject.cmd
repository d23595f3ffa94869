xw compile ../corpus/olir/warned/252-subject-by-default --subject focal -o "$tmp/o.xwg"
xw map focal-1:F.2 --to other-2 -g "$tmp/o.xwg" --format csv --fields target,verdict,relation
xw list sets -g "$tmp/o.xwg" --format csv --fields id,method
