printf 'alpha:1.1\tbeta\nalpha:\377\tbeta\nalpha:\0001\tbeta\n' | xw batch --fields target
