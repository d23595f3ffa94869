xw show alpha
