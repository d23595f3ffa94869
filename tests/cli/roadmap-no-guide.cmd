xw roadmap --for alpha
