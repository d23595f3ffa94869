xw plan --for alpha,beta --detail --day 4 --session 3 --months 2
