xw plan --for alpha,beta --days alpha=3,beta=many
