xw show beta@core --format json
