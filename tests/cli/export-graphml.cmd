xw export alpha-2024 beta-1.0 --format graphml | sed 's/id="g[0-9a-f]*"/id="gCHECKSUM"/'
