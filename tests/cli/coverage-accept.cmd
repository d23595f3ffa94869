xw coverage --have beta --want gamma --accept-topic --accept-related --max-hops 1
