xw show alpha:5.2 --format md; xw show alpha --format md | grep audit
