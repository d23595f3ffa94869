xw show alpha:1.1
