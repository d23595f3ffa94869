xw list --format json
