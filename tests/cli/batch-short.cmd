xw batch <fixtures/batch/short.tsv
