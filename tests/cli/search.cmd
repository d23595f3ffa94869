xw search policy
