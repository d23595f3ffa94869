xw show alpha:2.1 --format json
