xw map " Alpha Standard:One Point One " --to BETA --format csv --fields source,target
