xw show beta@core
