xw gaps --have alpha --want beta,gamma --next --format json
