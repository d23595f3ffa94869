xw batch <fixtures/batch/refused.ndjson
