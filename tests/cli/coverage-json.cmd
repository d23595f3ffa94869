xw coverage --have alpha --want beta,gamma --detail --by-group --format json
