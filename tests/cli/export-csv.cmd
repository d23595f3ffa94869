xw export --format csv -o "$tmp/pack" && for f in "$tmp"/pack/*; do echo "== ${f##*/}"; cat "$f"; done
