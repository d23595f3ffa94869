xw export alpha-2024 --format csv -o "$tmp/pack" && xw compile --strict "$tmp/pack" -o "$tmp/a.xwg" && xw list -g "$tmp/a.xwg"
