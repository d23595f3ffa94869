xw compile fixtures/sample
