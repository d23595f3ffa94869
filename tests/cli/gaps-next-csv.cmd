xw gaps --have alpha --want gamma --next-controls --format csv
