xw gaps --have alpha --want gamma --limit 2 --format csv
