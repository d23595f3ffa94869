xw plan --for alpha --start 2027-02-29
