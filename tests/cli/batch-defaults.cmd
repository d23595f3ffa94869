xw batch --max-hops 1 --min partial --limit 0 --fields target,verdict,strength <fixtures/batch/short.tsv
