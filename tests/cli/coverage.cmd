xw coverage --have alpha --want beta,gamma
