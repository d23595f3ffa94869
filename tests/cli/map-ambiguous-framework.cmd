xw map "omega guide:1" --to beta
