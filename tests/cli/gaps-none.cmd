xw gaps --have alpha --want beta:B-1
