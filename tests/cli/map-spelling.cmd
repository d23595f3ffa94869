xw map " Alpha Requirements:One Point One " --to BETA --format csv --fields source,target
