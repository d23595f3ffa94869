printf "framework_id,control_id,cost\nalpha,2.1,0\nbeta,B-99,1\nbeta,B-1,cheap\n" >"$tmp/costs.csv"
xw plan --for alpha,beta --cost "$tmp/costs.csv"
