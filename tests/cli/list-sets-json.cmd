xw list sets --format json
