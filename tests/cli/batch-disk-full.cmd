xw batch <fixtures/batch/answered.ndjson >/dev/full
