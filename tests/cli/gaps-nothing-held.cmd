xw gaps --want beta
