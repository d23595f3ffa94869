xw show alpha:2.2 --format csv
