xw show alpha:1.1 --format json
