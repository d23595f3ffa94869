xw coverage --want beta
