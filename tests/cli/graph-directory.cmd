xw stats -g fixtures
