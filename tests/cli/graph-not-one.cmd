xw stats -g fixtures/sample/sets.csv
