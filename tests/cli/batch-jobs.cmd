xw batch --jobs 3 <fixtures/batch/answered.ndjson
