xw overlap omega-east omega-west
