xw batch <fixtures/batch/answered.ndjson
