xw roadmap --have alpha
