xw show alpha:9.9
