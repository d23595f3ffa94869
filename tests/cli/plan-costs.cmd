printf "framework_id,control_id,cost\nalpha,2.1,2.5\nbeta,B-3,0.25\nbeta,B-1,40\n" >"$tmp/costs.csv"
xw plan --for alpha@none,beta --cost "$tmp/costs.csv"
xw plan --for alpha,beta --cost "$tmp/costs.csv"
