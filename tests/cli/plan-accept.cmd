xw plan --for beta,gamma --accept-topic --accept-related
