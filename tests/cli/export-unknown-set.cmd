xw export --sets alpha-bta
