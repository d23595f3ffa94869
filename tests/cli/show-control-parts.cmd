xw show alpha:1.2
