xw gaps --have gamma --want alpha --next-controls --limit 1 --format json
