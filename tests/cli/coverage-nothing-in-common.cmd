xw coverage --have alpha --want omega-east
