xw export --format sssom -o "$tmp/sets/" && ls "$tmp/sets" && grep -v "^#" "$tmp/sets/second-opinion.sssom.tsv"
