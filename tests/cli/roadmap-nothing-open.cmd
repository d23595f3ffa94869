xw compile fixtures/sample fixtures/guide -o "$tmp/g.xwg" 2>/dev/null
printf 'framework_id,control_id,result\nomega-east,1,compliant\n' >"$tmp/results.csv"
xw roadmap -g "$tmp/g.xwg" --for omega-east --results "$tmp/results.csv"
