xw show alpha:2.1
