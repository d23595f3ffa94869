xw coverage --have alpha --want delta
