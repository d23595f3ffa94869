xw map alpha:2.2 --to beta --rationale semantic --format csv
