printf "framework_id,control_id,cost\nalpha,2.1,1e9\nbeta,B-1,2e6\n" >"$tmp/costs.csv"
xw plan --for alpha,beta --cost "$tmp/costs.csv"
