xw batch --jobs 2 <fixtures/batch/answered.ndjson >/dev/full
