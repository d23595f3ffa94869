xw coverage --have beta --want alpha --by-group --format md
