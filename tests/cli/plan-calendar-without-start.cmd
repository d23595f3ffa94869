xw plan --for alpha --calendar "$tmp/plan.ics"
