xw map alpha:1.1 --to beta --fields source,target,verdict,proof
