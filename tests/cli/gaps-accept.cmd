xw gaps --have beta --want gamma --accept-topic --accept-related --next
