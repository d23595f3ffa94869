xw coverage --have alpha --want beta@core --want gamma:"Art. 2" --have beta:B-3
