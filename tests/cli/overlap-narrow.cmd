COLUMNS=35 xw overlap --rationale semantic
