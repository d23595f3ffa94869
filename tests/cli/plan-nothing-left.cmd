printf "framework_id,control_id,result\nomega-east,1,compliant\n" >"$tmp/results.csv"
xw plan --for omega-east --results "$tmp/results.csv"
