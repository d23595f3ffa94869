xw overlap alpha beta --format md
