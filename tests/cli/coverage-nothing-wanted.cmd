xw coverage --have beta
