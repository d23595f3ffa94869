xw list scopes --format json
