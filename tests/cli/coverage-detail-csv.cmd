xw coverage --have alpha --want beta --detail --format csv
